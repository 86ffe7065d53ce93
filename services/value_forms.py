"""Forms of single values that every way in takes alike: over HTTP, and over the bus."""

from datetime import date

UNIT_CODE = r"^[0-9A-Z]{1,10}$"
RULE_KEY = r"^[a-z0-9][a-z0-9-]{0,63}$"
SHA256 = r"^[0-9a-f]{64}$"
MEASURE = r"^[0-9]{1,12}(\.[0-9]{1,3})?$"
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

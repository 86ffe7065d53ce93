"""Which addresses an issuer may have."""

from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def is_safe(address: str) -> bool:
    """Say whether nobody on the way can change what an address says: https, or this machine."""
    try:
        found = urlsplit(address)
    except ValueError:
        return False
    plain = found.scheme == "http" and found.hostname in LOOPBACK
    return bool(found.hostname) and (found.scheme == "https" or plain)

"""Print docs/messages.md: `python -m services.city_messages > docs/messages.md`."""

import sys

from services.city_messages.reading import markdown

if __name__ == "__main__":
    sys.stdout.write(markdown())

"""How seldom Python looks for what is not in use: most of what we load stays."""

import gc

YOUNG_OBJECTS = 20_000


def look_seldom() -> None:
    """Let so many new objects come together before they are looked through; it took a tenth."""
    gc.set_threshold(max(YOUNG_OBJECTS, gc.get_threshold()[0]))

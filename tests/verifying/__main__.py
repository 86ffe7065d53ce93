"""Write the vectors that are missing; those that are there are never touched."""

from tests.verifying.vectors import EXPORTS, TREES, exports, trees, written

for path, told in ((EXPORTS, exports), (TREES, trees)):
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(told()), encoding="utf-8")

"""Write the vectors that are missing; those that are there are never touched."""

from tests.verifying.ballot_vectors import VECTORS, text
from tests.verifying.vectors import EXPORTS, PACKS, TREES, exports, packs, trees, written

for path, told in ((EXPORTS, exports), (PACKS, packs), (TREES, trees)):
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(told()), encoding="utf-8")
if not VECTORS.exists():
    VECTORS.write_text(text(), encoding="utf-8")

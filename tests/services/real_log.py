"""The real approval log, and how it is read."""

import os
from pathlib import Path

from infra.xes.mapping import load_mapping

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("VINHDANH_SHARED", ROOT.parent / "shared" / "data"))
LOG = SHARED / "approval-log" / "DomesticDeclarations.xes.gz"
MAPPING = load_mapping(ROOT / "docs" / "examples" / "approval-log.toml")

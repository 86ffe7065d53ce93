"""
Open an OCEL and an XES file with pm4py, and print how many cases and events each holds.

It stands alone: `uv run --no-project --with pm4py==2.7.23.11 python process_mining.py OCEL XES`.
"""

import json
import sys

import pm4py


def counts(ocel_file: str, xes_file: str) -> dict[str, list[int]]:
    """Return cases and events by file."""
    ocel = pm4py.read_ocel2_json(ocel_file)
    log = pm4py.read_xes(xes_file)
    objects = ocel.objects[ocel.objects["ocel:type"] == "case"]
    return {
        "ocel": [len(objects), len(ocel.events)],
        "xes": [int(log["case:concept:name"].nunique()), len(log)],
    }


if __name__ == "__main__":
    print(json.dumps(counts(*sys.argv[1:3])), file=sys.stderr)

"""The formats in which paths are written, by name."""

from collections.abc import Callable, Iterator, Mapping

from services.path_export.lines import Paths
from services.path_export.ocel import as_ocel
from services.path_export.table import as_csv
from services.path_export.xes import as_xes

FORMATS: Mapping[str, Callable[[Paths], Iterator[str]]] = {
    "ocel": as_ocel,
    "xes": as_xes,
    "csv": as_csv,
}

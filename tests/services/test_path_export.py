"""Exports for process mining: whole, without names, and the same bytes every time."""

import csv
import json
from dataclasses import replace
from io import StringIO
from uuid import UUID

import pytest
from defusedxml.ElementTree import fromstring

from services.path_export.formats import FORMATS
from tests.domain.paths import NOMINEE, Told, climbed

XES = "{http://www.xes-standard.org/}"
SECOND = UUID(int=2)
PATHS = (
    replace(climbed().path(), award="gk-tp"),
    replace(
        Told(source='<"log" & more>').did("filed", "look", roles=("Bà Hoa",)).path(),
        case=SECOND,
        unit="",
    ),
)
DEEDS = [len(one.deeds) for one in PATHS]
PEOPLE = ("anh", "binh", "chi", "dung", "clerk", "Hoa")


def exported(form: str) -> str:
    return "".join(FORMATS[form](lambda: PATHS))


def of_xes() -> list[list[dict[str, str]]]:
    traces = fromstring(exported("xes")).iter(f"{XES}trace")
    return [
        [
            {str(one.get("key")): str(one.get("value")) for one in event}
            for event in trace.iter(f"{XES}event")
        ]
        for trace in traces
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_paths_give_the_same_bytes(form):
    assert exported(form) == exported(form)


@pytest.mark.parametrize("form", FORMATS)
def test_nobody_is_named(form):
    text = exported(form)
    words = set(text.replace('"', " ").replace(",", " ").split())
    assert not {*PEOPLE, NOMINEE} & words
    assert {"officer-1", "officer-2"} <= words
    assert "Hoa" not in text


def test_csv_has_a_line_for_every_deed():
    rows = list(csv.DictReader(StringIO(exported("csv"))))

    assert DEEDS == [sum(row["case"] == str(one.case) for row in rows) for one in PATHS]
    (granted,) = (row for row in rows if row["activity"] == "granted")
    assert ("sign", "leader", "gk-tp", "ward") == (
        *(granted["step"], granted["role"]),
        *(granted["award"], granted["unit"]),
    )
    assert "2025-12-01T15:00:00.000+00:00" == granted["at"]
    assert {"not-recorded"} == {row["capacity"] for row in rows if row["case"] == str(SECOND)}
    assert ["", "other"] == [row["role"] for row in rows if row["case"] == str(SECOND)]


def test_no_cell_is_taken_for_a_formula():
    path = replace(PATHS[0], unit="=1+1")
    assert ",'=1+1," in "".join(FORMATS["csv"](lambda: [path]))


def test_xes_has_a_trace_for_every_case_and_an_event_for_every_deed():
    traces = of_xes()

    assert DEEDS == [len(one) for one in traces]
    last = traces[0][-1]
    assert ("granted sign", "leader", "complete", "11") == (
        *(last["concept:name"], last["org:role"]),
        *(last["lifecycle:transition"], last["position"]),
    )
    assert fromstring(exported("xes")).findall(f"{XES}trace")[1].find(f"{XES}string") is not None


def test_ocel_has_the_parts_of_the_standard_and_relates_to_what_is_there():
    told = json.loads(exported("ocel"))

    assert {"objectTypes", "eventTypes", "objects", "events"} == told.keys()
    objects = {one["id"]: one["type"] for one in told["objects"]}
    assert len(objects) == len(told["objects"])
    assert set(objects.values()) == {one["name"] for one in told["objectTypes"]}
    related = {one["objectId"] for event in told["events"] for one in event["relationships"]}
    assert objects.keys() == related


def test_ocel_declares_what_its_events_say():
    told = json.loads(exported("ocel"))
    declared = {one["name"]: {a["name"] for a in one["attributes"]} for one in told["eventTypes"]}

    assert sum(DEEDS) == len(told["events"])
    assert all({a["name"] for a in e["attributes"]} <= declared[e["type"]] for e in told["events"])
    cases = [r["objectId"] for e in told["events"] for r in e["relationships"]]
    assert DEEDS == [cases.count(f"case:{one.case}") for one in PATHS]


def test_an_empty_house_exports_as_well():
    empty = {form: "".join(write(lambda: ())) for form, write in FORMATS.items()}
    assert [] == json.loads(empty["ocel"])["events"]
    assert [] == fromstring(empty["xes"]).findall(f"{XES}trace")
    assert 1 == empty["csv"].count("\n")

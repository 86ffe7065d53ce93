"""The bus is described where the API is: AsyncAPI, schemas, and a page without scripts."""

import json
import re
from dataclasses import replace

import pytest
from flask import render_template_string
from jinja2 import UndefinedError

from api.app import application
from services.city_messages import KINDS, asyncapi, schema_of
from tests.api.speech import refused


@pytest.fixture
def get(app):
    client = app.test_client()
    return lambda address: client.get(address, buffered=True)


def test_the_bus_is_described_without_hosts_until_one_is_configured(get):
    reply = get("/asyncapi.json")

    assert (200, "application/json") == (reply.status_code, reply.content_type)
    assert asyncapi() == json.loads(reply.data)


def test_configured_brokers_are_named(house):
    named = application(replace(house, brokers=("kafka-1.example.vn:9092",)))
    servers = named.test_client().get("/asyncapi.json").get_json()["servers"]

    assert [{"host": "kafka-1.example.vn:9092", "protocol": "kafka"}] == list(servers.values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_schema_is_served_under_its_type(get, kind):
    reply = get(f"/schemas/{kind.name}.json")

    assert "application/schema+json" == reply.content_type
    assert json.loads(json.dumps(schema_of(kind))) == json.loads(reply.data)


@pytest.mark.parametrize("name", ["vn.vinhdanh.nomination.filed.v2", "x", "..%2fapp"])
def test_no_other_schema_is_served(get, name):
    assert (404, ["address-unknown"]) == refused(get(f"/schemas/{name}.json"))


def test_the_page_shows_every_message_in_both_languages(get):
    page = get("/docs/messages")

    assert "text/html; charset=utf-8" == page.content_type
    for kind in KINDS:
        for words in (kind.name, kind.vi, kind.en, f'href="/schemas/{kind.name}.json"'):
            assert words in page.text


def test_the_page_loads_one_style_from_here_and_no_script(get):
    page = get("/docs/messages")

    assert "http" not in page.text
    assert "<script" not in page.text
    assert "default-src 'none'; style-src 'self'" in page.headers["Content-Security-Policy"]
    assert 200 == get("/docs/messages.css").status_code


def test_the_heads_of_its_tables_are_vietnamese_first(get):
    heads = {*re.findall(r"<thead.*?</thead>", get("/docs/messages").text)}
    columns = [re.findall(r">(\w[^<]*?) <span lang=\"en\">(\w+)<", head) for head in heads]

    assert [[("Trường", "field"), ("Kiểu", "type"), ("Ý nghĩa", "meaning")]] == columns


def test_every_link_can_be_read(get):
    links = re.findall(r"<a [^>]*>(.*?)</a>", get("/docs/messages").text)

    assert len(KINDS) < len(links)
    assert all(re.sub("<.*?>", "", one).strip() for one in links)


def test_a_page_that_asks_for_what_is_not_there_is_an_error(app):
    with app.app_context(), pytest.raises(UndefinedError):
        render_template_string("{{ one.short }}", one=KINDS[0])


def test_every_link_within_the_page_leads_somewhere(get):
    page = get("/docs/messages").text
    places = re.findall(r' id="([^"]+)"', page)

    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(places)

"""Manners, requests, ways to further pages and designs of a source: what is refused, and what is let through."""

from pathlib import Path

import pytest

from records.errors import RegistryError
from records.platform import ListingRule, PageRequest
from records.source import Politeness
from sources.listing_checks import check_listing_rule
from sources.registry import load_registry
from tests.sources.files import GOOD, fails, write
from transforms.extract import check_selector


def _said(tmp_path: Path, more: str) -> str:
    write(tmp_path, GOOD + more + "\n")
    return fails(tmp_path)


@pytest.mark.parametrize(
    ("manners", "said"),
    [
        ("{tls: lenient}", ["politeness.tls", "lenient", "because"]),
        ("{tls: none}", ["politeness.tls", "none"]),
        ("{requests_a_night: 5000}", ["requests_a_night", "5000", "2000", "because"]),
        ("{requests_a_night: 0}", ["requests_a_night", "0", "1 or more"]),
        ('{window: ["19:00", "07:00"]}', ["politeness.window", "19:00", "20:00", "because"]),
        ('{window: ["06:00", "06:00"]}', ["politeness.window", "because"]),
        ('{window: ["8pm", "07:00"]}', ["politeness.window", "8pm", "quotes"]),
        ("{window: [20:00, 07:00]}", ["politeness.window", "1200", "quoted"]),
    ],
)
def test_bad_manners(tmp_path: Path, manners: str, said: list[str]) -> None:
    message = _said(tmp_path, f"politeness: {manners}")
    assert all(words in message for words in said), message


@pytest.mark.parametrize(
    "manners",
    ['{window: ["22:00", "06:00"]}', '{window: ["01:00", "05:00"]}', '{tls: lenient, because: "a chain of 2016"}'],
)
def test_good_manners(tmp_path: Path, manners: str) -> None:
    write(tmp_path, GOOD + f"politeness: {manners}\n")
    assert load_registry([tmp_path]).source("nghe-an").politeness != Politeness()


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ("{url: /api}", ["listing_rule.request", "{n}"]),
        ('{url: "/api/{n}/{cat}"}', ["request.url", "{cat}", "values"]),
        ('{url: "/api/{n}", values: {cat: "#cat"}}', ["request.values.cat", "#cat", "@value"]),
        ('{url: "/api/{n}", values: {cat: "text:a("}}', ["request.values.cat", "regular expression"]),
        ('{url: "/api/{n}", values: {cat: "text:ab"}}', ["request.values.cat", "0 groups"]),
        ('{url: "/api/{n}", values: {cat: "a[[@x"}}', ["request.values.cat", "a[["]),
        ('{url: "/api/{n}", values: {n: "a@x"}}', ["values.n"]),
        ('{url: "/api/{n}", items_at: d}', ["item_url"]),
        ('{url: "/api/{n}", items_at: d, html_at: e, item_url: "/{id}"}', ["html_at"]),
        ('{url: "/api/{n}", item_url: "/{id}"}', ["items_at", "missing"]),
        ('{form: {p: "{n}"}, json: "{}"}', ["request.json", "form"]),
        ('{url: "https://api.example/{n}"}', ["request.url", "https://api.example/{n}", "another host"]),
        ('{url: "//api.example/{n}"}', ["request.url", "another host"]),
        ('{url: "http://[x/{n}"}', ["request.url", "no address"]),
    ],
)
def test_requests_that_can_not_be_sent(tmp_path: Path, request_: str, said: list[str]) -> None:
    message = _said(tmp_path, f"listing_rule: {{request: {request_}}}")
    assert all(words in message for words in said), message


@pytest.mark.parametrize(
    "rule",
    [
        "{request: {hidden_fields: true, form: {__EVENTTARGET: pager}}}",
        '{request: {url: /api, json: \'{"p": {n}, "c": "{cat}"}\', values: {cat: "text:id=([0-9]+)"}, html_at: d}}',
        '{request: {url: "/api?page={n}", items_at: "", item_url: "/tin/{Slug}-{Id}.html"}}',
        '{request: {url: "https://www.nghean.mau.example/api?page={n}"}}',
        '{next_page: "?start={n*10}"}',
        '{next_page: "{stem}-p{n}.html"}',
    ],
)
def test_ways_to_further_pages(tmp_path: Path, rule: str) -> None:
    write(tmp_path, GOOD + f"listing_rule: {rule}\n")
    assert load_registry([tmp_path], check_selector=check_selector).source("nghe-an").listing_rule


@pytest.mark.parametrize(
    ("designs", "said"),
    [
        ("[{until: 2024-01-01}]", ["designs[0].rules", "says nothing"]),
        ("[{until: 2024-01-01, platform: nukevit}]", ["designs[0].platform", "did you mean 'nukeviet'"]),
        ("[{until: 2024-01-01, rules: {title: {select: ['h1[[']}}}]", ["designs[0].rules.title.select", "h1[["]),
        ("[{until: 2024-01-01, platform: nukeviet, drop: ['a[']}]", ["designs[0].drop", "a["]),
        (
            "[{until: 2024-01-01, platform: nukeviet}, {until: 2023-01-01, platform: nukeviet}]",
            ["designs[1].until", "2023-01-01", "2024-01-01", "oldest first"],
        ),
    ],
)
def test_designs(tmp_path: Path, designs: str, said: list[str]) -> None:
    message = _said(tmp_path, f"designs: {designs}")
    assert all(words in message for words in said), message


def test_a_platforms_request_names_no_host(tmp_path: Path) -> None:
    rule = ListingRule(request=PageRequest(url="https://nghean.mau.example/api?page={n}"))
    with pytest.raises(RegistryError, match=r"listing\.request\.url.*another host.*without a host"):
        check_listing_rule(tmp_path, "listing", rule, lambda *_: None)


@pytest.mark.parametrize("key", ["drop", "article_marks", "other_marks"])
def test_a_sources_own_marks_are_checked(tmp_path: Path, key: str) -> None:
    assert key in _said(tmp_path, f"{key}: ['div[']")

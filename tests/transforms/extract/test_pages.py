"""Every platform's saved pages against their exact answers, each field a test of its own."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from records.article import Article
from records.base import encode
from records.rejection import Rejection
from sources.registry import load_registry
from transforms.extract import check_selector, read_page

_PAGES = Path(__file__).parent / "pages"
_PLATFORMS = load_registry(check_selector=check_selector).platforms
_FETCHED_AT = datetime(2026, 11, 20, tzinfo=UTC)


def _answers() -> dict[str, dict[str, Any]]:
    return {
        str(p.relative_to(_PAGES).with_suffix("")): json.loads(p.read_text("utf-8"))
        for p in sorted(_PAGES.rglob("*.json"))
    }


_ANSWERS = _answers()
_FIELDS = [(name, key) for name, answer in _ANSWERS.items() for key in answer.get("article", {})]


def _read(name: str) -> Article | Rejection:
    body = (_PAGES / f"{name}.html").read_bytes()
    return read_page(_ANSWERS[name]["url"], body, platforms=_PLATFORMS, fetched_at=_FETCHED_AT)


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Article | Rejection]:
    return {name: _read(name) for name in _ANSWERS}


@pytest.mark.parametrize(("name", "key"), _FIELDS, ids=[f"{n}-{k}" for n, k in _FIELDS])
def test_field(outcomes: dict[str, Article | Rejection], name: str, key: str) -> None:
    outcome = outcomes[name]
    assert isinstance(outcome, Article), outcome
    expected = _ANSWERS[name]["article"][key]
    found = json.loads(encode(outcome))[key]
    assert found == ("\n\n".join(expected) if key == "body" else expected)


@pytest.mark.parametrize("name", [n for n, a in _ANSWERS.items() if "rejection" in a])
def test_rejection(outcomes: dict[str, Article | Rejection], name: str) -> None:
    outcome = outcomes[name]
    assert isinstance(outcome, Rejection)
    assert outcome.reason == _ANSWERS[name]["rejection"]
    assert outcome.detail


def test_every_platform_has_an_article_and_another_page() -> None:
    """Saved here, or shown by a sample portal, whose every page is compared with its answer in tests/samples."""
    portals = (Path(__file__).parents[3] / "samples/portals").glob("*/portal.yaml")
    shown = {yaml.safe_load(path.read_text("utf-8"))["platform"] for path in portals}
    for platform in set(_PLATFORMS) - shown:
        kinds = {"article" in a for n, a in _ANSWERS.items() if n.startswith(f"{platform}/")}
        assert kinds == {True, False}, f"no saved pages of both kinds for {platform}"

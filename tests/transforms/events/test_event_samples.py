"""The sample portals' articles, whose events are written beside them, are read nearly without fault."""

from datetime import datetime
from pathlib import Path

import pytest
import yaml

from records.article import Article, Image

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "portals"
# Shares of the events (of the officials, for the last three) that must be right.
FLOORS = {
    "is_event": 0.95,
    "type": 0.95,
    "month_day": 0.95,
    "starts_on": 0.95,
    "place": 0.90,
    "partners": 0.90,
    "signed": 0.95,
    "officials": 0.95,
    "province": 0.95,
    "role": 0.85,
}


def _blocks(raw):
    for block in raw:
        if isinstance(block, str):
            yield block.strip()
        elif "heading" in block or "quote" in block:
            yield block.get("heading") or block["quote"]
        elif "list" in block:
            yield from block["list"]
        elif "table" in block:
            yield from (" | ".join(map(str, row)) for row in block["table"])


def _article(raw):
    captions = [b.get("caption", "") for b in raw["body"] if isinstance(b, dict) and "image" in b]
    return Article(
        article_id=raw["slug"],
        url="",
        source_id="sample",
        title=raw["title"],
        lead=(raw.get("lead") or "").strip(),
        body="\n\n".join(_blocks(raw["body"])),
        images=tuple(Image(url="", caption=caption) for caption in captions),
        published_at=datetime.fromisoformat(raw["published_at"]),
    )


@pytest.fixture(scope="module")
def tally(finder):
    right: dict[str, list[bool]] = {measure: [] for measure in FLOORS}
    for path in sorted(SAMPLES.glob("*/articles/*.yaml")):
        raw = yaml.safe_load(path.read_text("utf-8"))
        expected, found = raw.get("expected", {}).get("events", []), finder.find(_article(raw))
        right["is_event"].append(bool(expected) == bool(found))
        if expected and found:
            _compare(right, expected[0], found[0])
    return right


def _compare(right, true, event):
    starts_on = true.get("starts_on")
    right["type"].append(event.type == true["type"])
    right["month_day"].append(event.month_day == true.get("month_day"))
    right["starts_on"].append((event.starts_on and str(event.starts_on)) == (starts_on and str(starts_on)))
    right["place"].append(event.place_province == true.get("place_province"))
    right["partners"].append(set(event.partners) == set(true.get("partners") or ()))
    right["signed"].append(event.signed == bool(true.get("signed")))
    officials = {official.name: official for official in event.officials}
    wanted = {official["name"]: official for official in true.get("officials") or ()}
    right["officials"] += [name in wanted and name in officials for name in wanted.keys() | officials.keys()]
    for name in wanted.keys() & officials.keys():
        right["province"].append(officials[name].province == wanted[name].get("province"))
        right["role"].append(officials[name].role == wanted[name].get("role"))


@pytest.mark.parametrize("measure", FLOORS)
def test_samples(tally, measure):
    answers = tally[measure]
    assert sum(answers) / len(answers) >= FLOORS[measure]

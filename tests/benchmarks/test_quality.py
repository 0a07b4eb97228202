"""The page of scores: its sections name programs that exist, and absent peers are named, not failed."""

from importlib.util import find_spec

import pytest

from benchmarks import peers, quality
from benchmarks.extraction import words_f1


def test_every_section_runs_a_program_that_exists() -> None:
    for _, command in quality._RUNS.values():
        assert find_spec(command.split()[0]) is not None, command


def test_a_section_shows_what_its_program_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(quality._RUNS, "Good", ("It ends well.", "json.tool --help"))
    monkeypatch.setitem(quality._RUNS, "Bad", ("It fails.", "json.tool --no-such-option"))
    text, went_well = quality.section("Good", "")
    assert went_well
    assert text.startswith("## Good\n\nIt ends well.\n")
    assert "usage:" in text
    text, went_well = quality.section("Bad", "")
    assert not went_well
    assert "failed: " in text


def test_a_peer_that_is_not_installed_is_none() -> None:
    scores = peers.peer_scores([], {}, 1)
    assert set(scores) == set(peers.PEERS)
    assert [name for name, score in scores.items() if score is None] == [
        name for name, (module, _) in peers.PEERS.items() if find_spec(module) is None
    ]


def test_a_peer_is_scored_by_what_it_read() -> None:
    row = {
        "url": "http://x/a",
        "title": "T",
        "author": "",
        "published_at": "2023-03-25T16:40:00+07:00",
        "lead": "một",
        "body": ["hai"],
    }
    score = peers.score_peer([row], {"/a": b"<p>"}, 1, lambda html, url: peers.Found(title="T", text="một hai ba"))
    assert (score.share("title"), score.share("minute"), score.found) == (1.0, 0.0, 1)
    assert score.mean_f1 == words_f1("một hai", "một hai ba")

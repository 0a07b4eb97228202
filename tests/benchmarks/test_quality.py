"""The page of scores: its sections name programs that exist, and absent peers are named, not failed."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import peers, quality
from benchmarks.extraction import Score, words_f1


def test_every_section_names_a_program_that_exists() -> None:
    for _, command, _ in quality._SECTIONS.values():
        assert find_spec(command.split()[0]) is not None, command


def test_the_sample_portals_have_a_row_each(tmp_path: Path) -> None:
    text = quality.section("Platform rules: the sample portals", tmp_path)
    assert text.startswith("## Platform rules: the sample portals\n\nOne for each")
    assert "| mau-son-la | 6/6 | 0 | 1.000 |" in text
    assert text == quality.section("Platform rules: the sample portals", tmp_path)


def test_a_program_that_fails_stops_the_page(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"benchmarks\.tagging failed: "):
        quality.section("Provinces, regions, sectors", tmp_path / "nowhere")


def test_a_field_that_a_peer_does_not_give_is_no_zero() -> None:
    found = Score(articles=2)
    assert peers.shares("resiliparse", found) == ["0.000", "-", "-"]
    assert peers.shares("trafilatura", found) == ["0.000", "-", "0.000"]


def test_a_peer_that_is_not_installed_is_none() -> None:
    scores = peers.peer_scores([], {}, 1)
    assert set(scores) == set(peers.PEERS)
    assert [name for name, score in scores.items() if score is None] == [
        name for name, (module, _, _) in peers.PEERS.items() if find_spec(module) is None
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

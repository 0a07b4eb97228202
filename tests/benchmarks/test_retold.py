"""The pinned scores of linking: texts retold by construction, and pairs that were read."""

from itertools import islice
from pathlib import Path

from benchmarks.retold import labelled, score_events, score_reprints
from benchmarks.tagging import corpus
from transforms.events import load_event_finder


def test_tellings_of_one_event_are_found_and_no_others(shared: Path) -> None:
    score = score_events(labelled(shared), load_event_finder())
    assert score.right + score.missed >= 60
    assert score.precision >= 0.95, score.told
    assert score.recall >= 0.90, score.told


def test_cut_and_edited_prints_are_found_and_no_others(shared: Path) -> None:
    score = score_reprints(islice(corpus(shared), 1500))
    assert score.right + score.missed >= 250
    assert (score.precision, score.recall) >= (0.99, 0.99)
    assert score.recall >= 0.99

"""Articles of the corpus, read and labelled before any was run: what is found of them stays above its floors."""

import pytest

from benchmarks.tagging import corpus
from benchmarks.told import score_texts
from benchmarks.told_corpus import labelled
from transforms.tag import load_tagger

# Lowering one needs a line in the changelog.
FLOORS = {
    "is_event": 0.92,
    "type": 0.93,
    "month_day": 0.96,
    "place": 0.92,
    "partners": 1.0,
    "signed": 1.0,
    "periods": 1.0,
    "refers_to": 1.0,
    "regions named": 1.0,
}


@pytest.fixture(scope="module")
def score(shared, finder):
    return score_texts(labelled(corpus(shared)), finder, load_tagger())


@pytest.mark.parametrize("measure", FLOORS)
def test_read(score, measure):
    assert score.value(measure) >= FLOORS[measure] - 1e-9, "\n".join(score.misses)

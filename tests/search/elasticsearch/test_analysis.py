"""Elasticsearch's native analysis gives our analyser's tokens, token by token."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from benchmarks.corpus import corpus
from search.elasticsearch.analysis import text
from search.elasticsearch.client import Access, connect
from search.mappings import settings
from transforms.analyser import folded, pairs, tokens

Analyse = Callable[[str, str], list[str]]
OURS: dict[str, Callable[[str], list[str]]] = {
    "vi_written": tokens,
    "vi_folded": lambda given: folded(tokens(given)),
    "vi_written_pairs": lambda given: pairs(tokens(given)),
    "vi_folded_pairs": lambda given: pairs(folded(tokens(given))),
}
ARTICLES = 2000


@pytest.fixture(scope="module")
def analyse(node: Access) -> Iterator[Analyse]:
    """The tokens that the node makes of a text by one of the analysers."""
    client: Elasticsearch = connect(node)
    name = f"{node.prefix}analysis"
    client.indices.create(index=name, settings={**settings(), "index.analyze.max_token_count": 1_000_000})

    def analysed(analyzer: str, given: str) -> list[str]:
        found = client.indices.analyze(index=name, analyzer=analyzer, text=given)
        return [token["token"] for token in found["tokens"]]

    yield analysed
    client.indices.delete(index=name)


def test_the_file_is_what_the_tables_make() -> None:
    held = files("es_mappings").joinpath("analysis.json").read_text("utf-8")
    assert held == text(), "write it anew: python -m search.elasticsearch.analysis"


@pytest.mark.parametrize("analyzer", OURS)
@pytest.mark.parametrize(
    "given",
    [
        "Hội nghị tại TP.HCM ngày 2.10, hoà giải; Đắk Lắk",
        "HOÀ BÌNH hoàn toàn, thuỷ lợi, Thuỷ, uỷ ban, quý, QUÝ, loè loẹt, khoẻ, Oá",
        "rộng 100m² × 5³, ½ số, №5, snake_case, _a, a_b",
        "İzmir İ, straße, Ærø, ŁÓDŹ, Ðắk, ðà, Москва, 東京, café",
        "a\u200bb, x\u00ady, e\u0301, q\u0323, 🎉 tin vui",
        "một",
        "",
    ],
)
def test_awkward_texts(analyse: Analyse, analyzer: str, given: str) -> None:
    assert analyse(analyzer, given) == OURS[analyzer](given)


@pytest.mark.parametrize("analyzer", ["vi_written", "vi_folded"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_vietnamese_letter_in_both_forms(analyse: Analyse, analyzer: str, form: str) -> None:
    letters = [base + tone for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")]
    given = " ".join(unicodedata.normalize(form, f"h{letter}n") for letter in [*letters, "đ", "Đ"])  # type: ignore[arg-type]
    assert analyse(analyzer, given) == OURS[analyzer](given)


@pytest.mark.parametrize("analyzer", ["vi_written", "vi_folded"])
def test_all_that_stands_between_spaces_in_the_corpus(analyse: Analyse, shared: Path, analyzer: str) -> None:
    """No table and no token reaches over a space, so equal for each of these is equal for every text made of them."""
    rows = corpus(shared / "corpus" / "news2017.jsonl.zst", ARTICLES)
    found = list(
        dict.fromkeys(chunk for row in rows for part in ("title", "lead", "body") for chunk in row[part].split())
    )
    assert len(found) > 20_000
    for start in range(0, len(found), 5000):
        given = " ".join(found[start : start + 5000])
        assert analyse(analyzer, given) == OURS[analyzer](given)


@pytest.mark.parametrize("analyzer", ["vi_written_pairs", "vi_folded_pairs"])
def test_pairs_of_whole_articles(analyse: Analyse, shared: Path, analyzer: str) -> None:
    for row in corpus(shared / "corpus" / "news2017.jsonl.zst", 40):
        assert analyse(analyzer, row["body"]) == OURS[analyzer](row["body"])


def test_a_run_of_letters_without_end_is_cut_and_taken(analyse: Analyse) -> None:
    assert analyse("vi_written", "x" * 50_000) == ["x" * 4000]


def test_tables_hold_no_letter_twice() -> None:
    for table in json.loads(text())["char_filter"].values():
        sources = [line.split("=>")[0] for line in table["mappings"]]
        assert len(set(sources)) == len(sources)

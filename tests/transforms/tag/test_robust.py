"""Any text: an answer with evidence that stands where it says, in time that grows with the text, never an exception."""

import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.article import Article, Image
from transforms.scan import Words

_PIECES = st.sampled_from(
    [
        "TP.HCM",
        "Hà Nội",
        "tỉnh",
        "Nghệ An",
        "-",
        ", ",
        "Hòa Bình",
        "miền Tây",
        "ĐBSCL",
        "y tế",
        "Công ty ",
        "đường ",
        "\n\n",
        " ",
        "Hồ Chí Minh",
        "İ",
        "ß",
        "ﬁ",
        "́",
        "\x00",
        "Thừa Thiên – Huế",
        "cũ",
        "Vinh",
        "HÀ NAM",
        "Trịnh Châu",
        "Nguyễn ",
        ".",
        "Chủ tịch ",
        "tại ",
        "hợp tác",
    ]
)
_TEXT = st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=30).map("".join))
_SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


_ARTICLES = st.builds(
    lambda title, lead, body, caption, section: Article(
        article_id="x",
        url="",
        source_id="x",
        title=title,
        lead=lead,
        body=body,
        section=section,
        images=(Image(url="", caption=caption),),
    ),
    _TEXT,
    _TEXT,
    _TEXT,
    _TEXT,
    _TEXT,
)


@given(_ARTICLES)
@_SETTINGS
def test_evidence_stands_where_it_says(tagger, article):
    tagged = tagger.tag(article)
    for tag in (*tagged.provinces, *tagged.regions, *tagged.sectors):
        assert tag.evidence
        assert len(tag.evidence) <= 8
        for proof in tag.evidence:
            assert getattr(article, proof.field)[proof.start : proof.end] == proof.text
    assert len(tagged.sectors) <= 3
    assert len({tag.id for tag in tagged.provinces}) == len(tagged.provinces)


@given(_TEXT)
@_SETTINGS
def test_words_keep_their_places(text):
    words = Words(text)
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == words.raw
    assert len(words.low) == len(words.raw)


@pytest.mark.parametrize(
    "unit",
    ["Hà Nội, ", "Công ty Cổ phần Xây dựng ", "Nguyễn Văn ", "Hà Nội - Hải Phòng - ", "y tế ", "TP.", "tinh ", "miền "],
)
def test_time_grows_with_the_text(tagger, unit):
    def seconds(size: int) -> float:
        """Of a processor, the least of three: what else the machine does hardly counts."""
        article = Article(article_id="x", url="", source_id="x", body=unit * (size // len(unit)))
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            tagger.tag(article)
            best = min(best, time.process_time() - began)
        return best

    small, large = seconds(40_000), seconds(320_000)
    assert large < 40 * max(small, 0.005)


def test_decomposed_letters_give_fewer_tags_but_no_fault(tagger):
    body = unicodedata.normalize("NFD", "UBND tỉnh Nghệ An họp tại Hà Nội")
    tagged = tagger.tag(Article(article_id="x", url="", source_id="x", body=body))
    assert len(tagged.provinces) <= 2


def test_what_was_read_before_makes_no_difference(tagger):
    """The words of the last article are kept for its events: those of another are never taken for them."""
    texts = ("Hội nghị tại Hà Nội.", "Hội nghị tại Nghệ An.", "Hội nghị tại tỉnh Hà Nam. " * 2000)
    articles = [Article(article_id="x", url="", source_id="x", body=text) for text in texts]
    alone = [tagger.tag(article) for article in articles]
    assert len({tag.provinces[0].name for tag in alone}) == len(texts)
    assert [tagger.tag(article) for article in (*articles, *articles[::-1])] == [*alone, *alone[::-1]]

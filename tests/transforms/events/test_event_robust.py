"""Any text gets an answer: no exception, evidence that points at its words, time that grows with the length only."""

import time
import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.article import Article, Image
from transforms.events.lexicon import read_words
from transforms.reader import given_article
from transforms.text import composed

VOCABULARY = (
    "Sáng 25/3 , tại TP Vinh tỉnh Nghệ An UBND TP.HCM Hội nghị tổng kết hợp tác ký kết Bản ghi nhớ giai đoạn 2023-2025 . "
    "ông bà Chủ tịch Nguyễn Văn Hiếu phát biểu kết luận đồng chí 31/2 ngày 12 tháng 3 năm 2025 ĐBSCL ( ) “ ” ; : \n – - "
    "13 tỉnh, thành vùng đã được sẽ Bí thư Tỉnh ủy họp báo 0/0 99/99/9999 \u0301 \u200b İ ß ﬁ Ð"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXT = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


def _fields(article):
    return {"title": article.title, "lead": article.lead, "body": article.body, "captions": article.captions}


@settings(max_examples=80, deadline=None)
@given(title=TEXT, lead=TEXT, body=TEXT, caption=TEXT)
def test_any_text(finder, title, lead, body, caption):
    article = Article(
        article_id="a",
        url="",
        source_id="s",
        title=title,
        lead=lead,
        body=body,
        images=(Image(url="", caption=caption),),
    )
    fields = _fields(article)
    for event in finder.find(article):
        for proof in event.evidence:
            assert fields[proof.field][proof.start : proof.end] == proof.text


def _told(finder, title, lead):
    """What is known of the one event of a text, but for where it stands."""
    (event,) = finder.find(given_article({"title": title, "lead": lead}, as_given=True))
    return {key: value for key, value in msgspec.json.decode(msgspec.json.encode(event)).items() if key != "evidence"}


# Each way of writing a text, and what it can't but change: "lower" leaves no capitals to tell names by.
OTHER_FORMS = {
    "NFD": (lambda s: unicodedata.normalize("NFD", s), {}),
    "zero width": (lambda s: s.replace("hợp tác", "hợp\u200b tác"), {}),
    "eth": (lambda s: s.replace("đ", "ð"), {}),
    "new tones": (lambda s: s.replace("Hòa", "Hoà"), {}),
    "upper": (str.upper, {}),
    "lower": (str.lower, {"partners": []}),
}


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_other_forms_of_one_text(finder, form):
    change, lost = OTHER_FORMS[form]
    title = "Nghệ An và Hòa Bình tổng kết hợp tác"
    lead = "Sáng 25/3/2023, tại TP Vinh, tỉnh Nghệ An đã diễn ra Hội nghị tổng kết Chương trình hợp tác phát triển."
    plain, other = _told(finder, title, lead), _told(finder, change(title), change(lead))
    assert (plain["starts_on"], plain["place_province"], plain["partners"]) == (
        "2023-03-25",
        "Nghệ An",
        ["Nghệ An", "Hòa Bình"],
    )
    # Words of the text are given as the text has them, its letters composed.
    as_written = {key: composed(change(plain[key])) for key in ("name", "date_text", "place_text")}
    assert other == plain | as_written | lost


PARTS = [
    "Sáng 25/3, ông Trần Văn An, Chủ tịch UBND tỉnh Nghệ An phát biểu tại hội nghị, ký Thỏa thuận giai đoạn 2023-2025. ",
    "Nghệ An, Hà Tĩnh, Quảng Bình và ",
    "Nguyễn ",
    "tại hội nghị ",
    "ký ",
    "((((",
    "25/3 ",
    "a",
]


@pytest.mark.parametrize("part", PARTS)
def test_linear(finder, part):
    lead = "Sáng 25/3, tại TP Vinh, UBND tỉnh Nghệ An tổ chức hội nghị tổng kết hợp tác với tỉnh Hà Tĩnh."

    def seconds(length):
        body = (part * (length // len(part) + 1))[:length]
        began = time.process_time()
        finder.find(Article(article_id="a", url="", source_id="s", title="Hội nghị", lead=lead, body=body))
        return time.process_time() - began

    seconds(10_000)
    short, long = (min(seconds(length) for _ in range(3)) for length in (50_000, 200_000))
    assert long < 8 * short + 0.5


def test_no_place_abroad_is_listed_twice():
    abroad = read_words("places")["foreign"]
    assert len(abroad) == len(set(abroad))

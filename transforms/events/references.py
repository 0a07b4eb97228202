"""Earlier agreements that a text refers to: which acts are of one, its name and day, and which repeat another."""

import re
from collections.abc import Container, Iterable
from typing import Literal, NamedTuple

from records.event import Reference
from records.tag import Evidence
from transforms.events.documents import Span, date_end, short_name, with_field
from transforms.events.lexicon import parties
from transforms.events.reading import Sentence, evidence

Tense = Literal["now", "past", "future", "unsure"]
_DONE = re.compile(
    r"(?<!\w)(?:đã|được|từng|đã được|vừa)\s+(?:chính thức\s+|cùng\s+|cùng nhau\s+)?"
    # "đã sang thăm, làm việc và ký kết": the mark of the past is said once for all that was done
    r"(?:(?:(?!(?<!\w)(?:hai|các|sẽ|đang|hội nghị|lễ)\s)[^.;]){1,70}\s(?:và|rồi)\s(?:cùng\s)?)?$"
)
# "từ khi hai bộ ký bản ghi nhớ về …": a clause of time tells of an earlier signing.
_SINCE = re.compile(r"(?<!\w)(?:từ khi|kể từ khi|sau khi|từ lúc|trước khi)\s[^,;.]*$")
# "nhiều thỏa thuận", "14 văn bản": no one agreement that could be referred to.
_SEVERAL = re.compile(
    r"\d[\d.]*\s[^.;,]{2,24},\s$|(?:nhiều|các|một số|những|hơn|khoảng|\d+|hàng loạt|một loạt|hàng chục)\s(?:\w+\s)?$"
)
_PARTIES = re.compile(r"(?<!\w)(?:giữa|với)\s")
_SPAN_OF_YEARS = re.compile(r"20\d\d\s?[-–]\s?20\d\d")
# "Hiệp định | hợp tác về …": what follows the word is the treaty's name.
_TREATY_BEFORE = re.compile(r"(?:hiệp định|hiệp ước|nghị định thư|tuyên bố|công ước)(?:\s\w+)?\s$")
# "Hiệp ước Hữu nghị và | Hợp tác": a weak word for a document ends a treaty's name, however long.
_TREATY_AROUND = re.compile(r"(?:hiệp ước|nghị định thư|công ước)(?:\s(?!đã |ký )\w+){0,6}\s$")
# "Phó Chủ tịch đã ký văn bản chấp thuận": an office's own paper, unless it says that it is shared.
_PAPER = re.compile(r"văn (?:bản|kiện)(?! (?:hợp tác|phối hợp|ghi nhớ|thỏa thuận|liên tịch|kết nghĩa))")
# "Chương trình ký ngày 14/7/2021": a bare word with the day it was signed stands for what the text has named.
_COMES_BACK = re.compile(
    r"(?:bản |văn bản )?(?:chương trình|quy chế|kế hoạch|biên bản|thỏa thuận|giao ước|bản cam kết|cam kết|ghi nhớ|văn bản)"
    r"(?P<this>\s(?:này|trên|nói trên|đó|ấy))?\s*"
)
# "các địa phương ký", "hai tỉnh đã ký": whose agreement it was, where the text does not name them.
_BY_LOCALITIES = re.compile(
    r"(?<!\w)(?:các|\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s(?:tỉnh(?:,? thành(?: phố)?)?|thành phố|địa phương)"
    r"(?:\s(?:đã|cùng nhau|cùng|chính thức))*\s$"
)
_BEFORE = 60
_FULL_DATE = 10
_COUNT = 26
_NAMED_WORDS = 4


class Act(NamedTuple):
    """One verb of signing, or another word that points at an agreement: where it stands, what is signed, and when."""

    sentence: Sentence
    start: int
    end: int
    document: Span | None
    tense: Tense
    on: str | None
    sure: bool = False
    earlier: bool = False  # told as what went on in the years before, whatever is signed now
    carried_out: bool = (
        False  # what is said to be carried out is in force before the event, also where the event is on it
    )


def is_past(act: Act) -> bool:
    """Whether an act is an earlier agreement worth a reference: a document with a name or a date, signed before."""
    if act.document is None or _is_no_agreement(act.sentence.low, act.document[0]):
        return False
    if act.sure:
        return True
    low, (start, end) = act.sentence.low, act.document
    proper = parties().document.match(low, start) is not None
    if _TREATY_BEFORE.search(low[max(0, start - 24) : start]) or (not proper and _is_other_paper(low, start, end)):
        return False
    cooperates = low.startswith("hợp tác", start)
    words = len(short_name(act.sentence.text[start:end]).split())
    bare = _COMES_BACK.match(low, start, end)
    if act.tense == "past" and act.on and bare and (bare["this"] or bare.end() == end):
        # "thay cho quy chế ký năm 2015"
        return len(act.on) == _FULL_DATE or end <= act.start or bare["this"] is not None
    if act.tense == "past" and act.on:
        return proper or "hợp tác" in low[start:end] or (words >= _NAMED_WORDS and "hợp đồng" not in low[start:end])
    # "38 biên bản ghi nhớ đã được ký" counts papers; "hai bên đã ký 25 thỏa thuận với …" tells whose they are
    counted = start < act.start and _SEVERAL.search(low[max(0, start - 20) : start])
    met = _PARTIES.search(low, start, min(len(low), max(end, act.end) + 60))
    named = (proper and (words >= _NAMED_WORDS or met)) or (cooperates and words >= _NAMED_WORDS and met)
    before = low[max(0, act.start - 90) : act.start]
    done = _DONE.search(before) or _SINCE.search(before)
    return act.tense in ("past", "unsure") and bool(done and named and not counted)


def _is_other_paper(low: str, start: int, end: int) -> bool:
    """Whether a weak word for a document is the end of a treaty's name, or an office's own paper."""
    own = _PAPER.match(low, start) is not None and _PARTIES.search(low, start, end) is None
    return own or _TREATY_AROUND.search(low[max(0, start - 60) : start]) is not None


def _is_no_agreement(low: str, start: int) -> bool:
    """Whether a decision or a treaty is named ("Thỏa thuận Paris"); a joint resolution ("nghị quyết liên tịch") is none."""
    barred = parties().not_agreement.match(low, start)
    document = parties().document.match(low, start)
    return barred is not None and (document is None or barred.end() > document.end())


def reference_of(act: Act) -> tuple[Reference, Evidence]:
    """The reference that an act makes, and its words from those who signed, where they are "các địa phương", to the date."""
    start, end = act.document or (act.start, act.end)
    last = max(end, act.end)
    last += date_end(act.sentence.low[last : last + 60]) if act.on and not act.sure else 0
    first = min(start, act.start)
    by = _BY_LOCALITIES.search(act.sentence.low, max(0, first - _BEFORE), first)
    proof = evidence(act.sentence, by.start() if by else first, last, "refers_to")
    several = _SEVERAL.search(act.sentence.low, max(0, start - _COUNT), start)
    start = several.start() if several and not several[0].startswith(("các ", "những ")) else start
    what = with_field(short_name(act.sentence.text[start:end]), act.sentence.text[max(0, act.start - 80) : act.start])
    return Reference(what=what, signed_on=act.on), proof


def told_apart(
    found: Iterable[tuple[Reference, Evidence]],
    signed: Iterable[str],
    subject: Iterable[str],
    kept: Container[str] = (),
    earlier: Container[str] = (),
) -> list[tuple[Reference, Evidence]]:
    """References without undated ones that repeat a dated one, what is signed at the event, or what it is about.

    `subject` holds the sentences that say what the event is about: the programme it reviews is no reference of it, but for
    the names in `kept`, said to be carried out. Those in `earlier` went on in the years before, whatever is signed.
    """
    found = list(found)
    found = [one for one in found if not any(_is_part_of(one[0], other) for other, _ in found)]
    dated = [reference.what.lower() for reference, _ in found if reference.signed_on]
    now = [name.lower() for name in signed]
    about = "\n".join(subject)
    return [
        (reference, proof)
        for reference, proof in found
        if reference.signed_on
        or reference.what.lower() in earlier
        or not (
            (reference.what.lower() not in kept and _is_subject(reference.what.lower(), about))
            or _known(reference.what.lower(), dated, now)
        )
    ]


def _is_subject(what: str, about: str) -> bool:
    """Whether the event is about an agreement; one named with its years is told apart by them."""
    years = _SPAN_OF_YEARS.search(what)
    return what[:20] in about and (years is None or years[0] in about)


def _is_part_of(one: Reference, other: Reference) -> bool:
    """Whether a name is only the end of a fuller one of the same day ("Thỏa thuận …" of "Bản ghi nhớ Thỏa thuận …"), or the
    beginning of one, told again without a day: "quy chế phối hợp công tác"."""
    short, full = one.what.lower(), other.what.lower()
    if one.signed_on is None and len(short.split()) >= _NAMED_WORDS and full.startswith(f"{short} "):
        return True
    return short != full and full.endswith(short) and one.signed_on == other.signed_on


def _known(what: str, dated: Iterable[str], now: Iterable[str]) -> bool:
    """Whether an undated name begins as a dated one does, or is a short form of what is signed at the event."""
    return any(_same_name(what, name) for name in dated) or any(name.startswith(what) for name in now)


def _same_name(one: str, other: str) -> bool:
    """Whether two names begin alike and are not of different years."""
    years = [found[0] for name in (one, other) if (found := _SPAN_OF_YEARS.search(name))]
    return one[:20] == other[:20] and len({*years}) <= 1

"""Signings: one at this event makes `signed` true; an earlier one, or one still to come, is only referred to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from records.event import Reference
from records.tag import Evidence
from transforms.events.documents import date_in, document_after, document_before, document_end, short_name, trimmed
from transforms.events.lexicon import parties
from transforms.events.reading import Sentence, evidence
from transforms.events.references import (
    Act,
    agreed,
    in_force,
    is_past,
    numbered,
    reference_of,
    run_together,
    told_apart,
)
from transforms.events.tenses import YEAR_ONLY, day_before, in_year, other_day, same_day, tense_of
from transforms.events.when import DateMention

_PASSIVE = re.compile(r"(?<!\w)(?:được|do)\s(?:[^;\n]{0,200}\s)?$")
# "Biên bản ghi nhớ … ký ngày 24-02-2017": the document stands before a verb that only its date follows.
_DATED_VERB = re.compile(r"\s(?:ngày|năm|tháng|từ|vào|hồi)\s")
# "Bên cạnh đó, …": goes on telling of what the sentence before told.
_ALSO = re.compile(r"^[^\w]*(?:bên cạnh đó|đồng thời|cũng|ngoài ra|cùng với đó|tiếp đó|sau đó)(?!\w)")
# "không ký được biên bản", "từ chối ký": nothing was signed.
_NEGATED = re.compile(r"(?<!\w)(?:không|chưa|từ chối|chẳng|khỏi|mà không|không thể|không chịu|được mời)\s+(?:\w+\s+)?$")
# "năm 2013, ngành nông nghiệp hai bên đã ký Thỏa thuận …": the day of an earlier signing before its verb.
_DATED_BEFORE = re.compile(
    r"(?<!\w)(?:ngày|tháng|năm|hồi)\s+(?:\d{1,2}\s*[./\-]\s*){0,2}(?:19|20)\d\d(?!\s*[-–]\s*\d)(?=[,\s])[^;.]{0,110}?\s(?:đã|được)\s"
)
_PROMISED = re.compile(r"(?:sẽ|dự kiến|sắp)\s(?:\w+\s){0,2}$")
# What is signed at a meeting without being called an agreement: "đã ký kết gói tín dụng 500 tỷ đồng".
_OBJECT = re.compile(
    r"\s(?!(?:với|giữa|và|tại|vào|ngày|của|cùng|hôm|sáng|chiều|trong|để|được|đã|xong|nên|thì|mà|có)\s)\w+\s\w+"
)
# "tổ chức hội nghị đối thoại và ký kết quy chế": what the sentence that tells of the event joins to it was done there.
_JOINED = re.compile(r"(?:(?<!\w)và|,|đồng thời|kết hợp|gắn với)\s(?:tổ chức |tiến hành |lễ |thực hiện )*$")
# "ký kết giao ước thi đua năm 2022": without "đã", a year right behind a document is the document's.
_YEAR_OF_DOCUMENT = re.compile(r"\s(?:cho )?năm\s20\d\d")
_BEFORE_NOW = re.compile(r"(?:đã|được|từng|vừa)\s(?:\w+\s)?$")
# "ký quy chế, có hiệu lực từ 1/5/2021": from when it holds, not when it was signed.
_HOLDS_FROM = re.compile(r"^[^.;]{0,25}?(?:hiệu lực|áp dụng|thực hiện) (?:từ|kể từ|đến)(?!\w)")
# What an event is on: "sơ kết Chương trình …", "Lễ ký kết Thỏa thuận …".
_ON = re.compile(
    r"(?<!\w)(?:sơ kết|tổng kết|đánh giá|kiểm điểm|rà soát|triển khai|ký kết|ký|trao|gia hạn|bàn|thông qua|xây dựng|nhìn lại|"
    r"công bố|góp ý|kết quả|về)\s[^.;]*"
)
# "đã ký trước ngày 1/7/2025": no day of signing.
_FROM_WHEN = re.compile(r"\s(?:vào )?(?:trước|sau|đến|tới|kể từ) ")
# A day before the verb belongs to it where both stand in one clause.
_CLAUSE = 90
_SHORTEST = 6
_MOST = 12
# How far after its verb a document may begin, and how far before it: "chương trình hợp tác giai đoạn 2022 - 2025 đã ký".
_AFTER = 45
_REACH = 64


class Signing(NamedTuple):
    """What was found of signings."""

    signed: bool = False
    what: str | None = None
    references: tuple[Reference, ...] = ()
    signed_proofs: tuple[Evidence, ...] = ()
    reference_proofs: tuple[Evidence, ...] = ()
    over: tuple[Evidence, ...] = ()  # of the references, those signed before: their periods are no event's own


def _is_barred(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the verb's letters belong to "đăng ký", "ký ban hành" and the like."""
    barred = parties().not_signing.finditer(sentence.low, max(0, start - 25), min(len(sentence.low), end + 25))
    return any(m.start() <= start < m.end() or m.start() < end <= m.end() for m in barred)


def _acts(sentence: Sentence, event: DateMention | None) -> Iterator[Act]:
    """The signings a sentence tells of."""
    low = sentence.low
    for match in parties().sign.finditer(low):
        start, end = match.span()
        if _is_barred(sentence, start, end) or _NEGATED.search(low, max(0, start - 40), start):
            continue
        # "trao biên bản ghi nhớ": the verb's own words name the document.
        dated = _DATED_VERB.match(low, end) is not None
        document = document_before(sentence, start, reach=200) if dated else None
        document = document or document_after(sentence, start + 5 if low.startswith("trao ", start) else end, _AFTER)
        tail_from = max(end, document[1]) if document else end
        passive = _PASSIVE.search(low, max(0, start - 220), start)
        if document is None and passive is not None:
            document = document_before(sentence, passive.start())
        document = document or document_before(sentence, start, reach=_REACH)
        tail = low[tail_from : tail_from + 60]
        on = date_in(tail) or (date_in(low[end : end + 40]) if tail_from != end else None)
        if document and start < document[0] and on and _is_of_document(tail, on, low[:start]):
            on = None
        if on and (_HOLDS_FROM.search(tail) or _FROM_WHEN.match(tail)):
            on = None
        own = same_day(tail, event) or same_day(low[:start][-60:], event)
        if not own and on is None and document and (earlier := day_before(low[:start][-_CLAUSE:], event)):
            yield Act(sentence, start, end, document, "past", earlier)
            continue
        if not own and other_day(tail, event):  # "ký kết hôm 22/5", told of a meeting on the 23rd
            yield Act(sentence, start, end, document, "past", on)
            continue
        behind = document[1] if document and document[0] > start else 0
        tense = tense_of(sentence, start, end, on, own=own, named=behind)
        looks_back = tense in ("past", "unsure") or (tense == "now" and in_year(sentence, start, own=own))
        if on is None and looks_back and (before := _DATED_BEFORE.search(low[:start][-150:])):
            on, tense = date_in(before[0]), "past"
        if tense == "future" and dated and on and not _PROMISED.search(low[:start]):
            tense = "past"  # "sẽ nâng bản ghi nhớ ký năm 2016 thành …"
        if document is None and tense == "now" and match[0] in ("ký kết", "kí kết") and _OBJECT.match(low, end):
            document = (end + 1, document_end(sentence, end + 1, end + 1))
        yield Act(sentence, start, end, document, tense, on)


def _is_of_document(tail: str, on: str, before: str) -> bool:
    """Whether a bare year belongs to the document it follows ("giao ước thi đua năm 2022"), not to its signing."""
    return len(on) == YEAR_ONLY and _YEAR_OF_DOCUMENT.match(tail) is not None and not _BEFORE_NOW.search(before[-20:])


def find_signing(
    sentences: Sequence[Sentence], event: DateMention | None, *, by_type: bool, anchored: Sentence, named_at: int = 0
) -> Signing:
    """Whether something was signed at the event, what, and which earlier agreements are referred to.

    `by_type` is true where the event itself is a signing; `anchored` is the sentence that says so, from `named_at` on.
    """
    now: list[Act] = []
    ahead: list[Act] = []
    past: dict[tuple[str, str | None], tuple[Reference, Evidence]] = {}
    running: list[Evidence] = []
    for i, sentence in enumerate(sentences):
        for act in _all_acts(sentence, event, follows=i > 0 and bool(now) and now[-1].sentence is sentences[i - 1]):
            if _is_now(act, by_type=by_type, anchored=sentence == anchored):
                now.append(act)
            elif act.tense == "future":
                ahead.append(act)
            elif is_past(act) and len(past) < _MOST:
                reference, proof = reference_of(act)
                past.setdefault((reference.what.lower(), reference.signed_on), (reference, proof))
                running += [proof] if act.sure else []
    now = _without_promises(now, ahead)
    titles = [s.low for s in sentences if s.field == "title"]
    proofs = tuple(evidence(a.sentence, a.start, max(a.end, (a.document or (0, 0))[1]), "signed") for a in now[:4])
    subject = [m[0] for low in (anchored.low[named_at:], *titles) for m in _ON.finditer(low)]
    references = told_apart(past.values(), [short_name(name) for name in _names(now)], subject)
    return Signing(
        bool(now) or by_type,
        _what(now),
        tuple(r for r, _ in references),
        proofs,
        tuple(proof for _, proof in references),
        tuple(proof for _, proof in references if proof not in running),
    )


def _all_acts(sentence: Sentence, event: DateMention | None, *, follows: bool) -> Iterator[Act]:
    """Signings and other words that point at an agreement; `follows`: the sentence before told of one at the event."""
    low = sentence.low
    if "ký" in low or "kí" in low or "trao " in low:
        for act in _acts(sentence, event):
            carried = follows and act.tense == "unsure" and _ALSO.match(low)
            yield act._replace(tense="now") if carried else act
    yield from agreed(sentence)
    yield from numbered(sentence)
    if sentence.field in ("lead", "body"):
        yield from in_force(sentence)
        yield from run_together(sentence)


def _without_promises(now: Sequence[Act], ahead: Sequence[Act]) -> list[Act]:
    """A title tells a coming signing as if it were done ("A ký kết với B"): the lead that says "sẽ ký" is believed."""
    if ahead and all(act.sentence.field == "title" for act in now):
        return []
    return list(now)


def _is_now(act: Act, *, by_type: bool, anchored: bool) -> bool:
    """Whether an act is of this event: said so, or the signing that the whole article is on."""
    if act.tense == "future":
        return False
    if by_type:
        full_date = act.on is not None and len(act.on) > 4
        return (anchored and not full_date) or act.tense in ("now", "unsure")
    joined = anchored and act.tense == "unsure" and _JOINED.search(act.sentence.low[: act.start]) is not None
    return (act.tense == "now" or joined) and act.document is not None


def _names(acts: Iterable[Act]) -> list[str]:
    """The documents that acts name, as printed."""
    return [trimmed(act.sentence.text[slice(*act.document)]) for act in acts if act.document is not None]


def _what(acts: Iterable[Act]) -> str | None:
    """The fullest name of what was signed, a document proper before a mere word for one."""
    names = []
    for act in acts:
        if act.document is not None:
            name = trimmed(act.sentence.text[slice(*act.document)])
            proper = parties().document.match(act.sentence.low, act.document[0]) is not None
            if len(name) >= _SHORTEST:
                names.append((proper, len(name), name))
    return max(names)[2] if names else None

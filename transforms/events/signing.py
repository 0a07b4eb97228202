"""Signings: one at this event makes `signed` true; an earlier one, or one still to come, is only referred to."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from records.event import Reference
from records.tag import Evidence
from transforms.events.documents import Span, date_end, date_in, document_after, document_before, short_name, with_field
from transforms.events.lexicon import parties
from transforms.events.reading import Sentence, evidence
from transforms.events.when import DateMention, find_dates

Tense = Literal["now", "past", "future", "unsure"]
_AGREED = re.compile(r"(?<!\w)(?:thống nhất|đạt được|ban hành|phê duyệt|thông qua)\s")
_AT_EVENT = re.compile(r"^[^.;]{0,25}?(?:tại|trong) (?:hội nghị|buổi|lễ|diễn đàn|hội thảo|dịp|cuộc)")
_DONE = re.compile(r"(?:đã|được|từng|đã được)\s+(?:chính thức\s+|cùng\s+|cùng nhau\s+)?$")
# "hai bên đã ký", "lãnh đạo hai tỉnh đã ký": told of the parties present, with nothing that puts it in the past.
_BOTH = re.compile(
    r"(?<!\w)(?:hai bên|các bên|hai tỉnh|đại diện|lãnh đạo|hai đơn vị|các đơn vị|hai sở|các doanh nghiệp|bộ trưởng|"
    r"chủ tịch|hai cơ quan|các nhà đầu tư|doanh nghiệp)(?!\w)[^,;.]{0,70}$"
)
_PASSIVE = re.compile(r"(?<!\w)(?:được|do)\s(?:[^;\n]{0,200}\s)?$")
# "Biên bản ghi nhớ … ký ngày 24-02-2017": the document stands before a verb that only its date follows.
_DATED_VERB = re.compile(r"\s(?:ngày|năm|tháng|từ|vào|hồi)\s")
_WILL = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp)(?!\w)[^,;.]*$")
# "nhiều thỏa thuận", "14 văn bản": no one agreement that could be referred to.
_SEVERAL = re.compile(r"(?:nhiều|các|một số|những|hơn|\d+|hàng loạt|một loạt|hàng chục)\s(?:\w+\s)?$")
_NAMED_WORDS = 4
# "đã ký bản ghi nhớ về cam kết đầu tư vào tỉnh năm 2017": a bare year is the plan's as often as the signing's.
_YEAR_ONLY = 4
_SHORTEST = 6
_MOST = 12


class Signing(NamedTuple):
    """What was found of signings."""

    signed: bool = False
    what: str | None = None
    references: tuple[Reference, ...] = ()
    signed_proofs: tuple[Evidence, ...] = ()
    reference_proofs: tuple[Evidence, ...] = ()


class _Act(NamedTuple):
    """One verb of signing: where it stands, what is signed, and when."""

    sentence: Sentence
    start: int
    end: int
    document: Span | None
    tense: Tense
    on: str | None


def _is_barred(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the verb's letters belong to "đăng ký", "ký ban hành" and the like."""
    barred = parties().not_signing.finditer(sentence.low, max(0, start - 25), min(len(sentence.low), end + 25))
    return any(m.start() <= start < m.end() or m.start() < end <= m.end() for m in barred)


def _same_day(low: str, event: DateMention | None) -> bool:
    """Whether the first date of a stretch is the event's own day."""
    dates = [m for m in find_dates(low) if m.month]
    return bool(dates and event and (dates[0].day, dates[0].month) == (event.day, event.month))


def _tense(sentence: Sentence, start: int, end: int, on: str | None, *, own: bool) -> Tense:
    """Whether a signing was at this event, before it, is to come, or can't be told; `own` means the event's own day."""
    words, low = parties(), sentence.low
    before, after = low[max(0, start - 110) : start], low[end : end + 90]
    if words.future.search(before[-24:]) or _WILL.search(before[-70:]):
        return "future"
    told_now = bool(words.now.search(f"{before}{low[start:end]}")) or _AT_EVENT.match(after) is not None
    if on and not own and not (len(on) == _YEAR_ONLY and told_now):
        return "past"
    if words.past.search(before) and not own:
        return "past"
    if own or told_now:
        return "now"
    if sentence.field in ("captions", "title", "lead") or _BOTH.search(before):
        return "now"
    return "unsure"


def _acts(sentence: Sentence, event: DateMention | None) -> Iterator[_Act]:
    """The signings a sentence tells of."""
    low = sentence.low
    for match in parties().sign.finditer(low):
        start, end = match.span()
        if _is_barred(sentence, start, end):
            continue
        document = document_after(sentence, end, 45)
        tail_from = document[1] if document else end
        passive = _PASSIVE.search(low, max(0, start - 220), start)
        if document is None and passive is not None:
            document = document_before(sentence, passive.start())
        reach = 200 if _DATED_VERB.match(low, end) else 40
        document = document or document_before(sentence, start, reach=reach)
        tail = low[tail_from : tail_from + 60]
        on = date_in(tail) or (date_in(low[end : end + 40]) if tail_from != end else None)
        tense = _tense(sentence, start, end, on, own=_same_day(tail, event) or _same_day(low[:start][-60:], event))
        yield _Act(sentence, start, end, document, tense, on)


def _agreed(sentence: Sentence) -> Iterator[_Act]:
    """Agreements that were "thống nhất" or "ban hành" on a date that is printed."""
    for match in _AGREED.finditer(sentence.low):
        document = document_after(sentence, match.end(), 12)
        if document and parties().document.match(sentence.low, document[0]) is None:
            continue
        on = date_in(sentence.low[document[1] : document[1] + 40]) if document else None
        if document and on:
            yield _Act(sentence, match.start(), match.end(), document, "past", on)


def _is_past(act: _Act) -> bool:
    """Whether an act is an earlier agreement worth a reference: a document with a name or a date, signed before."""
    if act.document is None or parties().not_agreement.match(act.sentence.low, act.document[0]):
        return False
    start, end = act.document
    proper = parties().document.match(act.sentence.low, start) is not None
    if act.tense == "past" and act.on:
        return proper or "hợp tác" in act.sentence.low[start:end]
    several = _SEVERAL.search(act.sentence.low[max(0, start - 20) : start])
    named = proper and len(short_name(act.sentence.text[start:end]).split()) >= _NAMED_WORDS and not several
    done = bool(_DONE.search(act.sentence.low[max(0, act.start - 30) : act.start]))
    return act.tense in ("past", "unsure") and done and named


def _reference(act: _Act) -> tuple[Reference, Evidence]:
    """The reference that an act makes, and its words from document to date."""
    start, end = act.document or (act.start, act.end)
    last = max(end, act.end)
    last += date_end(act.sentence.low[last : last + 60]) if act.on else 0
    proof = evidence(act.sentence, min(start, act.start), last, "refers_to")
    what = with_field(short_name(act.sentence.text[start:end]), act.sentence.text[max(0, act.start - 80) : act.start])
    return Reference(what=what, signed_on=act.on), proof


def find_signing(
    sentences: Iterable[Sentence], event: DateMention | None, *, by_type: bool, anchored: Sentence
) -> Signing:
    """Whether something was signed at the event, what, and which earlier agreements are referred to.

    `by_type` is true where the event itself is a signing; `anchored` is the sentence that says so.
    """
    now: list[_Act] = []
    past: dict[tuple[str, str | None], tuple[Reference, Evidence]] = {}
    for sentence in sentences:
        low = sentence.low
        acts = list(_acts(sentence, event)) if "ký" in low or "kí" in low else []
        for act in (*acts, *_agreed(sentence)):
            if _is_now(act, by_type=by_type, anchored=sentence == anchored):
                now.append(act)
            elif _is_past(act) and len(past) < _MOST:
                reference, proof = _reference(act)
                past.setdefault((reference.what.lower(), reference.signed_on), (reference, proof))
    proofs = tuple(evidence(a.sentence, a.start, max(a.end, (a.document or (0, 0))[1]), "signed") for a in now[:4])
    references = _told_apart(past.values())
    return Signing(
        bool(now) or by_type,
        _what(now),
        tuple(r for r, _ in references),
        proofs,
        tuple(proof for _, proof in references),
    )


def _is_now(act: _Act, *, by_type: bool, anchored: bool) -> bool:
    """Whether an act is of this event: said so, or the signing that the whole article is on."""
    if act.tense == "future":
        return False
    if by_type:
        full_date = act.on is not None and len(act.on) > 4
        return (anchored and not full_date) or act.tense in ("now", "unsure")
    return act.tense == "now" and act.document is not None


def _told_apart(found: Iterable[tuple[Reference, Evidence]]) -> list[tuple[Reference, Evidence]]:
    """References without those that only repeat a dated one without its date."""
    found = list(found)
    dated = [reference.what.lower() for reference, _ in found if reference.signed_on]
    return [
        (reference, proof)
        for reference, proof in found
        if reference.signed_on or not any(reference.what.lower()[:20] == what[:20] for what in dated)
    ]


def _what(acts: Iterable[_Act]) -> str | None:
    """The fullest name of what was signed, a document proper before a mere word for one."""
    names = []
    for act in acts:
        if act.document is not None:
            name = act.sentence.text[slice(*act.document)].strip(" ,")
            proper = parties().document.match(act.sentence.low, act.document[0]) is not None
            if len(name) >= _SHORTEST:
                names.append((proper, len(name), name))
    return max(names)[2] if names else None

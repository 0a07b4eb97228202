"""Signings: one at this event makes `signed` true; an earlier one, or one still to come, is only referred to."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from records.event import Reference
from records.tag import Evidence
from transforms.events.acts import all_acts
from transforms.events.antecedents import full_name
from transforms.events.days import meeting_then
from transforms.events.documents import short_name, trimmed
from transforms.events.lexicon import parties
from transforms.events.reading import Sentence, evidence
from transforms.events.references import Act, is_past, reference_of, told_apart
from transforms.events.when import DateMention

# "tổ chức hội nghị đối thoại và ký kết quy chế": what the sentence that tells of the event joins to it was done there.
_JOINED = re.compile(r"(?:(?<!\w)và|,|đồng thời|kết hợp|gắn với)\s(?:tổ chức |tiến hành |lễ |thực hiện )*$")
# "Giám đốc Sở đã ký văn bản gửi các đơn vị": an office's own paper.
_LONE_PAPER = re.compile(
    r"văn bản\s(?:này|đó|trên|nói trên|số|gửi|đề nghị|yêu cầu|chỉ đạo|trả lời|gây|báo cáo|chấp thuận|cho phép|kiến nghị|phê duyệt|"
    r"thu hồi|đồng ý|hướng dẫn|thông báo|giao(?! nhận)|đề ngày)(?!\w)"
)
# What an event is on: "sơ kết Chương trình …", "Lễ ký kết Thỏa thuận …".
_ON = re.compile(
    r"(?<!\w)(?:sơ kết|tổng kết|đánh giá|kiểm điểm|rà soát|triển khai|ký kết|ký|trao|gia hạn|bàn|thông qua|xây dựng|nhìn lại|"
    r"công bố|góp ý|khởi động|ra mắt|phát động|giới thiệu|kết quả|về)\s[^.;]*"
)
_SHORTEST = 6
_MOST = 12
_KIND_WORDS = 3


class Signing(NamedTuple):
    """What was found of signings."""

    signed: bool = False
    what: str | None = None
    references: tuple[Reference, ...] = ()
    signed_proofs: tuple[Evidence, ...] = ()
    reference_proofs: tuple[Evidence, ...] = ()
    over: tuple[Evidence, ...] = ()  # of the references, those signed before: their periods are no event's own


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
    kept: set[str] = set()
    earlier: set[str] = set()
    unsure: set[tuple[str, str | None]] = set()
    for i, sentence in enumerate(sentences):
        then = meeting_then(sentences[i - 1], sentence, event) if i else None
        for act in all_acts(sentence, event, follows=i > 0 and bool(now) and now[-1].sentence is sentences[i - 1]):
            if then is not None and act.tense in ("now", "unsure"):
                act = act._replace(tense="past", on=act.on or then)  # noqa: PLW2901 -- told of the meeting before
            if _is_now(act, by_type=by_type, anchored=sentence == anchored):
                now.append(act)
            elif act.tense == "future":
                ahead.append(act)
            elif is_past(act) and len(past) < _MOST:
                reference, proof = reference_of(act)
                what = full_name(reference.what, sentence, sentences[:i], _names(now))
                reference = msgspec.structs.replace(reference, what=what)
                key = reference.what.lower(), reference.signed_on
                past.setdefault(key, (reference, proof))
                unsure |= {key} if act.tense == "unsure" else set()
                running += [proof] if act.sure else []
                kept |= {what.lower()} if act.carried_out else set()
                earlier |= {what.lower()} if act.earlier else set()
    now = _without_promises(now, ahead)
    titles = [s.low for s in sentences if s.field == "title"]
    proofs = tuple(evidence(a.sentence, a.start, max(a.end, (a.document or (0, 0))[1]), "signed") for a in now[:4])
    kinds_signed = {_kind(name) for name in _names(now)}
    told = [past[key] for key in past if not (key in unsure and _kind(key[0]) in kinds_signed)]
    subject = [m[0] for low in (anchored.low[named_at:], *titles) for m in _ON.finditer(low)]
    references = told_apart(
        told, [short_name(name) for name in _names(now)], subject, set() if now or by_type else kept, earlier
    )
    return Signing(
        bool(now) or by_type,
        _what(now),
        tuple(r for r, _ in references),
        proofs,
        tuple(proof for _, proof in references),
        tuple(proof for _, proof in references if proof not in running),
    )


def _kind(name: str) -> str:
    """What a document is by its first words: "quy chế phối hợp"; told once more with no time, it is the one just signed."""
    return " ".join(name.lower().split()[:_KIND_WORDS])


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
    low = act.sentence.low
    alone = not low.endswith("kết", act.start, act.end)  # "hai bên ký kết văn bản": never one office's
    if act.document and alone and _LONE_PAPER.match(low, act.document[0]):
        return False
    joined = anchored and act.tense == "unsure" and _JOINED.search(low[: act.start]) is not None
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

"""What changed between two versions of an article, paragraph by paragraph and word by word; readable, not a patch."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from records.article import Article
from records.base import Record

_WORD = re.compile(r"\S+")
_ALIKE = 0.5  # paragraphs that share less are one taken out and another put in
_MAX_PARAGRAPHS = 2000
_MAX_MATCHES = 50_000  # pairs of equal words; beyond them a paragraph is shown whole, old and new
# Words against words that are compared in all (a paragraph of 2,400 words twice); what comes after is shown whole.
_MAX_COMPARED = 6_000_000
_MAX_PAIRS = 400  # paragraphs against paragraphs that are compared in one place; beyond it in their order
_AROUND = 1  # unchanged paragraphs shown on each side of a change; longer stretches fold
_LEAST_FOLDED = 2


class Change(Record, frozen=True):
    """A stretch of a paragraph: as it was, put in, or taken out."""

    text: str
    what: Literal["same", "added", "removed"]


Paragraph = tuple[Change, ...]


class Stretch(Record, frozen=True):
    """Paragraphs that follow each other; `folded` where none of them changed and they are away from every change."""

    paragraphs: tuple[Paragraph, ...]
    folded: bool


class FieldChange(Record, frozen=True):
    """A field beside the text that is not as it was; "" where there was, or is, none."""

    field: str
    old: str
    new: str


def changes(old: Article, new: Article) -> tuple[Paragraph, ...]:
    """The newer text with what was put in and taken out since the older one."""
    before, after, words = _paragraphs(old), _paragraphs(new), _Words()
    result: list[Paragraph] = []
    for what, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        if what == "equal":
            result += [(Change(text=text, what="same"),) for text in after[k:m]]
        else:
            result += _replaced(before[i:j], after[k:m], words)
    return tuple(result)


def stretches(paragraphs: Sequence[Paragraph]) -> tuple[Stretch, ...]:
    """The paragraphs with those folded that are unchanged and away from every change."""
    changed = [index for index, paragraph in enumerate(paragraphs) if is_changed(paragraph)]
    # The first is the title: it stays in sight.
    near = {0} | {index + step for index in changed for step in range(-_AROUND, _AROUND + 1)}
    runs = [
        (is_near, tuple(paragraphs[index] for index in run))
        for is_near, run in groupby(range(len(paragraphs)), key=lambda index: index in near)
    ]
    return tuple(
        Stretch(paragraphs=run, folded=bool(changed) and not is_near and len(run) >= _LEAST_FOLDED)
        for is_near, run in runs
    )


def is_changed(paragraph: Paragraph) -> bool:
    """Whether anything was put in or taken out of a paragraph."""
    return any(change.what != "same" for change in paragraph)


def field_changes(old: Article, new: Article) -> tuple[FieldChange, ...]:
    """What changed beside title, lead and body; by the names of the fields."""
    told = [(_beside(old)[field], _beside(new)[field], field) for field in _beside(old)]
    return tuple(FieldChange(field=field, old=was, new=now) for was, now, field in told if was != now)


def _beside(article: Article) -> dict[str, str]:
    return {
        "published_at": article.published_at.isoformat() if article.published_at else "",
        "byline": article.byline,
        "credit": article.credit,
        "section": article.section,
        "captions": article.captions,
        "attachments": "\n".join(file.name or file.url for file in article.attachments),
    }


def _paragraphs(article: Article) -> list[str]:
    whole = [article.title, *re.split(r"\n{2,}", article.lead), *re.split(r"\n{2,}", article.body)]
    return [text.strip() for text in whole if text.strip()][:_MAX_PARAGRAPHS]


def _replaced(before: list[str], after: list[str], words: "_Words") -> list[Paragraph]:
    """Paragraphs against paragraphs: those that are alike are compared by words, the others stand whole."""
    result: list[Paragraph] = []
    at = 0
    for old, new in _aligned(before, after, words):
        result += [(Change(text=text, what="removed"),) for text in before[at:old]]
        at = old + 1
        result += new
    return result + [(Change(text=text, what="removed"),) for text in before[at:]]


def _aligned(before: list[str], after: list[str], words: "_Words") -> list[tuple[int, list[Paragraph]]]:
    """For each older paragraph that lives on: its number, and the newer ones before it and itself as changed.

    What has no older one at the end is given under the number past the last.
    """
    pairs = _pairs(before, after)
    found: list[tuple[int, list[Paragraph]]] = []
    at = 0
    for i, k in pairs:
        put_in: list[Paragraph] = [(Change(text=text, what="added"),) for text in after[at:k]]
        found.append((i, [*put_in, words.compared(before[i], after[k])]))
        at = k + 1
    return [*found, (len(before), [(Change(text=text, what="added"),) for text in after[at:]])]


def _pairs(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """The numbers of older and newer paragraphs that are one, in order on both sides, as alike in sum as can be."""
    was, now = ([Counter(text.split()) for text in texts] for texts in (before, after))
    if len(before) * len(after) > _MAX_PAIRS:
        return [(i, i) for i in range(min(len(before), len(after))) if _likeness(was[i], now[i])]
    alike = [[_likeness(old, new) for new in now] for old in was]
    # best[i][k]: the most that paragraphs from i and k on have in common.
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for k in range(len(after) - 1, -1, -1):
            both = alike[i][k] + best[i + 1][k + 1] if alike[i][k] else 0.0
            best[i][k] = max(both, best[i + 1][k], best[i][k + 1])
    pairs, i, k = [], 0, 0
    while i < len(before) and k < len(after):
        if alike[i][k] and best[i][k] == alike[i][k] + best[i + 1][k + 1]:
            pairs.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return pairs


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    """How much of their words two paragraphs share, whatever their order; 0 where they are not one."""
    share = 2 * (old & new).total() / max(old.total() + new.total(), 1)
    return share if share >= _ALIKE else 0.0


class _Words:
    """Compares paragraphs by words, as long as that is soon done: both texts are whatever a page held."""

    def __init__(self) -> None:
        self._left = _MAX_COMPARED

    def compared(self, old: str, new: str) -> Paragraph:
        """The newer paragraph with its changed words; what stays has the spaces around them."""
        before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
        was, now = [match[0] for match in before], [match[0] for match in after]
        dear = len(was) * len(now)
        if not dear or dear > self._left or _matches(was, now) > _MAX_MATCHES:
            return tuple(_both(old, new))
        self._left -= dear
        pieces: list[Change] = []
        for what, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            put_in = new[after[k].start() : after[m - 1].end()] if m > k else ""
            if what != "equal":
                pieces += _both(old[before[i].start() : before[j - 1].end()] if j > i else "", put_in)
                continue
            first, last = i == k == 0, j == len(was) and m == len(now)
            gaps = ("" if first else _gap(new, after, k), "" if last else _gap(new, after, m))
            pieces.append(Change(text=f"{gaps[0]}{put_in}{gaps[1]}", what="same"))
        return tuple(pieces)


def _matches(was: Sequence[str], now: Sequence[str]) -> int:
    """How many pairs of equal words two texts have."""
    before = Counter(was)
    return sum(n * before[word] for word, n in Counter(now).items())


def _gap(text: str, found: Sequence[re.Match[str]], at: int) -> str:
    """The space before a word of a text, as it is there."""
    return text[found[at - 1].end() : found[at].start()] if 0 < at < len(found) else " "


def _both(removed: str, added: str) -> list[Change]:
    found: list[tuple[str, Literal["removed", "added"]]] = [(removed, "removed"), (added, "added")]
    return [Change(text=text, what=what) for text, what in found if text]

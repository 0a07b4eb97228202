"""Finds where the moment of publication stands, and of the last edit: no clock, no date of another article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import fmean

from records.platform import FieldRule
from transforms.clean import clean_line
from transforms.dates import VIETNAM, Stamp, read_date
from transforms.learn.selectors import Namer, cost
from transforms.learn.study import Study
from transforms.learn.tree import Node

_LEAST_RATE = 0.6  # the share of pages on which a date's place must hold one
_NEAR = 700  # characters between title and date
_LONGEST = 160  # characters of a date line that the reader takes
_EDITED = re.compile(r"modif|update|edit|cap-?nhat|sua-?doi|last", re.I)
_EDITED_WORDS = re.compile(r"cập nhật|chỉnh sửa|sửa đổi|updated|modified|last edit", re.I)
_PUBLISHED = re.compile(r"publish|post-?date|ngay-?dang|date-?created|dateCreated", re.I)


@dataclass
class Place:
    """A selector (with "@attribute" where one is read) and the stamp it gives on each page."""

    selector: str
    stamps: list[Stamp | None]
    nodes: list[Node | None]
    score: float = 0.0
    words: int = 0  # pages on which its text speaks of an edit
    edited: bool = False
    seen: list[datetime] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """The share of pages on which it gives a date."""
        return sum(s is not None for s in self.stamps) / len(self.stamps)


def learn_stamps(studies: Sequence[Study], namer: Namer) -> tuple[FieldRule | None, FieldRule | None]:
    """The rules of published_at and modified_at."""
    places = [p for p in _places(studies, namer) if not _is_clock(p, studies)]
    _mark_edits(places, studies)
    for place in places:
        place.score = _score(place, studies)
    ranked = sorted(places, key=lambda p: (-round(p.score, 2), cost(p.selector), p.selector))
    published = [p for p in ranked if not p.edited and p.rate >= _LEAST_RATE] or [p for p in ranked if not p.edited]
    first = next(iter(published or ranked), None)
    if first is None:
        return None, None
    edited = [p for p in ranked if p.rate >= 0.3 and (p.edited or p.words) and _is_later(p, first)]
    select = [first.selector]
    second = _for_the_rest(first, published[1:])
    if second:
        select.append(second.selector)
    modified = FieldRule(select=(edited[0].selector,)) if edited else None
    return FieldRule(select=tuple(select)), modified


def _is_later(place: Place, first: Place) -> bool:
    """Whether a place's moments are often after the publication and never before it."""
    pairs = [
        (a.at, b.at) for a, b in zip(place.stamps, first.stamps, strict=True) if a and b and a.precision == "minute"
    ]
    return any(a > b for a, b in pairs) and all(a >= b for a, b in pairs)


def _for_the_rest(first: Place, others: Sequence[Place]) -> Place | None:
    """The place that gives a date where the first gives none."""
    missing = [i for i, s in enumerate(first.stamps) if s is None]
    gains = [(sum(p.stamps[i] is not None for i in missing), p) for p in others]
    best = max((g for g, _ in gains), default=0)
    if best < 1 or best * 12 < len(first.stamps):
        return None
    return next(p for g, p in gains if g == best)


def _places(studies: Sequence[Study], namer: Namer) -> list[Place]:
    votes: dict[str, int] = {}
    for one in studies:
        proposed = {
            s + (f"@{attribute}" if attribute else "")
            for node, attribute, _ in one.stamps
            if _may_be_own(one, node)
            for s in namer.propose(node)
        }
        for selector in proposed:
            votes[selector] = votes.get(selector, 0) + 1
    least = max(1, int(0.25 * len(studies)))
    common = sorted((s for s, n in votes.items() if n >= least), key=lambda s: (-votes[s], cost(s), s))
    plain = [s for s in common if "nth-" not in s]
    return [_place(s, studies) for s in dict.fromkeys((*common[:120], *plain[:80]))]


def _may_be_own(one: Study, node: Node) -> bool:
    """Whether a date may be the article's own: not in its running text, not in a list far from the title."""
    if node.in_link and node.tag not in ("time", "span"):
        return False
    body = one.body
    if body is None or not body.holds(node) or body is node:
        return True
    return node.start - body.start < 500 or body.end - node.end < 300


def _place(selector: str, studies: Sequence[Study]) -> Place:
    css, _, attribute = selector.partition("@")
    place = Place(selector, [], [])
    for one in studies:
        stamp, chosen = None, None
        for node in one.tree.select(css):
            text = clean_line(node.attributes.get(attribute) or "") if attribute else one.tree.line(node)
            if text and len(text) <= _LONGEST:
                stamp = read_date(text, now=one.snapshot.fetched_at)
            if stamp:
                chosen = node
                place.words += bool(_EDITED_WORDS.search(text)) and not re.search("đăng|publish|post", text, re.I)
                break
        place.stamps.append(stamp)
        place.nodes.append(chosen)
    names = re.sub(r":[\w-]+(?:\(\d+\))?", "", css)
    named = bool(_EDITED.search(names) and not _PUBLISHED.search(names))
    place.edited = named
    return place


def _is_clock(place: Place, studies: Sequence[Study]) -> bool:
    """Whether it says the same on nearly all pages (a licence's date), or the moment of fetching (a clock)."""
    found = [(s, one) for s, one in zip(place.stamps, studies, strict=True) if s is not None]
    if not found:
        return True
    now = sum(
        abs(one.snapshot.fetched_at - s.at) < timedelta(minutes=20) for s, one in found if s.precision == "minute"
    )
    today = sum(one.snapshot.fetched_at.astimezone(VIETNAM).date() == s.at.date() for s, one in found)
    values = {s.at for s, _ in found}
    if len(found) >= 4 and (now * 2 > len(found) or (today * 5 > len(found) * 4 and len(values) * 2 <= len(found))):
        return True
    return len(found) >= 4 and len(values) * 4 <= len(found)


def _mark_edits(places: Sequence[Place], studies: Sequence[Study]) -> None:
    """Of two places near each other's dates, the one that is often later and never earlier holds the edit."""
    firm = [p for p in places if p.rate >= _LEAST_RATE]
    shown = [p for p in firm if not p.edited and _PUBLISHED.search(p.selector) and _mean_nearness(p, studies) >= 0.5]
    for a in firm:
        a.edited |= any(_is_edit(a, b) for b in shown if b is not a)


def _is_edit(place: Place, published: Place) -> bool:
    """Whether a place's moments are later than the publication on several pages and earlier on none."""
    pairs = [
        (a.at, b.at)
        for a, b in zip(place.stamps, published.stamps, strict=True)
        if a and b and "day" not in (a.precision, b.precision)
    ]
    later = sum(a > b for a, b in pairs)
    return later >= max(2, 0.15 * len(place.stamps)) and not any(a < b for a, b in pairs)


def _mean_nearness(place: Place, studies: Sequence[Study]) -> float:
    near = [_nearness(one, node) for one, node in zip(studies, place.nodes, strict=True) if node is not None]
    return fmean(near) if near else 0.0


def _score(place: Place, studies: Sequence[Study]) -> float:
    """How sure a place is: dates on all pages, with minutes, near the title, as feed and metadata say, one a page."""
    found = [(one, n, s) for one, n, s in zip(studies, place.nodes, place.stamps, strict=True) if s and n]
    if not found:
        return 0.0
    minutes = fmean([s.precision == "minute" for _, _, s in found])
    listed = [s.at.date() == one.snapshot.listed_at.astimezone(VIETNAM).date()
              for one, _, s in found if one.snapshot.listed_at]  # fmt: skip
    said = [s.at.date() == told.at.date() for one, _, s in found if (told := _told(one))]
    near = fmean([_nearness(one, n) for one, n, _ in found])
    exact = [abs(s.at - one.snapshot.listed_at) < timedelta(minutes=2)
             for one, _, s in found if one.snapshot.listed_at and s.precision == "minute"]  # fmt: skip
    score = 2 * place.rate + 0.5 * minutes + 0.8 * near
    score += 1.0 * fmean(listed) if listed else 0.0
    score += 0.2 * fmean(exact) if exact else 0.0
    score += 0.7 * fmean(said) if said else 0.0
    score -= 0.4 * place.words / len(found)  # "cập nhật" may be all that a site prints, or the edit beside its date
    return score - 0.1 * (cost(place.selector) > 80) - 0.4 * _listed_many(place, studies)


def _told(one: Study) -> Stamp | None:
    said = one.structured.published
    return read_date(said, now=one.snapshot.fetched_at) if said else None


def _nearness(one: Study, node: Node) -> float:
    """1 beside the title or right before the text, less further away; head and hidden elements in between."""
    if node.tag == "meta" or any(a.tag == "head" for a in node.ancestors()):
        return 0.6
    places = [(t.start, t.end) for t in one.titles]
    if one.body is not None:
        places += [(one.body.start, one.body.start)]
    distance = min((max(node.start - end, start - node.end, 0) for start, end in places), default=_NEAR)
    before = bool(one.titles) and node.end <= one.titles[0].start
    behind = one.body is not None and node.start >= one.body.end
    return max(0.0, 1 - distance / _NEAR) - 0.15 * before - 0.1 * behind


def _listed_many(place: Place, studies: Sequence[Study]) -> float:
    """The share of pages on which the selector matches many elements: dates of a list."""
    css = place.selector.partition("@")[0]
    return fmean([len(one.tree.select(css)) > 3 for one in studies])

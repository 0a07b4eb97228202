"""Finds where the moment of publication stands, and of the last edit: no clock, no date of another article."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import fmean

from records.platform import FieldRule
from transforms.dates import VIETNAM, Stamp, read_date
from transforms.learn.places import PUBLISHED, Place, places_of
from transforms.learn.selectors import Namer, cost
from transforms.learn.study import Study
from transforms.learn.tree import Node

_LEAST_RATE = 0.6  # the share of pages on which a date's place must hold one
_NEAR = 700  # characters between title and date


def learn_stamps(studies: Sequence[Study], namer: Namer) -> tuple[FieldRule | None, FieldRule | None]:
    """The rules of published_at and modified_at."""
    places = [p for p in places_of(studies, namer) if not _is_clock(p, studies)]
    _mark_edits(places, studies)
    for place in places:
        place.score = _score(place, studies)
    ranked = sorted(places, key=lambda p: (-round(p.score, 2), cost(p.selector), p.selector))
    published = [p for p in ranked if not p.edited and p.rate >= _LEAST_RATE] or [p for p in ranked if not p.edited]
    first = next(iter(published or ranked), None)
    if first is None:
        return None, None
    edited = [p for p in ranked if p.rate >= 0.3 and (p.edited or p.words) and _is_later(p, first)]
    shown, first = first, _to_the_minute(first, published)
    select = [first.selector]
    second = shown if first.rate < shown.rate else _for_the_rest(first, [p for p in published if p is not first])
    if second:
        select.append(second.selector)
    modified = FieldRule(select=(edited[0].selector,)) if edited else None
    return FieldRule(select=tuple(select)), modified


def _to_the_minute(first: Place, others: Sequence[Place]) -> Place:
    """Where the best place shows mostly the day only: the best of those that give the minute, and the same day."""
    if 2 * sum(s is not None and s.precision == "minute" for s in first.stamps) > len(first.stamps):
        return first
    for place in others:
        pairs = [(a, b) for a, b in zip(place.stamps, first.stamps, strict=True) if a and b]
        exact = [a for a, b in pairs if a.precision == "minute" and a.at.date() == b.at.date()]
        if pairs and len(exact) == len(pairs) and place.rate >= _LEAST_RATE:
            return place
    return first


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
    shown = [p for p in firm if not p.edited and PUBLISHED.search(p.selector) and _mean_nearness(p, studies) >= 0.5]
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

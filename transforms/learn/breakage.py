"""Tells whether the rules that read a site still do: compares its newest pages' readings with its own past.

The past is a `Past`, a small record that is kept beside the rules and renewed by `remember` while nothing is broken. A
general extractor's date is never asked: a clock in a page's head fools it. Its text may be, on a few pages.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import comb, fsum
from statistics import fmean, median

from records.article import Article
from records.base import Record
from records.platform import FieldName
from records.rejection import Rejection
from transforms.learn.study import words_of

ENOUGH = 20  # pages to judge by: findings.md
_FEWEST = 8  # pages below which nothing is said
_FIELDS: tuple[FieldName, ...] = ("title", "lead", "body", "byline", "credit", "section", "published_at")
_HIT_RATE = 0.8  # of the site's own past
_TEACHER_LOSS, _TEACHER_PAGES = 0.15, 5  # how far the text leaves a general extractor's, on how many pages
_DISTINCT = 0.5  # dates a page
_SHORTER, _LONGER = 0.4, 2.5  # times the median length
_SAME_LINE = 0.3  # the share of pages that begin with one line
_FILLED = 0.5  # of the share of pages that had the field
_USUAL = 0.2  # the share of pages a field must have had to be missed
_CHANCE = 0.002  # how likely so few pages with a field may be by mere luck, if nothing broke


class Past(Record, frozen=True):
    """How a site's pages were read while its rules fitted.

    Shares are of the articles: `filled` a field, `dates` distinct moments of publication, `minutes` those with a time;
    `hits` is the share of all pages tried that the rules read, `length` the median of characters in lead and body,
    `taught` the mean agreement (F1 of words) with a general extractor, None where none was asked.
    """

    pages: int
    hits: float
    filled: dict[FieldName, float] = {}
    length: float = 0.0
    dates: float = 1.0
    minutes: float = 0.0
    taught: float | None = None
    until: datetime | None = None


class Broken(Record, frozen=True):
    """A field that is read wrongly or no more, and why; `field` is "body" where the page as a whole is not read."""

    field: FieldName
    why: str


def remember(
    read: Sequence[Article | Rejection],
    *,
    at: datetime,
    taught: Mapping[str, str] | None = None,
    past: Past | None = None,
) -> Past:
    """What there is to remember of these readings; with a past, the mean of both, the newer counting a quarter.

    `taught` is a general extractor's text by the article's url, for as many pages as one cares to ask it.
    """
    articles = _by_rules(read)
    number = max(1, len(articles))
    new = Past(
        pages=len(read),
        hits=len(articles) / max(1, len(read)),
        filled={field: sum(bool(getattr(a, field)) for a in articles) / number for field in _FIELDS},
        length=float(median([len(a.lead) + len(a.body) for a in articles])) if articles else 0.0,
        dates=len({a.published_at for a in articles if a.published_at}) / number,
        minutes=sum(a.published_precision == "minute" for a in articles) / number,
        taught=_agreement(articles, taught or {}),
        until=at,
    )
    return new if past is None else _mixed(past, new)


def broken(
    past: Past, read: Sequence[Article | Rejection], *, taught: Mapping[str, str] | None = None
) -> tuple[Broken, ...]:
    """Which fields of the newest pages (about 20, all that were tried as articles) are broken, and why.

    Nothing is said of fewer than 8 pages, or of a site with no past.
    """
    if len(read) < _FEWEST or past.pages < _FEWEST or not past.hits:
        return ()
    articles = _by_rules(read)
    hits = len(articles) / len(read)
    found: list[Broken] = []
    if hits < _HIT_RATE * past.hits:
        found.append(Broken(field="body", why=f"the rules read {hits:.0%} of the pages, {past.hits:.0%} before"))
    if len(articles) >= _FEWEST // 2:
        found += _unfilled(past, articles)
        found += _odd_text(past, articles, taught or {})
        found += _odd_dates(past, articles)
        found += _alike(articles)
    first: dict[FieldName, Broken] = {}
    for one in found:
        first.setdefault(one.field, one)
    return tuple(first.values())


def _by_rules(read: Sequence[Article | Rejection]) -> list[Article]:
    return [a for a in read if isinstance(a, Article) and a.by_rules]


def _unfilled(past: Past, articles: Sequence[Article]) -> list[Broken]:
    """Fields that fewer than half as many pages have as before."""
    found = []
    for field in _FIELDS:
        before = past.filled.get(field, 0.0)
        having = sum(bool(getattr(a, field)) for a in articles)
        now = having / len(articles)
        if before >= _USUAL and now < _FILLED * before and _by_luck(having, len(articles), before) < _CHANCE:
            found.append(Broken(field=field, why=f"{field} is on {now:.0%} of the pages, on {before:.0%} before"))
    return found


def _by_luck(having: int, pages: int, share: float) -> float:
    """How likely that few of the pages or fewer have what a share of all pages has (the binomial's lower tail)."""
    share = min(share, 0.999)  # no field is on every page for ever
    return fsum(comb(pages, n) * share**n * (1 - share) ** (pages - n) for n in range(having + 1))


def _odd_text(past: Past, articles: Sequence[Article], taught: Mapping[str, str]) -> list[Broken]:
    """A body that is much shorter, longer, or further from a general extractor's than it was."""
    length = median([len(a.lead) + len(a.body) for a in articles])
    if past.length and not _SHORTER <= length / past.length <= _LONGER:
        return [Broken(field="body", why=f"texts have {length:.0f} characters in the middle, {past.length:.0f} before")]
    asked = [a for a in articles if a.url in taught]
    if past.taught is None or not asked:
        return []
    far = [a for a in asked if _f1(f"{a.lead}\n{a.body}", taught[a.url]) < past.taught - _TEACHER_LOSS]
    if len(far) >= min(_TEACHER_PAGES, len(asked)):
        why = f"on {len(far)} of {len(asked)} pages the text leaves a general extractor's by more than {_TEACHER_LOSS}"
        return [Broken(field="body", why=why)]
    return []


def _odd_dates(past: Past, articles: Sequence[Article]) -> list[Broken]:
    """Dates that hardly differ (a clock), or have lost their time."""
    dates = [a for a in articles if a.published_at]
    if len(dates) < _FEWEST // 2:
        return []
    distinct = len({a.published_at for a in dates}) / len(dates)
    if distinct < min(_DISTINCT, 0.6 * past.dates):
        return [
            Broken(field="published_at", why=f"{len(dates)} pages have {distinct * len(dates):.0f} different dates")
        ]
    minutes = sum(a.published_precision == "minute" for a in articles) / len(articles)
    if past.minutes >= 0.5 and minutes < _FILLED * past.minutes:
        return [Broken(field="published_at", why=f"{minutes:.0%} of the pages have a time, {past.minutes:.0%} before")]
    return []


def _alike(articles: Sequence[Article]) -> list[Broken]:
    """One title on many pages, or one line that many texts begin with."""
    found = []
    lines: dict[FieldName, list[str]] = {
        "title": [a.title for a in articles],
        "body": [(a.body or a.lead).split("\n", 1)[0] for a in articles],
        "lead": [a.lead for a in articles if a.lead],
    }
    for field, texts in lines.items():
        line, count = Counter(texts).most_common(1)[0] if texts else ("", 0)
        if line and count > max(2.0, _SAME_LINE * len(articles)):
            found.append(Broken(field=field, why=f"{count} of {len(articles)} pages have {line[:60]!r}"))
    return found


def _agreement(articles: Sequence[Article], taught: Mapping[str, str]) -> float | None:
    values = [_f1(f"{a.lead}\n{a.body}", taught[a.url]) for a in articles if a.url in taught]
    return fmean(values) if values else None


def _f1(a: str, b: str) -> float:
    """F1 of two texts' words as multisets."""
    x, y = Counter(words_of(a)), Counter(words_of(b))
    total = sum(x.values()) + sum(y.values())
    return 2 * sum((x & y).values()) / total if total else 0.0


def _mixed(past: Past, new: Past) -> Past:
    def mean(a: float, b: float) -> float:
        return 0.75 * a + 0.25 * b

    taught = new.taught if past.taught is None else past.taught
    if past.taught is not None and new.taught is not None:
        taught = mean(past.taught, new.taught)
    return Past(
        pages=past.pages + new.pages,
        hits=mean(past.hits, new.hits),
        filled={f: mean(past.filled.get(f, 0.0), new.filled.get(f, 0.0)) for f in _FIELDS},
        length=mean(past.length, new.length),
        dates=mean(past.dates, new.dates),
        minutes=mean(past.minutes, new.minutes),
        taught=taught,
        until=new.until,
    )

"""Any number of different articles, made of the sample ones: for tests of scale, not of quality.

Names, provinces, numbers and days are exchanged (days by whole weeks, so that weekdays still hold), sentences left
out, paragraphs of other articles of the same years taken in. Article i of a seed is the same whatever the count.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from records.base import Record
from records.places import MERGED_ON, Vintage, vintage_on
from samples.content import TRIED, load_portals
from samples.shape import Portal, SampleArticle, body_texts
from samples.slots import Draw, Sentence, compiled
from transforms.text import fold

_FIRST, _LAST = date(2019, 1, 7), date(2026, 11, 15)
_SENTENCE_END = re.compile(r"(?<=[.!?”])\s+(?=[A-ZĐÀ-Ỹ“])")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")

Paragraph = tuple[Sentence, ...]


class VariedArticle(Record, frozen=True):
    """One line of the output, in the shape that `tag` and `import` read."""

    id: str
    url: str
    title: str
    lead: str
    body: str
    published_at: str
    source_id: str


class _Pattern(Record, frozen=True):
    """A sample article taken apart."""

    source_id: str
    home: str
    published_at: datetime
    vintage: Vintage
    title: Sentence
    lead: Paragraph
    body: tuple[Paragraph, ...]
    place: Sentence


def generate(n: int, seed: int, *, portals: list[Portal] | None = None) -> Iterator[VariedArticle]:
    """`n` articles of a seed; the same seed gives the same articles. About 10,000 a second on one core."""
    patterns = [_taken_apart(p, a) for p in portals for a in p.articles] if portals else _patterns()
    pools = {v: [par for t in patterns if t.vintage == v for par in t.body] for v in ("63", "34")}
    for i in range(n):
        dice = Random(seed * 1_000_003 + i)  # noqa: S311 no secret
        pattern = patterns[dice.randrange(len(patterns))]
        yield _varied(pattern, pools[pattern.vintage], dice, f"{seed}-{i}")


@cache
def _patterns() -> list[_Pattern]:
    return [_taken_apart(p, a) for p in load_portals(only=TRIED) for a in p.articles]


def _taken_apart(portal: Portal, article: SampleArticle) -> _Pattern:
    day = article.published_at.date()
    vintage = vintage_on(day)
    names = {o.name for event in article.expected.events for o in event.officials} | set(article.authors)

    def take(text: str) -> Sentence:
        return compiled(text, published_on=day, vintage=vintage, names=names)

    return _Pattern(
        source_id=portal.id,
        home=portal.home,
        published_at=article.published_at,
        vintage=vintage,
        title=take(article.title),
        lead=tuple(map(take, _SENTENCE_END.split(article.lead))) if article.lead else (),
        body=tuple(tuple(map(take, _SENTENCE_END.split(text))) for text in body_texts(article.body)),
        place=take("Nghệ An"),
    )


def _varied(pattern: _Pattern, pool: list[Paragraph], dice: Random, number: str) -> VariedArticle:
    published_at = _moved(pattern, dice)
    draw = Draw(
        dice=dice,
        published_on=published_at.date(),
        years=published_at.year - pattern.published_at.year,
        provinces=dice.randrange(10_000),
        names=dice.randrange(1_000_000),
    )
    title = pattern.title.filled(draw)
    if not pattern.title.slots:
        title = f"{pattern.place.filled(draw)}: {title}"
    paragraphs = [_written(p, draw) for p in _chosen(pattern.body, pool, dice)]
    return VariedArticle(
        id=f"mau-{number}",
        url=f"{pattern.home}/bien-the/{_NOT_SLUG.sub('-', fold(title).lower()).strip('-')[:80]}-{number}.html",
        title=title,
        lead=" ".join([s.filled(draw) for s in pattern.lead]),
        body="\n\n".join(paragraphs),
        published_at=published_at.isoformat(),
        source_id=pattern.source_id,
    )


def _moved(pattern: _Pattern, dice: Random) -> datetime:
    """Another publish time on the same weekday, within the years in which the same provinces were in force."""
    first, last = (_FIRST, MERGED_ON - timedelta(1)) if pattern.vintage == "63" else (MERGED_ON, _LAST)
    day = pattern.published_at.date()
    earliest, latest = -((day - first).days // 7), (last - day).days // 7
    shift = timedelta(weeks=dice.randint(min(earliest, latest), max(earliest, latest)))
    return (pattern.published_at + shift).replace(hour=dice.randrange(6, 22), minute=dice.randrange(60))


def _chosen(own: tuple[Paragraph, ...], pool: list[Paragraph], dice: Random) -> list[Paragraph]:
    """About half of the article's own paragraphs in their order, others strewn in between."""
    kept = [p for p in own if dice.random() < 0.55] or [own[0]]
    for _ in range(dice.randrange(2, 6)):
        kept.insert(dice.randrange(1, len(kept) + 1), pool[dice.randrange(len(pool))])
    return kept


def _written(paragraph: Paragraph, draw: Draw) -> str:
    """The paragraph's sentences filled, now and then one left out where there are three or more."""
    if len(paragraph) > 2:
        paragraph = tuple([s for s in paragraph if draw.dice.random() > 0.2]) or paragraph
    return " ".join([s.filled(draw) for s in paragraph])

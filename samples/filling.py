"""Fills a sample portal with articles of the generator, so that its listings have pages: exact texts, no tags."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

import msgspec

from records.base import Record
from samples.content import load_portals
from samples.generator import VariedArticle, generate
from samples.shape import Block, Expected, Portal, SampleArticle
from samples.slots import invented_name

_SEED = 2027
_CAPTIONS = ("Quang cảnh hội nghị.", "Các đại biểu tham dự hội nghị.", "Đại biểu trao đổi bên lề hội nghị.")


class _Place(Record, frozen=True):
    """Where an article stands on its portal: its place among the generated ones, and the dice thrown for it."""

    number: int
    dice: Random


def full_portals(night: int = 1, *, only: Sequence[str] = ()) -> list[Portal]:
    """The sample portals with the generator's articles: what is served."""
    return [filled(portal) for portal in load_portals(night, only=only)]


def filled(portal: Portal) -> Portal:
    """The portal with as many articles of the generator as its file asks for; the same ones on every night."""
    if not portal.filled_with:
        return portal
    seed = _SEED + sum(map(ord, portal.id))
    more = [
        _article(varied, portal, _Place(number=n, dice=Random(seed * 1000 + n)))  # noqa: S311 no secret
        for n, varied in enumerate(generate(portal.filled_with, seed))
    ]
    articles = sorted((*portal.articles, *more), key=lambda a: (a.published_at, a.slug), reverse=True)
    return msgspec.structs.replace(portal, articles=tuple(articles))


def _article(varied: VariedArticle, portal: Portal, place: _Place) -> SampleArticle:
    """The generated text as an article of the portal: signed in two of three, with a picture in every second."""
    byline = invented_name(place.dice.randrange(1_000_000)) if place.number % 3 else ""
    body: list[str | Block] = [*dict.fromkeys(varied.body.split("\n\n"))]
    if place.number % 2:
        caption = _CAPTIONS[place.number % len(_CAPTIONS)]
        body.insert(1, Block(image=f"anh-{place.number}.jpg", caption=caption, credit=f"Ảnh: {byline}" * bool(byline)))
    return SampleArticle(
        slug=varied.url.rpartition("/")[2].removesuffix(".html"),
        section=portal.sections[place.number % len(portal.sections)].slug,
        published_at=datetime.fromisoformat(varied.published_at),
        title=varied.title,
        lead=varied.lead,
        byline=byline,
        authors=(byline,) if byline else (),
        body=tuple(body),
        markup="div" if place.number % 4 == 3 else "p",
        caption_markup=("figure", "centered", "table")[place.number % 3],
        expected=Expected(provinces=(), sectors=()),
        generated=True,
    )

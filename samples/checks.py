"""What the types of a sample file cannot say: vocabularies, sections, dates that agree."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from records.errors import SampleError
from records.places import by_name, provinces, vintage_on
from samples.shape import Block, Edit, Portal, SampleArticle

_KINDS = ("heading", "image", "list", "quote", "table")


def check_portal(portal: Portal, file: Path) -> None:
    """Raises SampleError where the portal's id, home, province or sections can't be."""
    if portal.id != file.parent.name:
        raise SampleError(f"{file}: id: {portal.id!r} is not the folder's name {file.parent.name!r}; make them equal")
    host = urlsplit(portal.home).hostname or ""
    if not host.endswith(".example") or portal.home.endswith("/"):
        raise SampleError(
            f"{file}: home: {portal.home!r} must be https://….example without a last slash: it is invented"
        )
    if portal.province not in provinces():
        raise SampleError(
            f'{file}: province: {portal.province!r} is no unit; write its vintage and code, as in "34:40"'
        )
    if not portal.notice:
        raise SampleError(f"{file}: notice: empty; every page must say that the portal is a sample")
    slugs = [s.slug for s in portal.sections]
    if not slugs or len(set(slugs)) < len(slugs):
        raise SampleError(f"{file}: sections: {slugs} must be one or more, each slug once")


def check_article(article: SampleArticle, portal: Portal, file: Path) -> None:
    """Raises SampleError for the first thing in the article that can't be, with the way out."""
    known = [s.slug for s in portal.sections]
    for slug in (article.section, *article.also_in):
        if slug not in known:
            raise SampleError(f"{file}: section: {slug!r} is not in portal.yaml; known: {', '.join(known)}")
    if article.published_at.tzinfo is None:
        raise SampleError(f"{file}: published_at: {article.published_at} has no offset; end it with +07:00")
    _check_blocks(article, file)
    _check_expected(article, file)


def _check_blocks(article: SampleArticle, file: Path) -> None:
    if not article.body:
        raise SampleError(f"{file}: body: empty; write at least one paragraph")
    changes = article.night2.replace if isinstance(article.night2, Edit) else {}
    for number, block in (*enumerate(article.body), *changes.items()):
        if not 0 <= number < len(article.body):
            raise SampleError(f"{file}: night2: there is no block {number}; the body has {len(article.body)}, from 0")
        if isinstance(block, Block) and sum(bool(getattr(block, kind)) for kind in _KINDS) != 1:
            raise SampleError(f"{file}: body block {number}: must be a text or exactly one of {', '.join(_KINDS)}")


def _check_expected(article: SampleArticle, file: Path) -> None:
    expected = article.expected
    unknown = [code for code in expected.sectors if code not in sectors()]
    if unknown or not 1 <= len(expected.sectors) <= 3:
        raise SampleError(f"{file}: expected.sectors: {expected.sectors} must be 1 to 3 of {', '.join(sectors())}")
    names = by_name(vintage_on(article.published_at.date()))
    named = [*expected.provinces, *expected.about]
    for event in expected.events:
        named += [event.place_province or "", *event.partners, *(o.province or "" for o in event.officials)]
    for name in filter(None, named):
        if name not in names:
            raise SampleError(
                f"{file}: expected: {name!r} was no province on {article.published_at:%Y-%m-%d}; "
                "63 units count before 2025-07-01, 34 since, by their short names"
            )


@cache
def sectors() -> tuple[str, ...]:
    """The codes of the controlled list of sectors."""
    return tuple(yaml.safe_load(files("records.vocabulary").joinpath("sectors.yaml").read_text("utf-8")))

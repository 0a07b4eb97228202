"""The templates of all three platforms, strict, with the filters they write dates and titles by."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from samples import dates
from samples.dirt import numeric_entities
from samples.typography import texturized

TEMPLATES = Path(__file__).parent / "templates"


def tag_slug(keyword: str) -> str:
    """The last part of a keyword's address: raw Vietnamese with dashes."""
    return keyword.lower().replace(" ", "-").replace("/", "-")


def nukeviet_escaped(text: str) -> Markup:
    """The text as NukeViet writes titles: slashes, brackets and apostrophes as numbers."""
    return Markup(numeric_entities(text))  # noqa: S704 numeric_entities escapes


@cache
def templates() -> Environment:
    """The environment; a name that nobody set is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "nv": nukeviet_escaped,
        "nv_stamp": dates.nukeviet_stamp,
        "nv_meta": dates.nukeviet_meta,
        "nv_feed_date": dates.nukeviet_feed_date,
        "feed_date": dates.feed_date,
        "page_clock": dates.page_clock,
        "liferay_stamp": dates.liferay_stamp,
        "utc": dates.utc,
        "month": dates.month,
        "twelve_hours": dates.twelve_hours,
        "tag_slug": tag_slug,
        "curly": texturized,
    }
    return environment

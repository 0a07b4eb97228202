"""The sample portals as their files describe them: read, checked, and dated to a night.

One folder a portal (`portal.yaml`, `articles/*.yaml`); README.md beside this module tells how to add an article.
"""

from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from records.errors import SampleError
from samples.checks import check_article, check_portal
from samples.shape import Portal, SampleArticle, edited

PORTALS = Path(__file__).parent / "portals"
# The portals of the trial run, and of which the generator's articles are made.
TRIED = ("mau-ben-tre", "mau-da-nang", "mau-nghe-an")

T = TypeVar("T")


def load_portals(night: int = 1, *, folder: Path = PORTALS, only: Collection[str] = ()) -> list[Portal]:
    """All sample portals as they stand on a night (1, 2, …), or `only` those of these ids, by id and without the
    generator's articles (`samples.filling` adds them); raises SampleError naming file, key and value."""
    unknown = sorted(set(only) - {f.parent.name for f in folder.glob("*/portal.yaml")})
    if unknown:
        known = ", ".join(sorted(f.parent.name for f in folder.glob("*/portal.yaml")))
        raise SampleError(f"unknown sample portal {unknown[0]!r}; there are {known}")
    homes = sorted(f.parent for f in folder.glob("*/portal.yaml") if not only or f.parent.name in only)
    if not homes:
        raise SampleError(
            f"{folder}: no */portal.yaml there; a sample portal is a folder with portal.yaml and articles/"
        )
    return [_load_portal(home, night) for home in homes]


def _load_portal(home: Path, night: int) -> Portal:
    portal = _read(home / "portal.yaml", Portal, id=home.name)
    check_portal(portal, home / "portal.yaml")
    articles: dict[str, SampleArticle] = {}
    for file in sorted(home.glob("articles/*.yaml")):
        article = _read(file, SampleArticle)
        check_article(article, portal, file)
        if article.slug in articles:
            raise SampleError(f"{file}: slug: {article.slug!r} is taken by another article; give it its own")
        articles[article.slug] = article
    present, gone = _on_night(list(articles.values()), night)
    newest_first = sorted(present, key=lambda a: (a.published_at, a.slug), reverse=True)
    return msgspec.structs.replace(portal, articles=tuple(newest_first), gone=tuple(gone), night=night)


def _on_night(articles: list[SampleArticle], night: int) -> tuple[list[SampleArticle], list[SampleArticle]]:
    """What stands on the portal and what was taken down: `night2` counts from the second night on."""
    if night < 2:
        return [a for a in articles if a.night2 != "new"], []
    present = [edited(a) for a in articles if a.night2 != "gone"]
    return present, [a for a in articles if a.night2 == "gone"]


def _read(file: Path, as_type: type[T], **defaults: str) -> T:
    try:
        raw = yaml.safe_load(file.read_text("utf-8"))
        return msgspec.convert(defaults | raw if isinstance(raw, dict) else raw, as_type)
    except yaml.YAMLError as exc:
        raise SampleError(f'{file}: not YAML: {exc}; quote what holds ": " or begins with a quotation mark') from exc
    except msgspec.ValidationError as exc:
        raise SampleError(f"{file}: {exc}; samples/README.md lists the keys") from exc

"""Tells which source an address belongs to, for many addresses."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from records.source import Source
from sources.registry import find_by_home


class Homes:
    """Sources by the hosts of their homes, so that only those of an address' own host are looked at."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_host: dict[str, list[Source]] = {}
        for source in sources:
            self._by_host.setdefault(_host(source.home), []).append(source)

    def of(self, url: str) -> Source | None:
        """The source whose home is the longest beginning of an address; None where there is none."""
        try:
            near = self._by_host.get(_host(url), ())
        except ValueError:
            return None
        return find_by_home(near, url)


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")

"""What a site's robots.txt asks of us."""

from protego import Protego

# More than Google reads; a longer file is cut there.
_MOST_BYTES = 512_000
# A crawl-delay beyond this is honoured as this: a night has an end.
_LONGEST_DELAY = 60.0


class Robots:
    """The rules of one robots.txt for our user agent; no file means that all is allowed."""

    def __init__(self, body: bytes = b"", *, user_agent: str = "KhoTinBot", obey: bool = True) -> None:
        self._rules = Protego.parse(body[:_MOST_BYTES].decode("utf-8-sig", errors="replace"))
        self._agent = user_agent.partition("/")[0]
        self._obey = obey

    def allows(self, url: str) -> bool:
        """Whether we may ask for the address."""
        return not self._obey or bool(self._rules.can_fetch(url, self._agent))

    @property
    def delay_seconds(self) -> float:
        """The crawl-delay asked for, at most a minute; 0.0 where none is."""
        delay = self._rules.crawl_delay(self._agent) if self._obey else None
        return min(float(delay or 0.0), _LONGEST_DELAY)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps it names, as written."""
        return tuple(self._rules.sitemaps)

"""How much one reader may ask for: a bucket of tokens a client address, a price a kind of call, slots for exports."""

import math
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address, ip_address

from starlette.types import Scope

from records.base import Record

# What a call costs by the beginning of its path; 0 is free, all else costs 1. A page costs what a search costs; words
# that are a question are looked for in a few lists, until one answers. The first that fits counts.
PRICES: Mapping[str, float] = {
    "/static/": 0,
    "/healthz": 0.2,
    "/api/suggest": 0.2,
    "/api/count": 3,
    "/export/": 1,
    "/export": 20,
    "/events.ics": 5,
    "/feed.atom": 2,
    "/analysis": 4,
    "/cooperation": 10,
    "/coverage": 2,
}
_MOST_CLIENTS = 50_000  # the longest unseen are forgotten: their buckets have filled up again since
_LOOPBACK = ("127.0.0.1", "::1")
# In the scope of a call that was refused for asking too much: the path and query it asked, to be asked again.
ASKED_AT = "khotin.asked_at"
_FORWARDED = (b"x-forwarded-for", b"forwarded")


class Rate(Record, frozen=True):
    """Tokens that flow into each client's bucket a minute (0: no limit), and how many it holds."""

    per_minute: float = 300
    burst: float = 300


class Buckets:
    """The clients' buckets; `clock` gives seconds. Used from the event loop alone, so that it needs no lock."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()  # client -> tokens, at this moment

    def wait(self, client: str, price: float) -> int:
        """Takes the price out of the client's bucket and gives 0; or takes nothing and gives the seconds to wait."""
        if not self._rate.per_minute or not price:
            return 0
        a_second, price = self._rate.per_minute / 60, min(price, self._rate.burst)
        tokens, at = self._kept.get(client, (self._rate.burst, self._clock()))
        now = self._clock()
        tokens = min(self._rate.burst, tokens + (now - at) * a_second)
        missing = price - tokens
        self._kept[client] = (tokens if missing > 0 else tokens - price, now)
        self._kept.move_to_end(client)
        if len(self._kept) > _MOST_CLIENTS:
            self._kept.popitem(last=False)
        return math.ceil(missing / a_second) if missing > 0 else 0


class Slots:
    """So many exports may run at a time, and so many of them for one client; may be used from many threads."""

    def __init__(self, total: int, each: int) -> None:
        self._total, self._each = total, each
        self._running: Counter[str] = Counter()
        self._lock = threading.Lock()

    @property
    def running(self) -> int:
        """How many run now."""
        with self._lock:
            return self._running.total()

    def take(self, client: str) -> bool:
        """Whether one more may run; whoever got one gives it back."""
        with self._lock:
            if self._running.total() >= self._total or self._running[client] >= self._each:
                return False
            self._running[client] += 1
            return True

    def give_back(self, client: str) -> None:
        """Ends one that was taken."""
        with self._lock:
            self._running[client] -= 1
            self._running += Counter()  # forgets clients without any


def price(path: str) -> float:
    """What a call of a path costs."""
    return next((cost for start, cost in PRICES.items() if path.startswith(start)), 1)


def client_of(scope: Scope) -> str:
    """Who asks: the address of the connection (that a trusted proxy names, where one was told of); of IPv6 its network of
    64 bits, which is what one household has."""
    host: str = (scope.get("client") or ("", 0))[0]
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(getattr(address, "ipv4_mapped", None) or address)


def is_limited(scope: Scope) -> bool:
    """Whether the limit holds for a call: for all but programs on this machine itself.

    A proxy on this machine that nobody told of shows itself by its headers and is limited as one client. One that adds
    none shows itself by nothing: see `is_watching`.
    """
    host = (scope.get("client") or ("", 0))[0]
    return host not in _LOOPBACK or any(name in _FORWARDED for name, _ in scope["headers"])


def is_watching(scope: Scope) -> bool:
    """Whether a program on this machine asks how the page is: it must hear so while readers ask too much."""
    return not is_limited(scope) and scope["path"] == "/healthz"

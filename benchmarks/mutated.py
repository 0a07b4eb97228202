"""Breaks pages in the ways that pages break, and reads them: no exception, whatever comes of it, and how long it takes.

    python -m benchmarks.mutated [--pages 10000] [--seed 1]

The pages are those of the sample portals. Each is broken one to four times over (tags dropped or crossed, elements nested
ten thousand deep, attributes repeated or unquoted, entities broken, bytes flipped, cut off at each hundredth) and read with
the platforms known and, every fourth, without any.
"""

import argparse
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from benchmarks.learning import samples
from records.article import Article
from sources.registry import load_registry
from transforms.extract import check_selector, read_page

_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_URL = "https://mau.example/tin-tuc/bai-viet-so-12.html"
_TAG = re.compile(rb"</?[a-zA-Z][^<>]*>")
_ENTITY = re.compile(rb"&#?\w+;")
_ATTRIBUTE = re.compile(rb"\s[\w-]+=(?:\"[^\"<>]*\"|'[^'<>]*')")
_WRAPS = """svg math template select frameset plaintext textarea title noscript table style script iframe object"""
_DEEP = """div b font span table ul blockquote a"""
_BROKEN = (b"&#x110000;", b"&#0;", b"&#xD800;", b"&", b"&nbsp", b"&#;", b"&amp;amp;quot;", b"Phograve;ng")
_ODD = (
    "\ud7ff\u202e\u0000",
    "31/02/2023 25:61",
    "0" * 5000,
    "\u0301" * 3000,
    "Nguồn: " * 400,
    "<!--",
    "]]>",
    "<![CDATA[",
)
Mutation = Callable[[bytes, random.Random], bytes]


def _drop_tags(page: bytes, rng: random.Random) -> bytes:
    share = rng.choice((0.01, 0.1, 0.5))
    return _TAG.sub(lambda m: b"" if rng.random() < share else m[0], page)


def _cross_tags(page: bytes, rng: random.Random) -> bytes:
    tags = _TAG.findall(page) or [b"<p>"]
    return _TAG.sub(lambda m: rng.choice(tags) if rng.random() < 0.05 else m[0], page)


def _nest(page: bytes, rng: random.Random) -> bytes:
    tag, at = rng.choice(_DEEP.split()).encode(), _between(page, rng)
    closed = b"</%s>" % tag * (10_000 if rng.random() < 0.5 else 0)
    return page[:at] + b"<%s>" % tag * 10_000 + closed + page[at:]


def _repeat_attributes(page: bytes, rng: random.Random) -> bytes:
    times = rng.choice((2, 3, 400))
    return _ATTRIBUTE.sub(lambda m: m[0] * times if rng.random() < 0.03 else m[0], page)


def _unquote(page: bytes, rng: random.Random) -> bytes:
    return _ATTRIBUTE.sub(lambda m: m[0][:-1] if rng.random() < 0.02 else m[0], page)


def _break_entities(page: bytes, rng: random.Random) -> bytes:
    page = _ENTITY.sub(lambda m: m[0][:-1] if rng.random() < 0.5 else m[0], page)
    for _ in range(20):
        at = rng.randrange(len(page) + 1)
        page = page[:at] + rng.choice(_BROKEN) + page[at:]
    return page


def _truncate(page: bytes, rng: random.Random) -> bytes:
    return page[: len(page) * rng.randrange(100) // 100]


def _wrap(page: bytes, rng: random.Random) -> bytes:
    tag, start = rng.choice(_WRAPS.split()).encode(), _between(page, rng)
    end = max(start, _between(page, rng))
    return page[:start] + b"<%s>" % tag + page[start:end] + b"</%s>" % tag + page[end:]


def _repeat_part(page: bytes, rng: random.Random) -> bytes:
    start = _between(page, rng)
    part = page[start : start + rng.choice((200, 2000))]
    return page[:start] + part * rng.choice((2, 50)) + page[start:]


def _put_in(page: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 5)):
        at = _between(page, rng)
        page = page[:at] + rng.choice(_ODD).encode("utf-8", "replace") + page[at:]
    return page


def _flip(page: bytes, rng: random.Random) -> bytes:
    flipped = bytearray(page)
    for _ in range(rng.randint(1, 60) if page else 0):
        flipped[rng.randrange(len(flipped))] = rng.randrange(256)
    return bytes(flipped)


def _recode(page: bytes, rng: random.Random) -> bytes:
    text = page.decode("utf-8", "replace")
    return text.encode(rng.choice(("utf-16", "windows-1258", "latin-1", "koi8-r")), "replace")


MUTATIONS: tuple[Mutation, ...] = (
    _drop_tags,
    _cross_tags,
    _nest,
    _repeat_attributes,
    _unquote,
    _break_entities,
    _truncate,
    _wrap,
    _repeat_part,
    _put_in,
    _flip,
    _recode,
)


@dataclass
class Outcome:
    """What came of the broken pages: how many ended how, processor seconds (in all, of the slowest), memory gained."""

    ends: Counter[str] = field(default_factory=Counter)
    raised: list[str] = field(default_factory=list)
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_name: str = ""
    grown_mb: float = 0.0


def broken_pages(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many broken pages, each with the names of what was done to it; the same for the same seed."""
    rng = random.Random(seed)
    whole = [page for portal in samples() for _, page in sorted(portal.pages.items())]
    for number in range(count):
        page = whole[number % len(whole)]
        if number % 10 == 0:  # every hundredth in turn
            yield f"cut at {number // 10 % 100} %", page[: len(page) * (number // 10 % 100) // 100]
            continue
        chosen = [MUTATIONS[number % len(MUTATIONS)], *rng.choices(MUTATIONS, k=rng.randrange(4))]
        for mutation in chosen:
            page = mutation(page, rng)
        yield " + ".join(mutation.__name__.strip("_") for mutation in chosen), page


def read_broken(count: int, seed: int) -> Outcome:
    """Reads so many broken pages."""
    platforms = load_registry(check_selector=check_selector).platforms
    outcome = Outcome()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number, (name, page) in enumerate(broken_pages(count, seed)):
        started = time.process_time()
        try:
            found = read_page(_URL, page, platforms={} if number % 4 == 3 else platforms, fetched_at=_NOW)
        except Exception as exc:  # noqa: BLE001 - what this program looks for
            outcome.raised.append(f"page {number} ({name}): {exc!r}")
            continue
        spent = time.process_time() - started
        outcome.seconds += spent
        if spent > outcome.slowest:
            outcome.slowest, outcome.slowest_name = spent, f"page {number}, {len(page)} bytes ({name})"
        outcome.ends[f"article ({found.extractor})" if isinstance(found, Article) else str(found.reason.value)] += 1
    outcome.grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return outcome


def _between(page: bytes, rng: random.Random) -> int:
    """A place between two tags or in a text, mostly in the second half where articles stand."""
    return max(0, page.rfind(b">", 0, rng.randrange(len(page) // 4, len(page) + 1)) + 1)


def main() -> int:
    """Prints what came of them; returns 1 where anything was raised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    outcome = read_broken(args.pages, args.seed)
    print(f"{args.pages} broken pages, {len(outcome.raised)} exceptions, {outcome.seconds:.0f} s of processor time")
    print(f"slowest {outcome.slowest:.2f} s: {outcome.slowest_name}; memory grew by {outcome.grown_mb:.0f} MB at most")
    print("\n".join(f"{number:7} {end}" for end, number in outcome.ends.most_common()))
    print("\n".join(outcome.raised[:20]))
    return 1 if outcome.raised else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""How fast a crawl is beside a bare Scrapy spider that fetches the same addresses and stores nothing, and its memory.

    python -m benchmarks.crawl [--articles N] [--rounds N] [--known N]

Both run in processes of their own, in turn, against one sample portal (copies of its articles) served from a third; the
crawl does all it does at night: finds the addresses, judges, archives and writes its journal. The ratios count the
requests each made: once by the clock, once by the processor's time (of all threads), which a machine that does other
things as well changes less. The memory is that of a night over a portal whose sitemaps name N known addresses.
"""

import argparse
import statistics

from benchmarks.crawling import Cost, Served, apart, crawl_it, fetch_bare
from benchmarks.known_night import night_over_known

WIDTHS = (1, 4, 16)


def compare(articles: int, rounds: int) -> None:
    """Prints requests a second and the processor's milliseconds a request of both, and the ratios, a line a concurrency."""
    with Served(articles) as source:
        apart(crawl_it, source, 4)  # the server draws its pages when first asked
        print(
            f"{'side by side':>12} {'ours req/s':>11} {'articles/s':>11} {'bare req/s':>11} {'ratio':>6} {'(least-most)':>12}"
            f" {'ours cpu':>9} {'bare cpu':>9} {'ratio':>6} {'(least-most)':>12}"
        )
        for width in WIDTHS:
            pairs: list[tuple[Cost, Cost]] = []
            for _ in range(rounds):
                ours, urls = apart(crawl_it, source, width)
                pairs.append((ours, apart(fetch_bare, urls, width)))
            print(_line(width, pairs))


def _line(width: int, pairs: list[tuple[Cost, Cost]]) -> str:
    own, taken = (
        statistics.median(getattr(o, name) / o.seconds for o, _ in pairs) for name in ("requests", "articles")
    )
    bare = statistics.median(b.requests / b.seconds for _, b in pairs)
    own_cpu, bare_cpu = (
        statistics.median(1000 * c.cpu / c.requests for c in column) for column in zip(*pairs, strict=True)
    )
    wall = [(o.requests / o.seconds) / (b.requests / b.seconds) for o, b in pairs]
    cpu = [(b.cpu / b.requests) / (o.cpu / o.requests) for o, b in pairs]
    return (
        f"{width:>12} {own:>11.0f} {taken:>11.0f} {bare:>11.0f} {_spread(wall)}"
        f" {own_cpu:>6.2f} ms {bare_cpu:>6.2f} ms {_spread(cpu)}"
    )


def _spread(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):>6.2f} {f'({min(ratios):.2f}-{max(ratios):.2f})':>12}"


def main() -> None:
    """Prints both measurements."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--known", type=int, default=100_000)
    options = parser.parse_args()
    if options.rounds:
        compare(options.articles, options.rounds)
    if options.known:
        met, most, seconds = night_over_known(options.known)
        print(
            f"\na night over a portal that lists {options.known:,} addresses the ledger knows: {met:,} asked for, "
            f"{seconds:.1f} s; most memory of the crawl's process {most:.0f} MB (floor 400)"
        )


if __name__ == "__main__":
    main()

"""General extractors on the same pages, for comparison: trafilatura, newspaper4k, news-please, resiliparse.

    python -m benchmarks.peers [--shared FOLDER] [--sample 40]

Only trafilatura comes with the project; the others are in requirements/bench.in, and one that is not installed is named.
"""

import argparse
import os
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from benchmarks.extraction import Score, load_mirror, words_f1


class Found(NamedTuple):
    """What a peer reads of a page; "" and None for what it doesn't give."""

    title: str = ""
    author: str = ""
    published_at: datetime | None = None
    text: str = ""


Reader = Callable[[bytes, str], Found]


def _trafilatura(html: bytes, url: str) -> Found:
    import trafilatura  # noqa: PLC0415

    found: Any = trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False)
    return Found(found.title or "", found.author or "", None, found.text or "") if found else Found()


def _newspaper4k(html: bytes, url: str) -> Found:
    import newspaper  # noqa: PLC0415

    article = newspaper.Article(url, language="vi", fetch_images=False)
    article.download(input_html=html.decode("utf-8", "replace"))
    article.parse()
    return Found(article.title or "", ", ".join(article.authors), _moment(article.publish_date), article.text or "")


def _news_please(html: bytes, url: str) -> Found:
    from newsplease import NewsPlease  # noqa: PLC0415

    article: Any = NewsPlease.from_html(html.decode("utf-8", "replace"), url=url, fetch_images=False)
    return Found(
        article.title or "", ", ".join(article.authors or []), _moment(article.date_publish), article.maintext or ""
    )


def _resiliparse(html: bytes, _url: str) -> Found:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415

    tree = HTMLTree.parse_from_bytes(html, "utf-8")
    return Found(tree.title or "", "", None, extract_plain_text(tree, main_content=True))


FIELDS = ("title", "minute", "author")
# name -> the module it needs, how it is asked, and which of the fields it gives: trafilatura knows days and no times,
# resiliparse a page's <title> and text
PEERS: dict[str, tuple[str, Reader, frozenset[str]]] = {
    "trafilatura": ("trafilatura", _trafilatura, frozenset(("title", "author"))),
    "newspaper4k": ("newspaper", _newspaper4k, frozenset(FIELDS)),
    "news-please": ("newsplease", _news_please, frozenset(FIELDS)),
    "resiliparse": ("resiliparse", _resiliparse, frozenset(("title",))),
}


def shares(name: str, found: Score) -> list[str]:
    """A peer's shares of exact fields, "-" for a field it does not give."""
    given = PEERS[name][2]
    return [f"{found.share(field):.3f}" if field in given else "-" for field in FIELDS]


def score_peer(truth: Iterable[Mapping[str, Any]], pages: Mapping[str, bytes], sample: int, read: Reader) -> Score:
    """A peer's score on every n-th article; its time is counted without loading it."""
    rows = list(truth)
    result = Score()
    for row in rows[:: max(1, len(rows) // sample)][:sample]:
        html = pages[unquote(urlsplit(row["url"]).path)]
        if not result.pages:
            read(html, row["url"])
        started = time.perf_counter()
        found = read(html, row["url"])
        result.seconds += time.perf_counter() - started
        result.pages += 1
        result.articles += 1
        result.found += bool(found.text)
        published = datetime.fromisoformat(row["published_at"]).replace(tzinfo=None)
        result.exact["title"] += found.title == row["title"]
        result.exact["author"] += found.author == row["author"]
        result.exact["minute"] += found.published_at == published
        result.f1 += words_f1(row["lead"] + "\n" + "\n".join(row["body"]), found.text)
    return result


def peer_scores(truth: Iterable[Mapping[str, Any]], pages: Mapping[str, bytes], sample: int) -> dict[str, Score | None]:
    """Every peer's score; None for one that is not installed."""
    rows = list(truth)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # theirs to mend
        return {
            name: score_peer(rows, pages, sample, read) if find_spec(module) else None
            for name, (module, read, _) in PEERS.items()
        }


def rows(scores: Mapping[str, Score | None]) -> list[list[str]]:
    """A row a peer: its name, its shares, its body F1; "not installed" where it is not."""
    absent = ["not installed"] * (len(FIELDS) + 1)
    return [[name, *((*shares(name, s), f"{s.mean_f1:.4f}") if s else absent)] for name, s in scores.items()]


def _moment(value: object) -> datetime | None:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else None


def main() -> None:
    """Prints the table and names the peers that are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("KHOTIN_SHARED", "../shared")))
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--rows", action="store_true", help="print rows of cells and no speeds, for `make quality`")
    args = parser.parse_args()
    scores = peer_scores(*load_mirror(args.shared), args.sample)
    if args.rows:
        print("\n".join("\t".join(cells) for cells in rows(scores)))
        return
    print(f"{'':14}{''.join(f'{head:>9}' for head in (*FIELDS, 'body F1', 'pages/s'))}")
    for name, score in scores.items():
        if score:
            cells = (*shares(name, score), f"{score.mean_f1:.4f}", f"{score.rate:.0f}")
            print(f"{name:14}{''.join(f'{cell:>9}' for cell in cells)}")
    absent = [name for name, score in scores.items() if score is None]
    if absent:
        print(f"not installed, not measured: {', '.join(absent)} (requirements/bench.in)")


if __name__ == "__main__":
    main()

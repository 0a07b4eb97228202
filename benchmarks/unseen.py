"""Scores the reading of pages whose templates no rules were written for: without any rules, and with rules learned.

    python -m benchmarks.unseen [--only WORD] [--learned] [--misses]

The articles are those of the sample portals, set in the templates of benchmarks/templates; beside them stand listings, a
contact page and an error page of the same make.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.learning import FIELDS, Portal, Result, compare, samples, score
from benchmarks.templates import templates
from benchmarks.templates.piece import Piece
from records.article import Article
from sources.registry import load_registry
from transforms.extract import check_selector, extract
from transforms.learn import LearnedRules

_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_PAGES = 24
_LINK = re.compile(r"\[(/\S+?)\](.+?)\[/\]")


def pieces() -> list[Piece]:
    """The articles, each with those that follow it beside it."""
    rows = [row for portal in samples() for _, row in sorted(portal.truth.items())]
    found = [
        Piece(
            title=row["title"],
            lead=row["lead"],
            paragraphs=row["body"].split("\n\n"),
            author=row["author"],
            credit=row["credit"],
            at=datetime.fromisoformat(row["published_at"]),
            address=f"/tin-tuc/bai-viet-mau-{1000 + number}.html",
            number=1000 + number,
            others=(),
        )
        for number, row in enumerate(rows)
    ]
    ring = [*found, *found[:5]]
    return [
        replace(piece, others=tuple((p.title, p.address) for p in ring[n + 1 : n + 6])) for n, piece in enumerate(found)
    ]


def truth(articles: Iterable[Piece], signed: Callable[[str], str]) -> dict[str, dict[str, str]]:
    """Address -> what stands on the articles' pages, where the author is printed in some way."""
    return {
        piece.address: {
            "title": piece.title,
            "published_at": piece.at.isoformat(),
            "author": signed(piece.author),
            "credit": piece.credit,
            "lead": piece.lead,
            "body": "\n\n".join(piece.paragraphs),
        }
        for piece in articles
    }


def portals(only: str = "") -> Iterator[Portal]:
    """A portal for each template."""
    articles = pieces()
    for made in templates():
        if only not in made.name:
            continue
        pages = {piece.address: made.render(piece).encode() for piece in articles}
        pages.update((path, _linked(made.render(piece))) for path, piece in _others(articles))
        yield Portal(made.name, pages, truth(articles, made.signed), _NOW)


def _others(articles: list[Piece]) -> Iterator[tuple[str, Piece]]:
    """What is no article, in the same frame: listings with and without summaries, a contact page, an error page."""
    about = replace(articles[0], author="", credit="", at=datetime(1900, 1, 1, tzinfo=UTC), lead="")
    for n in range(6):
        shown = articles[n * 10 : n * 10 + 10]
        teasers = [f"[{p.address}]{p.title}[/]{'' if n % 2 else f' {p.lead}'}" for p in shown]
        yield f"/tin-tuc/trang-{n + 1}", replace(about, title="Tin tức - Sự kiện", paragraphs=teasers)
    lines = ["Địa chỉ: số 1, đường Mẫu, xã Mẫu", "Điện thoại: 0205.000.000", "Email: lienhe@mau.example"]
    yield "/lien-he", replace(about, title="Liên hệ", paragraphs=lines)
    yield (
        "/khong-co",
        replace(about, title="Không tìm thấy trang", paragraphs=["Trang bạn tìm không tồn tại."], others=()),
    )


def _linked(html: str) -> bytes:
    """A page with the links of its listing, which templates print as text, made links."""
    return _LINK.sub(r'<a href="\1">\2</a>', html).encode()


def at_first_sight(portal: Portal) -> Result:
    """How the pages of a portal are read that nothing is known of."""
    platforms = load_registry(check_selector=check_selector).platforms
    result = Result(LearnedRules())
    for path in portal.pages:
        outcome = extract(portal.snapshot(path), platforms=platforms)
        found = outcome if isinstance(outcome, Article) else None
        compare(result, path, portal.truth.get(path), found)
        if found is None and path in portal.truth:
            result.misses[-1] += f": {outcome.reason} {outcome.detail}"
    return result


def row(name: str, result: Result) -> list[str]:
    """Cells of a table."""
    shares = [f"{result.share(field):.3f}" for field in FIELDS]
    return [
        name,
        f"{result.found}/{result.articles}",
        str(result.false),
        *shares,
        str(result.false_authors),
        f"{result.mean_f1:.4f}",
    ]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="templates whose name has this word")
    parser.add_argument("--learned", action="store_true")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    print(f"{'':36}{'found':>8} false " + " ".join(f"{f:>6}" for f in FIELDS) + "  not so  body")
    for portal in portals(args.only):
        result = score(portal, pages=_PAGES) if args.learned else at_first_sight(portal)
        cells = row(portal.name, result)
        print(f"{cells[0]:36}{cells[1]:>8}{cells[2]:>6} " + " ".join(f"{c:>6}" for c in cells[3:]), flush=True)
        if args.misses:
            print("\n".join(result.misses))


if __name__ == "__main__":
    main()

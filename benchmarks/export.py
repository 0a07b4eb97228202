"""How much memory an export takes, whatever its size: generated articles through each format, a process a run.

    python -m benchmarks.export [--articles 20000 100000] [--of 1000000]

Prints the most memory each process held (what is its own; in brackets with the files mapped into it, which the system takes
back when it needs to) and what the growth between the two sizes makes for a third. With --index the articles go through
a real index of the embedded engine first.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any, BinaryIO, cast

from records.article import Article
from records.links import ArticleLinks, Document
from records.tag import Evidence, ProvinceTag, SectorTag
from search.engine import Reader
from search.export import FORMATS, Format, export
from search.query import Query
from search.tantivy.engine import TantivyEngine

_TEXT = (
    "hợp tác phát triển kinh tế xã hội giữa thành phố và các tỉnh trong vùng theo chương trình đã ký kết năm nay về nông "
    "nghiệp công nghiệp du lịch giáo dục y tế giao thông đầu tư hội nghị tổng kết lãnh đạo ủy ban nhân dân"
)
_WORDS = _TEXT.split()
_START = datetime(2015, 1, 1, tzinfo=UTC)


class Generated:
    """The one part of a reader that an export uses: articles of 3,000 letters and more, made as they are asked for."""

    def __init__(self, count: int) -> None:
        self._count = count

    def stream(self, _query: Query) -> Iterator[Document]:
        return articles(self._count)


def articles(count: int) -> Iterator[Document]:
    """Articles that differ; the same at every call."""
    chance = Random(7)
    evidence = Evidence(field="body", start=0, end=7, text="Nghệ An")
    tag = ProvinceTag(
        id="63:40", name="Nghệ An", today_id="34:40", today_name="Nghệ An", role="about", evidence=(evidence,)
    )
    for number in range(1, count + 1):
        body = "\n\n".join(" ".join(chance.choices(_WORDS, k=120)) for _ in range(6))
        article = Article(
            article_id=f"a{number:07}", url=f"https://nghean.example/{number}", source_id="nghe-an", platform="x",
            title=" ".join(chance.choices(_WORDS, k=12)), lead=" ".join(chance.choices(_WORDS, k=30)), body=body,
            published_at=_START + timedelta(minutes=number), fetched_at=_START, provinces=(tag,),
            sectors=(SectorTag(code="investment", weight=1.0),),
        )  # fmt: skip
        links = ArticleLinks(
            article_id=article.article_id, change=number, version=1, first_seen_at=_START,
            sort_key=f"{article.published_at:%Y-%m-%d} {number:07}",
        )  # fmt: skip
        yield Document(unit="articles", id=article.article_id, change=number, article=article, links=links)


def _run(form: Format, count: int, folder: Path | None) -> None:
    """One export in this process; prints megabytes at most, seconds, and the file's size."""
    reader = cast(Reader, TantivyEngine(folder) if folder else Generated(count))
    begun = monotonic()
    most = _Watched()
    with tempfile.TemporaryFile() as file:
        most.file = file
        written = export(reader, Query(), form, cast(BinaryIO, most))
        assert written == count
        whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{most.peak:.1f} {monotonic() - begun:.1f} {file.tell() / 1e6:.0f} {whole:.0f}")


class _Watched:
    """A file that looks at the process' own memory at each write."""

    file: Any

    def __init__(self) -> None:
        self.peak = 0.0

    def write(self, data: bytes) -> int:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                self.peak = max(self.peak, int(line.split()[1]) / 1024)
        return int(self.file.write(data))


def _measured(form: Format, count: int, folder: Path | None) -> list[float]:
    words = [sys.executable, "-m", "benchmarks.export", "--run", form, "--articles", str(count)]
    words += ["--folder", str(folder)] if folder else []
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return [float(part) for part in done.stdout.split()]


def _indexed(count: int, folder: Path) -> Path:
    engine = TantivyEngine(folder)
    engine.begin()
    engine.put(articles(count))
    engine.commit()
    return folder


def main() -> int:
    """Measures each format at two sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--of", type=int, default=1_000_000, help="the size to tell for")
    parser.add_argument("--index", action="store_true", help="through an index of the embedded engine")
    parser.add_argument("--formats", choices=FORMATS, nargs="+", default=FORMATS)
    parser.add_argument("--run", choices=FORMATS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        _run(options.run, options.articles[0], options.folder)
        return 0
    small, large = options.articles
    with tempfile.TemporaryDirectory() as root:
        folders = {n: _indexed(n, Path(root, str(n))) if options.index else None for n in (small, large)}
        for form in options.formats:
            less, more = (_measured(form, n, folders[n]) for n in (small, large))
            told = less[0] + (more[0] - less[0]) / (large - small) * (options.of - small)
            print(
                f"{form:8} {less[0]:.0f} MB at {small:,}, {more[0]:.0f} MB ({more[3]:.0f}) at {large:,}, a file of "
                f"{more[2]:.0f} MB in {more[1]:.0f} s: {told:.0f} MB at {options.of:,}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The commands extract and tag: pages and texts in, records out; nothing is stored."""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pipeline import clock
from pipeline.cli.batch import answer_lines
from pipeline.cli.terminal import put_json
from pipeline.shape import outcome_json, refused_json, tags_json
from pipeline.workplace import Workplace
from records.article import Article
from records.errors import UsageError
from records.rejection import Rejection
from records.snapshot import Snapshot
from transforms.reader import Reader, given_article, load_reader, vietnam_time

_TEXT, _HTML = "text/plain", "text/html"


def _reader(place: Workplace) -> Reader:
    return load_reader(place.registry.sources, place.registry.platforms)


def _source_of(place: Workplace, url: str, given: str) -> str:
    if given:
        return given
    owner = place.homes.of(url)
    return owner.id if owner else ""


def _snapshot(place: Workplace, row: Mapping[str, Any], now: datetime) -> Snapshot:
    """The page a batch line describes: its bytes from html, text or a path."""
    url = str(row.get("url") or "")
    name = next((name for name in ("path", "html", "text") if row.get(name) is not None), "")
    if not name:
        raise ValueError('expected "html", "path" or "text" beside "url"')
    if not isinstance(row[name], str):
        raise ValueError(f"{name}: expected a text, got {type(row[name]).__name__}")
    body = Path(row[name]).read_bytes() if name == "path" else row[name].encode(errors="replace")
    kind = _TEXT if name == "text" or (name == "path" and row[name].endswith(".txt")) else _HTML
    fetched_at = vietnam_time(str(row["fetched_at"]), "fetched_at") if row.get("fetched_at") else now
    # Text handed over as a string is decoded already, whatever the page says of its charset.
    charset = "" if name == "path" else "utf-8"
    return Snapshot(
        url=url, final_url=url, source_id=_source_of(place, url, str(row.get("source_id") or "")), fetched_at=fetched_at,
        run_id="", media_type=kind, charset=charset, body=body,
    )  # fmt: skip


@click.command("extract")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", default="", help="The page's address, if it is known.")
@click.option("--batch", is_flag=True, help='JSON lines {"url", "html" | "path" | "text"} on stdin.')
@click.option("--no-tags", is_flag=True, help="Leave provinces, sectors and events out.")
@click.option("--json", "as_json", is_flag=True, help="Put JSON on stdout.")
def extract_command(file: Path | None, url: str, batch: bool, no_tags: bool, as_json: bool) -> None:
    """Read one page, or one text saved from a page; --batch reads many from stdin, a line
    of JSON for each line read, in order; a line that can't be read gives a rejection that says why.

    \b
    Example:  khotin extract page.html --url https://danang.gov.vn/kinh-te/bai-viet-1.html
    """
    if batch == (file is not None):
        raise UsageError("give either a FILE or --batch with JSON lines on stdin")
    place = Workplace()
    reader, now = _reader(place), clock.now()

    def read(row: Mapping[str, Any]) -> Article | Rejection:
        return reader.read(_snapshot(place, row, now), tags=not no_tags)

    if file is not None:
        found = read({"url": url, "path": str(file)})
        shaped = outcome_json(found, tags=not no_tags)
        put_json(shaped) if as_json else _show(found, shaped)
        return
    answer_lines(sys.stdin.buffer, lambda row: outcome_json(read(row), tags=not no_tags), refused_json)


def _show(found: Article | Rejection, shaped: dict[str, Any]) -> None:
    """A record for a person to read."""
    if isinstance(found, Rejection):
        click.echo(f"no article: {found.reason} ({found.detail})")
        return
    for name in ("title", "published_at", "byline", "credit", "section", "lead", "language"):
        if shaped.get(name):
            click.echo(f"{name + ':':14}{shaped[name]}")
    for name in ("provinces", "regions"):
        if shaped.get(name):
            click.echo(f"{name + ':':14}" + ", ".join(f"{tag['name']} ({tag['role']})" for tag in shaped[name]))
    if shaped.get("sectors"):
        click.echo(f"{'sectors:':14}" + ", ".join(shaped["sectors"]))
    for event in shaped.get("events", ()):
        told = [event["type"], event["subtype"], event["starts_on"] or event["month_day"], event["place_province"]]
        click.echo(f"{'event:':14}" + " · ".join(str(fact) for fact in told if fact))
    click.echo(f"\n{shaped['body']}")


@click.command("tag")
def tag_command() -> None:
    """Tag articles given as JSON lines on stdin: provinces, regions, sectors, events, with the words that prove them.

    \b
    Example:  echo '{"id": "1", "title": "Hội nghị xúc tiến đầu tư tỉnh Nghệ An"}' | khotin tag
    """
    reader = _reader(Workplace())

    def tagged(row: Mapping[str, Any]) -> dict[str, Any]:
        article = given_article(row, as_given=True)
        return {"id": row.get("id", article.article_id)} | tags_json(reader.tag(article))

    answer_lines(sys.stdin.buffer, tagged, lambda row, why: {"id": row.get("id"), "error": why})

"""The commands search and count: the same query and filters on the command line as on the page."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from pipeline.cli.batch import answer_lines
from pipeline.cli.minus import Query
from pipeline.cli.terminal import put_json, say
from pipeline.engines import open_engine
from pipeline.workplace import Workplace
from records.errors import UsageError
from search.as_json import cross_tab_json, results_json
from search.engine import Hit, Notice, Results
from search.export import cross_tab_csv
from search.names import titled
from search.partners import check_partners
from search.query import make_query
from search.wide import wide_csv

Command = Callable[..., Any]
_FILTERS = (
    click.option("--province", multiple=True, help="Short name (Nghệ An) or key (63:15)."),
    click.option(
        "--basis", type=click.Choice(["then", "today"]), help="Provinces as they were then, or as they are today."
    ),
    click.option(
        "--role",
        type=click.Choice(["about", "named", "place", "any"]),
        help="What the province is to the article (default: any).",
    ),
    click.option("--region", multiple=True, help="One of the six regions, such as Tây Nguyên."),
    click.option("--sector", multiple=True, help="Code or name of one of the 22 sectors."),
    click.option("--year", multiple=True, help="2023, or unknown: what has no date."),
    click.option("--from", "from_", help="First day, YYYY-MM-DD; or a month or year, 2023-03, 2023."),
    click.option("--to", help="Last day; as --from."),
    click.option("--source", multiple=True, help="Where it was published: an id of `khotin sources list`."),
    click.option("--event-type", multiple=True, help="conference, signing, working-session… or its Vietnamese name."),
    click.option("--partner", multiple=True, help="Province that took part; several must all have."),
    click.option("--official", multiple=True, help="Name of an official."),
    click.option("--signed", is_flag=True, help="Only where something was signed."),
    click.option("--language", multiple=True, help="vi, en… as the text was found to be."),
    click.option("--with-reprints", is_flag=True, help="Reprints one by one, not folded."),
    click.option(
        "--unit", type=click.Choice(["articles", "events", "agreements"]), help="What to look for (default: articles)."
    ),
)


def filters(command: Command) -> Command:
    """Adds the filter options to a command; they arrive as one mapping by the names the query knows."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def given_options(options: dict[str, Any]) -> dict[str, Any]:
    """Options as the query knows them: what was not given left out."""
    named = {"from" if name == "from_" else name: list(v) if isinstance(v, tuple) else v for name, v in options.items()}
    return {name: value for name, value in named.items() if value not in (None, "", [], False)}


@click.command("search", cls=Query)
@click.argument("query", required=False, default="")
@filters
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest", "known"]),
    help="Default: relevance; newest where nothing is asked for; known: what the archive learned last.",
)
@click.option("--limit", type=int, help="Hits a page (default: 25).")
@click.option("--page", type=int, help="Which page of hits (default 1).")
@click.option("--after", help="Go on after this hit's next_after (newest, oldest, known).")
@click.option("--facets", is_flag=True, help="Counts by province, region, sector, year, source, event type…")
@click.option("--batch", is_flag=True, help='JSON lines {"q", "filters"?} on stdin.')
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def search_command(query: str, facets: bool, batch: bool, as_json: bool, **options: Any) -> None:
    """Find articles (or --unit events, agreements). Words, "phrases", -without, OR, title:, official:. A filter given
    twice finds either value; but of --partner both must have taken part.

    \b
    Example:  khotin search "hợp tác TP.HCM" --year 2023 --signed --facets
    """
    engine = open_engine(Workplace().settings)
    given = given_options(options)
    if batch:

        def answer(row: dict[str, Any]) -> dict[str, Any]:
            asked = make_query(given | dict(row.get("filters") or {}) | {"q": row.get("q", "")})
            return results_json(engine.search(check_partners(engine, asked), facets=facets))

        answer_lines(sys.stdin.buffer, answer, lambda _row, why: {"total": 0, "hits": [], "error": why})
        return
    results = engine.search(check_partners(engine, make_query(given | {"q": query})), facets=facets)
    if as_json:
        put_json(results_json(results))
    else:
        _show(results)


def _tell(notices: Iterable[Notice]) -> None:
    for notice in notices:
        say(f"note: {notice.text}")


def _show(results: Results) -> None:
    """Hits for a person to read, words of the query marked on a terminal."""
    _tell(results.notices)
    click.echo(f"{results.total} found")
    for hit in results.hits:
        title = "".join(click.style(text, bold=True) if marked else text for text, marked in hit.marked_title)
        click.echo(f"\n{title}\n  {' · '.join(_meta(hit))}")
        for line in _facts(hit):
            click.echo(f"  {line}")
        if hit.url:
            click.echo(f"  {hit.url}")
    for name, values in results.facets.items():
        if values:
            click.echo(f"\n{name}: " + ", ".join(f"{v.value} {v.count}" for v in values[:12]))


def _meta(hit: Hit) -> list[str]:
    """Date, source, whether its portal still has it, reprints, id: what there is of them."""
    more = f"{hit.reprints} reprint{'s' if hit.reprints > 1 else ''}" if hit.reprints else ""
    links = hit.document.links
    gone = " ".join(filter(None, ("gone from its portal", links.gone_on))) if links and links.state == "gone" else ""
    return [part for part in (hit.date or "no date", hit.source_id, gone, more, hit.id) if part]


def _facts(hit: Hit) -> list[str]:
    """The passage of an article; who took part in an event or an agreement, and what was signed."""
    if hit.document.event is not None:
        event = hit.document.event.event
        regions = [f"{r.name} ({r.count})" if r.count else r.name for r in event.partner_regions]
        told = [
            ("type", " · ".join(filter(None, [event.type, event.subtype, event.place_province]))),
            ("parties", ", ".join([*event.partners, *regions, *event.other_partners])),
            ("signed", (event.signed_what or "yes") if event.signed else ""),
            ("people", "; ".join(f"{o.name} ({titled(o.title, o.province)}; {o.role})" for o in event.officials)),
        ]
        return [f"{name}: {value}" for name, value in told if value]
    if hit.document.agreement is not None:
        agreement = hit.document.agreement
        inferred = " (as of the meeting that refers to it)" if agreement.parties_inferred else ""
        return [f"parties: {', '.join(agreement.parties)}{inferred}"]
    return ["".join(click.style(text, fg="red") if marked else text for text, marked in hit.passage)]


@click.command("count", cls=Query)
@click.argument("query", required=False, default="")
@click.option("--by", required=True, help="One or more facets, by commas: province,year.")
@filters
@click.option("--wide", is_flag=True, help="A table: the last facet's values as columns, sorted by the facets.")
@click.option("--json", "as_json", is_flag=True, help="Put JSON on stdout instead of CSV.")
def count_command(query: str, by: str, wide: bool, as_json: bool, **options: Any) -> None:
    """Count articles (or events) by facets: as CSV a line for each combination that occurs, the most frequent first.
    Without --role a province counts whatever it is to an article (the page /analysis: only what it is about).

    \b
    Example:  khotin count --by province,year "hợp tác" --unit events
    """
    engine = open_engine(Workplace().settings)
    names = [name.strip() for name in by.split(",") if name.strip()]
    if not names:
        raise UsageError("--by needs at least one facet, as in --by province,year")
    if wide and (as_json or len(names) < 2):
        raise UsageError(
            "--wide is a table in CSV of two facets or more, as in --by province,year --wide, without --json"
        )
    tab = engine.count(names, check_partners(engine, make_query(given_options(options) | {"q": query})))
    if as_json:
        put_json(cross_tab_json(tab))
        return
    _tell(tab.notices)
    say(f"note: {tab.total} {tab.unit}; provinces as of {tab.basis}, role {tab.role}")
    click.echo(wide_csv(tab) if wide else cross_tab_csv(tab), nl=False)

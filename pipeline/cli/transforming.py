"""The command transform: reads stored pages, or says what reading them again would change."""

from typing import TYPE_CHECKING

import click

from pipeline.cli.telling import fail, tell_night
from pipeline.cli.terminal import bars, put_json, put_table
from pipeline.workplace import Workplace
from records.base import to_builtins
from records.errors import KhoTinError

if TYPE_CHECKING:
    from pipeline.differing import Example, SourceDifference


@click.command("transform")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--source", "named", multiple=True, metavar="ID", help="The same as naming it; may be given several times."
)
@click.option("--force", is_flag=True, help="Read again what was read by other code or rules.")
@click.option("--diff", is_flag=True, help="Only say what would change, field by field with examples; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def transform_command(sources: tuple[str, ...], named: tuple[str, ...], force: bool, diff: bool, as_json: bool) -> None:
    """Read the stored pages that have not been read; never asks a portal.

    \b
    Example:  khotin transform --force --source da-nang --diff
    """
    place = Workplace()
    from pipeline.status import stored_sources  # noqa: PLC0415

    with place.ledger.read() as connection:
        stored = stored_sources(connection)
    chosen = tuple(dict.fromkeys((*sources, *named)))
    for name in chosen:
        if name not in stored:
            place.registry.source(name)
    if diff:
        _tell_differences(place, chosen or stored, force=force, as_json=as_json)
        return
    from pipeline.night import NightReport, SourceNight, transform_into  # noqa: PLC0415

    results = [SourceNight(name) for name in chosen or stored]
    with bars() as progress:
        transform_into(place, results, force=force, progress=progress)
    tell_night(NightReport(sources=results), as_json)


def _tell_differences(place: Workplace, names: tuple[str, ...], *, force: bool, as_json: bool) -> None:
    """What would change of each source; one that can't be compared is named at the end, and the others go on."""
    from pipeline.differing import differences  # noqa: PLC0415

    found, failures = [], []
    with bars() as progress:
        for name in names:

            def shown(done: int, total: int, name: str = name) -> None:
                progress("compare", name, done, total)

            try:
                found.append(
                    differences(place.settings, place.ledger, place.registry, name, force=force, progress=shown)
                )
            except KhoTinError as exc:
                failures.append(f"{name}: {exc}")
    if as_json:
        put_json({"sources": to_builtins(found), "failures": failures})
    else:
        for difference in found:
            _tell(difference, force=force)
    fail(failures)


def _tell(found: "SourceDifference", *, force: bool) -> None:
    """One source: what would change in how many articles, then three examples of each."""
    if not found.pages:
        again = "" if force else "; --force compares what other code or rules read as well"
        click.echo(f"{found.source}: no page would be read{again}")
        return
    unread = f" ({found.unread} of them for the first time)" if found.unread else ""
    click.echo(
        f"{found.source}: {found.pages} pages would be read{unread}: {found.changed} articles would change, "
        f"{found.appearing} appear, {found.disappearing} disappear; nothing was changed"
    )
    if found.fields:
        put_table(("field", "articles"), [(f.field, f.articles) for f in found.fields], right=("articles",))
    for field in found.fields:
        _tell_examples(field.field, field.examples)
    _tell_examples("would appear", found.appear)
    _tell_examples("would disappear", found.disappear)


def _tell_examples(what: str, examples: "tuple[Example, ...]") -> None:
    for example in examples:
        click.echo(f"{what}: {example.url}\n    now:  {example.before or '-'}\n    then: {example.after or '-'}")

"""Which sources a run is over, and how many requests each may be asked."""

from datetime import date

from pipeline import clock
from pipeline.cli.terminal import say
from pipeline.workplace import Workplace
from records.errors import WindowError
from records.source import Source

_NAMED_BUDGET = 5000


def chosen_tonight(
    place: Workplace, names: tuple[str, ...], budget: int | None, night: date | None
) -> tuple[list[Source], dict[str, int]]:
    """The sources to crawl, and the budget of each. Without names, those whose window is open; the others are named.

    Raises WindowError where none may be asked now.
    """
    if names:
        chosen = place.chosen(names)
        return chosen, {source.id: budget or _NAMED_BUDGET for source in chosen}
    from pipeline.windows import tonight  # noqa: PLC0415

    _name_others(place)
    enabled, now = place.chosen(names), clock.now()
    with place.ledger.read() as connection:
        found = tonight(connection, enabled, now=now, night=night or now.date(), budget=budget)
    if not found.sources:
        raise WindowError(
            f"no source may be asked now: {', '.join(found.passed)}; `khotin run ID` does not wait for the window"
        )
    if found.passed:
        say(f"passed over: {', '.join(found.passed)}")
    return found.sources, found.budgets


def _name_others(place: Workplace) -> None:
    """One line of how many sources are registered and not crawled; there may be hundreds."""
    others = [source.verified_on for source in place.registry.sources.values() if not source.enabled]
    never = sum(day is None for day in others)
    if others:
        say(f"not crawled: {len(others)} disabled, {never} of them never verified (`khotin sources list` names them)")

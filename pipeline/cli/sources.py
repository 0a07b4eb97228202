"""The commands sources list, show, enable, disable, probe, check."""

import sys
from typing import Any

import click

from pipeline import clock
from pipeline.cli.terminal import put_json, put_table, say
from pipeline.switches import switch
from pipeline.workplace import Workplace
from records.base import to_builtins
from records.errors import LockError, UsageError


@click.group("sources")
def sources_command() -> None:
    """The registry: which portals there are, how to read them, what a new one is.

    \b
    Example:  khotin sources list
    """


@sources_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def list_sources(as_json: bool) -> None:
    """All sources, a line each.

    \b
    Example:  khotin sources list --json
    """
    registry = Workplace().registry
    found = [registry.sources[name] for name in sorted(registry.sources)]
    if as_json:
        put_json([to_builtins(source) for source in found])
        return
    state = {True: "enabled", False: "disabled"}
    rows = [(s.id, s.name, s.platform or "unknown", state[s.enabled], s.verified_on or "never", s.home) for s in found]
    put_table(("id", "name", "platform", "state", "verified", "home"), rows)
    if registry.closed:
        click.echo(f"and {len(registry.closed)} portals that closed or moved")
    for fault in registry.faults.values():
        say(f"left out: {fault}")


@sources_command.command("show")
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def show_source(source: str, as_json: bool) -> None:
    """One source: what its YAML says, and the file it is in.

    \b
    Example:  khotin sources show da-nang
    """
    registry = Workplace().registry
    found: dict[str, Any] = to_builtins(registry.source(source)) | {"file": registry.files.get(f"source:{source}", "")}
    if as_json:
        put_json(found)
        return
    for name, value in found.items():
        if value not in (None, "", [], {}):
            click.echo(f"{name + ':':18}{value}")


def _switch(source: str, *, enabled: bool) -> None:
    place = Workplace()
    found = place.registry.source(source)
    place.settings.folders.ready()
    switch(place.settings.folders, found.id, enabled=enabled, now=clock.now())
    say(f"{found.id} is {'enabled' if enabled else 'disabled'} in {place.settings.folders.root}")


@sources_command.command("enable")
@click.argument("source")
def enable_source(source: str) -> None:
    """Crawl a source from now on.

    \b
    Example:  khotin sources enable da-nang
    """
    _switch(source, enabled=True)


@sources_command.command("disable")
@click.argument("source")
def disable_source(source: str) -> None:
    """Crawl a source no more; what is stored stays.

    \b
    Example:  khotin sources disable da-nang
    """
    _switch(source, enabled=False)


@sources_command.command("probe", short_help="Find out what a site is and how to read it.")
@click.argument("url")
@click.option("--write", is_flag=True, help="Write a source YAML into the first KHOTIN_SOURCES folder, enabled.")
@click.option("--learn", is_flag=True, help="Leave known platforms aside and learn the rules from its pages.")
@click.option("--allow-private", is_flag=True, help="It is on a private network or this machine; asks without delay.")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def probe_source(url: str, write: bool, learn: bool, allow_private: bool, as_json: bool) -> None:
    """Find out what a site is and how to read it: robots.txt, feeds, sitemaps, listings, platform, a dozen pages tried. It
    asks for some 30 pages, politely: a minute or so. Without --write nothing is kept.

    \b
    Example:  KHOTIN_SOURCES=my-sources khotin sources probe https://nghean.gov.vn --write
    """
    from pipeline.cli.probing import report_json, show  # noqa: PLC0415
    from pipeline.probe import must_be_new, probe  # noqa: PLC0415

    place = Workplace()
    if write and not place.settings.source_folders:
        raise UsageError("--write needs a folder: set KHOTIN_SOURCES to one, as in KHOTIN_SOURCES=my-sources")
    if write:
        must_be_new(place, url, place.settings.source_folders[0])
        place.settings.source_folders[0].mkdir(parents=True, exist_ok=True)
    found = probe(place, url, learn=learn, allow_private=allow_private, progress=say)
    written = found.write(place.settings.source_folders[0]) if write and found.source else None
    if as_json:
        put_json(report_json(found, written))
    else:
        show(found, written)
    if not found.facts.home_page.is_read or (write and not written):
        sys.exit(1)


@sources_command.command("check", short_help="Try sources anew: what changed, which rules broke.")
@click.argument("sources", nargs=-1)
@click.option("--accept", is_flag=True, help="Take the new rules of a source whose rules broke; the old ones are kept.")
@click.option("--json", "as_json", is_flag=True, help="Put only JSON on stdout.")
def check_sources(sources: tuple[str, ...], accept: bool, as_json: bool) -> None:
    """Ask portals of the registry for a dozen pages (without names: those enabled) and say what changed since they were
    last tried; one never tried before that reads well is written into the first KHOTIN_SOURCES folder, enabled.

    \b
    Example:  KHOTIN_SOURCES=my-sources khotin sources check nghe-an
    """
    from pipeline.check import check  # noqa: PLC0415
    from pipeline.cli.probing import checked_json, show_checked  # noqa: PLC0415

    place = Workplace()
    chosen = [place.registry.source(name) for name in dict.fromkeys(sources)] if sources else place.chosen(())
    done, failed = [], False
    for source in chosen:
        try:
            found = check(place, source, accept=accept, progress=say)
        except (UsageError, LockError) as exc:
            if len(chosen) == 1:
                raise
            say(f"{source.id}: {exc}")
            failed = True
            continue
        done.append(found)
        if not as_json:
            show_checked(found)
    if as_json:
        put_json([checked_json(found) for found in done])
    if failed or not all(found.is_reached for found in done):
        sys.exit(1)

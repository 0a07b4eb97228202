"""What every command works with: settings, registry with the operator's switches, and the ledger; opened when needed."""

from functools import cached_property
from typing import TYPE_CHECKING

import click
import msgspec

from pipeline.distrust import distrusting, read_distrust
from pipeline.settings import Settings, load_settings
from pipeline.switches import read_switches, switched
from records.errors import HomeError, UsageError
from records.platform import Platform
from records.source import Source
from sources.homes import Homes
from sources.registry import Registry, load_registry

# The ledger's and the parser's libraries are imported where they are used: `khotin search` needs neither.
if TYPE_CHECKING:
    from pipeline.ledger import Ledger


class Workplace:
    """Settings, registry and ledger of one command."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or load_settings()

    @cached_property
    def registry(self) -> Registry:
        """All sources and platforms, as the operator switched them; files that are wrong are left out (`faults`)."""
        from transforms.extract.selecting import check_selector  # noqa: PLC0415

        registry = load_registry(self.settings.source_folders, check_selector=check_selector, tolerant=True)
        sources = switched(registry.sources, read_switches(self.settings.folders))
        sources = distrusting(sources, read_distrust(self.settings.folders))
        return msgspec.structs.replace(registry, sources=sources)

    def reload(self) -> None:
        """Has the registry read anew when it is next asked for: files of this run have changed it."""
        self.__dict__.pop("registry", None)
        self.__dict__.pop("homes", None)

    @cached_property
    def homes(self) -> Homes:
        """Which source an address belongs to."""
        return Homes(self.registry.sources.values())

    @cached_property
    def ledger(self) -> "Ledger":
        """The ledger of a home that can be written. Raises HomeError."""
        self.settings.folders.ready()
        return self._opened

    @cached_property
    def _opened(self) -> "Ledger":
        from pipeline.ledger import open_ledger  # noqa: PLC0415

        ledger = open_ledger(self.settings.ledger_url)
        if context := click.get_current_context(silent=True):
            context.call_on_close(ledger.close)
        return ledger

    @cached_property
    def ledger_to_read(self) -> "Ledger":
        """The ledger for a command that only looks: where the home can't be written, or its disk is full, it is opened
        for reading alone (`writable` says so). Raises HomeError where there is none, or it can't be read."""
        from pipeline.ledger import open_to_read  # noqa: PLC0415

        if self.settings.database_url:  # nothing of it lies in the home, which may be read-only then
            return self._opened

        try:
            return self.ledger
        except HomeError:
            if not self.settings.folders.ledger.is_file():
                raise
            return open_to_read(self.settings.folders.ledger)

    def platform_of(self, source: Source) -> Platform | None:
        """The platform of a source, if it has one."""
        return self.registry.platform_of(source)

    def chosen(self, names: tuple[str, ...]) -> list[Source]:
        """The sources named, or without names those enabled. Raises UsageError for a disabled one, or if there is none."""
        if not names:
            enabled = list(self.registry.enabled())
            if not enabled:
                wrong = "".join(f"; left out, it is wrong: {fault}" for fault in self.registry.faults.values())
                raise UsageError(
                    "no source is enabled: `khotin sources list` shows them, `khotin sources enable ID` switches one on, "
                    "`khotin sources probe URL --write` adds a new one" + wrong
                )
            return enabled
        found = [self.registry.source(name) for name in dict.fromkeys(names)]
        for source in found:
            if not source.enabled:
                raise UsageError(f"{source.id} is disabled: switch it on with `khotin sources enable {source.id}`")
        return found

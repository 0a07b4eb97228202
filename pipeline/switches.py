"""Which sources the operator switched on or off: kept in KHOTIN_HOME, over what the YAMLs say."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
import yaml

from pipeline.files import written_whole
from pipeline.home import Home
from records.base import Record, from_builtins, to_builtins
from records.errors import HomeError, RegistryError
from records.source import Source

_NAME = "switches.yaml"


class Switch(Record, frozen=True):
    """One source switched by hand, and when."""

    enabled: bool
    at: datetime


def read_switches(home: Home) -> dict[str, Switch]:
    """All switches by source id; raises RegistryError or HomeError naming the file where it can't
    be understood or read."""
    path = home.root / _NAME
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as exc:
        raise HomeError(f"{path} can't be read ({exc.strerror}): mend its permissions") from exc
    except yaml.YAMLError as exc:
        why = " ".join(str(exc).split())
        raise RegistryError(f"{path}: not YAML ({why}); mend it, or remove it to go by the sources' own files") from exc
    try:
        return from_builtins(raw or {}, dict[str, Switch])
    except msgspec.ValidationError as exc:
        raise RegistryError(f"{path}: {exc}; mend it, or remove it to go by the sources' own files") from exc


def switch(home: Home, source_id: str, *, enabled: bool, now: datetime) -> None:
    """Switches one source on or off."""
    switches = read_switches(home) | {source_id: Switch(enabled=enabled, at=now)}
    with written_whole(home.root / _NAME) as file:
        file.write(yaml.safe_dump(to_builtins(switches), sort_keys=True).encode())


def switched(sources: Mapping[str, Source], switches: Mapping[str, Switch]) -> dict[str, Source]:
    """The sources as the operator left them."""
    return {
        known: msgspec.structs.replace(source, enabled=switches[known].enabled) if known in switches else source
        for known, source in sources.items()
    }

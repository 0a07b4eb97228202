"""Fields of a source whose rules broke: kept in KHOTIN_HOME until new rules are accepted or the old ones read again."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec
import yaml

from pipeline.files import written_whole
from pipeline.home import Home
from records.base import Record, from_builtins, to_builtins
from records.errors import HomeError, RegistryError
from records.platform import FieldName
from records.source import Source


class Distrust(Record, frozen=True):
    """Which fields of pages fetched since a moment are read by the next way, and why."""

    fields: tuple[FieldName, ...]
    since: datetime
    why: str = ""


def distrust_path(home: Home, source_id: str) -> Path:
    """Where it is kept that a source's rules broke: a file a source, so that no two runs write the same."""
    return home.rules / "distrusted" / f"{source_id}.yaml"


def read_distrust(home: Home) -> dict[str, Distrust]:
    """What is distrusted by source id; raises RegistryError or HomeError naming the file that can't be used."""
    found = {}
    for path in sorted((home.rules / "distrusted").glob("*.yaml")):
        way_out = f"mend it, or remove it to trust the rules of {path.stem} again"
        try:
            found[path.stem] = from_builtins(yaml.safe_load(path.read_text("utf-8")), Distrust)
        except FileNotFoundError:  # lifted this moment by another run
            continue
        except OSError as exc:
            raise HomeError(f"{path} can't be read ({exc.strerror}): {way_out}") from exc
        except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as exc:
            raise RegistryError(f"{path}: {' '.join(str(exc).split())}; {way_out}") from exc
    return found


def keep_distrust(home: Home, source_id: str, distrust: Distrust) -> None:
    """Keeps what is distrusted of a source from now on."""
    with written_whole(distrust_path(home, source_id)) as file:
        file.write(yaml.safe_dump(to_builtins(distrust), sort_keys=True, allow_unicode=True).encode())


def lift_distrust(home: Home, source_id: str) -> None:
    """Trusts all rules of a source again."""
    distrust_path(home, source_id).unlink(missing_ok=True)


def distrusting(sources: Mapping[str, Source], found: Mapping[str, Distrust]) -> dict[str, Source]:
    """The sources with what is distrusted of them."""
    return {
        known: msgspec.structs.replace(source, distrusted=told.fields, distrusted_since=told.since)
        if (told := found.get(known))
        else source
        for known, source in sources.items()
    }


def trusted(source: Source) -> Source:
    """The source as its files say it, with all of its rules trusted."""
    return msgspec.structs.replace(source, distrusted=(), distrusted_since=None)

"""Writes one source as a short YAML that a person can read and correct: only what departs from the defaults."""

import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import yaml

from records.base import to_builtins
from records.errors import RegistryError
from records.source import Source

# Left bare, these would be read as a number, a time or a truth value by some YAML reader.
_QUOTED = re.compile(r"[\d.+-].*|(?i:yes|no|on|off|true|false|null|y|n|~)?", re.DOTALL)


class _Dumper(yaml.SafeDumper):
    """Block style, lists indented under their key, codes and times quoted."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = '"' if _QUOTED.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def source_yaml(source: Source, comments: Sequence[str] = ()) -> str:
    """The YAML of a source: comment lines on top, then id, name, home and every key that is not at its default."""
    value = {key: _short(v) for key, v in _departures(source).items()}
    host = urlsplit(source.home)
    base = f"{host.scheme}://{host.netloc}"
    for key in ("feeds", "sitemaps"):
        if key in value:
            value[key] = [_relative(url, base) for url in value[key]]
    for listing in value.get("listings", ()):
        listing["url"] = _relative(listing["url"], base)
    head = "".join(f"# {line}".rstrip() + "\n" for comment in comments for line in comment.split("\n"))
    body = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    return head + body


def write_source(source: Source, folder: Path, *, comments: Sequence[str] = (), replace: bool = False) -> Path:
    """Writes `<folder>/<id>.yaml` (the folder is made where it is missing) and returns its path.

    Raises RegistryError where the file exists and `replace` is not set, or can't be written.
    """
    path = folder / f"{source.id}.yaml"
    if path.exists() and not replace:
        raise RegistryError(f"{path}: exists already; remove it, or correct it by hand")
    return _write_whole(path, source_yaml(source, comments))


def write_verified(path: Path, on: date) -> Path:
    """Says in a source's YAML that it was tried on a day; every other line, comments too, stays as it is.

    Raises RegistryError where the file can't be read or written.
    """
    try:
        lines = path.read_text("utf-8").splitlines(keepends=True)
    except OSError as exc:
        raise RegistryError(f"{path}: can't be read: {exc.strerror}") from exc
    kept = [line if line.endswith("\n") else f"{line}\n" for line in lines if not line.startswith("verified_on:")]
    return _write_whole(path, "".join([*kept, f'verified_on: "{on}"\n']))


def _write_whole(path: Path, text: str) -> Path:
    beside = path.with_suffix(".yaml.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, "utf-8")
        os.replace(beside, path)  # noqa: PTH105 - renames over an old file on every system
    except OSError as exc:
        raise RegistryError(f"{path}: can't be written: {exc.strerror}") from exc
    return path


def _departures(record: msgspec.Struct) -> dict[str, Any]:
    """The keys of a record whose value is not the default, those without a default always; in the record's order."""
    kept = {}
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        if field.default is not msgspec.NODEFAULT:
            default: Any = field.default
        elif field.default_factory is not msgspec.NODEFAULT:
            default = field.default_factory()
        else:
            default = msgspec.NODEFAULT
        if value != default:
            kept[field.name] = value
    return kept


def _short(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return {key: _short(v) for key, v in _departures(value).items()}
    if isinstance(value, dict):
        return {key: _short(v) for key, v in value.items()}
    if isinstance(value, tuple | list):
        return [_short(v) for v in value]
    return to_builtins(value)


def _relative(url: str, base: str) -> str:
    return url.removeprefix(base) if url.startswith(base + "/") else url

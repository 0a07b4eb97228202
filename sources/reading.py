"""Reads one YAML of the registry into a record, or says which file, key and value is wrong and the way out."""

import difflib
import re
import types
from collections.abc import Hashable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
import yaml

from records.base import Record
from records.errors import RegistryError

R = TypeVar("R", bound=Record)
# msgspec says "Expected `str | null`, got `int` - at `$.listings[0].url`".
_EXPECTED = re.compile(r"Expected `(?P<expected>[^`]*)`, got `(?P<got>[^`]*)`(?: - at `\$\.?(?P<path>[^`]*)`)?")
_NO_TIME = re.compile(r"Invalid RFC3339 encoded (?P<what>\w+)(?: - at `\$\.?(?P<path>[^`]*)`)?")
_MISSING = re.compile(r"missing required field `(?P<key>[^`]*)`(?: - at `\$\.?(?P<path>[^`]*)`)?")


if TYPE_CHECKING:
    from yaml import SafeLoader as _Loader
else:
    # libyaml's is many times as fast, where PyYAML was built with it: every task of a night reads the whole registry.
    _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):
    """YAML in which a key written twice is an error: the second would silently win. A day that is in no calendar stays
    text, for whoever knows its key to refuse."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise yaml.constructor.ConstructorError(
                    None, None, f"a key that is no word: {key!r}", key_node.start_mark
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} is written twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, KeyError) as exc:  # PyYAML lets these through: 2023-13-26, !!int x, !!bool x
            if node.tag.endswith(":timestamp"):
                return node.value
            kind = node.tag.rpartition(":")[2]
            raise yaml.constructor.ConstructorError(
                None, None, f"{node.value!r} can't be read as {kind}", node.start_mark
            ) from exc


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping a YAML file holds; raises RegistryError where it is no YAML, or no mapping."""
    try:
        # The loader is a SafeLoader: it builds plain values only.
        value = yaml.load(path.read_text("utf-8"), Loader=_StrictLoader)  # noqa: S506 (a SafeLoader, made stricter)
    except yaml.YAMLError as exc:
        where = getattr(exc, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        raise RegistryError(f"{path}{line}: not YAML: {getattr(exc, 'problem', None) or exc}") from exc
    except UnicodeDecodeError as exc:
        raise RegistryError(f"{path}: not UTF-8 (byte {exc.start}); save it as UTF-8") from exc
    except OSError as exc:
        raise RegistryError(f"{path}: can't be read: {exc.strerror}") from exc
    if not isinstance(value, dict):
        raise RegistryError(f"{path}: holds {_shape(value)} where keys and values are expected (id: …, home: …)")
    return value


def to_record(value: dict[str, Any], as_type: type[R], path: Path) -> R:
    """The record that a YAML's mapping describes; RegistryError names an unknown or missing key, or a wrong value."""
    _check_keys(value, as_type, path, "")
    try:
        return msgspec.convert(value, as_type)
    except msgspec.ValidationError as exc:
        raise RegistryError(f"{path}: {_explain(str(exc), value)}") from exc


def suggest(word: str, known: Iterable[str], *, most: int = 40) -> str:
    """ "did you mean 'nukeviet'? known: …" for a word that is not among the known ones."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(repr(n) for n in near)}? " if near else ""
    return f"{hint}known: {', '.join(names[:most])}{', …' if len(names) > most else ''}"


def _check_keys(value: object, as_type: Any, path: Path, at: str) -> None:
    """Unknown keys fail with what was probably meant, at any depth."""
    for alternative in _alternatives(as_type):
        origin, args = get_origin(alternative), get_args(alternative)
        if isinstance(value, dict) and isinstance(alternative, type) and issubclass(alternative, Record):
            hints = _hints(alternative)
            for key, inner in value.items():
                if key not in hints:
                    raise RegistryError(f"{path}: unknown key '{at}{key}'; {suggest(str(key), hints)}")
                _check_keys(inner, hints[key], path, f"{at}{key}.")
        elif origin is dict and isinstance(value, dict):
            names = _literals(args[0])
            for key, inner in value.items():
                if names and key not in names:
                    raise RegistryError(f"{path}: unknown key '{at}{key}'; {suggest(str(key), names)}")
                _check_keys(inner, args[1], path, f"{at}{key}.")
        elif origin is tuple and isinstance(value, list):
            for number, inner in enumerate(value):
                _check_keys(inner, args[0], path, f"{at.rstrip('.')}[{number}].")


@cache
def _hints(record: type[Record]) -> dict[str, Any]:
    return get_type_hints(record)


def _alternatives(as_type: Any) -> tuple[Any, ...]:
    return get_args(as_type) if get_origin(as_type) in (Union, types.UnionType) else (as_type,)


def _literals(as_type: Any) -> tuple[str, ...]:
    return tuple(a for a in get_args(as_type) if isinstance(a, str))


def _explain(message: str, value: dict[str, Any]) -> str:
    if missing := _MISSING.search(message):
        at = f"{missing['path']}." if missing["path"] else ""
        return f"key '{at}{missing['key']}' is missing"
    if expected := _EXPECTED.search(message):
        key, got = expected["path"] or "", _value_at(value, expected["path"] or "")
        hint = ""
        if expected["expected"].startswith("str") and isinstance(got, int | float | bool):
            hint = f'; codes and numbers must be quoted, as in {key.split(".")[-1]}: "34:40"'
        elif expected["expected"] == "array" and isinstance(got, str):
            hint = f"; write a list: [{got}]"
        return f"key '{key}': {got!r} is {_shape(got)}, expected {expected['expected']}{hint}"
    if no_time := _NO_TIME.search(message):
        key, got = no_time["path"] or "", _value_at(value, no_time["path"] or "")
        form = "year-month-day, as in 2023-03-26"
        if no_time["what"] != "date":
            form = "it with its time and zone, as in 2023-03-26T08:30:00+07:00"
        return f"key '{key}': {str(got)!r} is no {no_time['what']}; write {form}"
    return message.replace("`$.", "`")


def _value_at(value: Any, dotted: str) -> Any:
    for part in re.findall(r"[^.\[\]]+", dotted):
        if isinstance(value, list) and part.isdigit():
            value = value[int(part)]
        elif isinstance(value, dict):
            value = value.get(part)
    return value


def _shape(value: object) -> str:
    names = {dict: "a mapping", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return "nothing" if value is None else names.get(type(value), type(value).__name__)

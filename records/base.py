"""What all records share: frozen keyword-only structs, and the one way to and from JSON."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen, keyword-only value; unknown keys fail when it is read."""


def encode(record: object) -> bytes:
    """One line of JSON, keys in the order of the record, so that equal records give equal bytes."""
    return msgspec.json.encode(record)


def decode(raw: bytes | str, as_type: type[T]) -> T:
    """The record a line of JSON holds; raises msgspec.ValidationError naming the key."""
    return msgspec.json.decode(raw, type=as_type)


def to_builtins(record: object) -> Any:
    """The record as dicts, lists and strings, as JSON would hold it."""
    return msgspec.to_builtins(record)


def from_builtins(value: object, as_type: type[T]) -> T:
    """The record that dicts, lists and strings describe; raises msgspec.ValidationError naming the key."""
    return msgspec.convert(value, as_type)

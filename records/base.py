"""What all records share: frozen keyword-only structs, and the one way to and from JSON."""

import threading
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_DECODERS: dict[type, msgspec.json.Decoder[Any]] = {}
_BUILDING = threading.Lock()


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen, keyword-only value; unknown keys fail when it is read."""


def encode(record: object) -> bytes:
    """One line of JSON, keys in the order of the record, so that equal records give equal bytes."""
    return msgspec.json.encode(record)


def decode(raw: bytes | str, as_type: type[T]) -> T:
    """The record a line of JSON holds; raises msgspec.ValidationError naming the key."""
    found: T = _decoder(as_type).decode(raw)
    return found


def to_builtins(record: object) -> Any:
    """The record as dicts, lists and strings, as JSON would hold it."""
    return msgspec.to_builtins(record)


def from_builtins(value: object, as_type: type[T]) -> T:
    """The record that dicts, lists and strings describe; raises msgspec.ValidationError naming the key."""
    _decoder(as_type)
    return msgspec.convert(value, as_type)


def _decoder(as_type: type[T]) -> "msgspec.json.Decoder[T]":
    """Made once. msgspec learns a type when it first meets it, and a thread that meets it halfway brings the process
    down: one thread at a time may let it learn."""
    found = _DECODERS.get(as_type)
    if found is None:
        with _BUILDING:
            found = _DECODERS.setdefault(as_type, msgspec.json.Decoder(as_type))
    return found

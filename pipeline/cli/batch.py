"""JSON lines in, JSON lines out, one for one and in order: a line that can't be answered is named, the others go on."""

import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

import msgspec

from pipeline.cli.terminal import put_json, say
from records.errors import KhoTinError

Row = dict[str, Any]


def answer_lines(
    file: BinaryIO, answer: Callable[[Row], Any], refused: Callable[[Mapping[str, Any], str], Any]
) -> None:
    """Puts what `answer` makes of each line's object; empty lines are passed over.

    For a line that is no JSON object, or that `answer` raises for, it puts what `refused` makes of the object (empty
    where there is none) and the reason, and names the line on stderr; the command then ends with 1, after the last line.
    """
    failed = False
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        row: Row = {}
        try:
            row = _object(line)
            shaped = answer(row)
        except BrokenPipeError:
            raise
        except Exception as exc:  # noqa: BLE001 - to lines what the transform step is to pages: one must not stop the rest
            failed = True
            why = _told(exc)
            say(f"line {number} of the input: {why}")
            shaped = refused(row, why)
        put_json(shaped)
    if failed:
        sys.exit(1)


def _object(line: bytes) -> Row:
    try:
        row = msgspec.json.decode(line)
    except msgspec.DecodeError as exc:
        raise ValueError(f"not JSON: {exc}") from exc
    if not isinstance(row, dict):
        raise ValueError(f"expected an object, got {type(row).__name__}")
    return row


def _told(exc: Exception) -> str:
    """What is wrong, with the kind of error where it is not one of ours."""
    if isinstance(exc, OSError) and exc.filename:
        return f"{exc.filename}: {exc.strerror}"
    return str(exc) if isinstance(exc, KhoTinError | ValueError) else f"{type(exc).__name__}: {exc}"

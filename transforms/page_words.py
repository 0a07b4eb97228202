"""The words that pages print around an article, compiled from page_words.yaml."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

from records.yaml_text import read_yaml

_COUNT = re.compile(r"\s*\(\d+\)$")  # "Bình luận (0)"


@cache
def _raw() -> dict[str, Any]:
    raw = read_yaml(files("transforms").joinpath("page_words.yaml").read_text("utf-8"))
    return dict(raw)


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The words of a list that holds no patterns."""
    return tuple(_raw()[name])


@cache
def whole_line(*names: str) -> re.Pattern[str]:
    """A pattern that matches a whole line of one of the named lists, whatever its case; a final colon, stop or bar may
    follow."""
    parts = [p for name in names for p in _raw()[name]]
    return re.compile(rf"(?:{'|'.join(f'(?:{p})' for p in parts)})\s*[:.|…]*", re.I)


@cache
def line_start(name: str) -> re.Pattern[str]:
    """A pattern for the label at the start of a line, with the colon after it."""
    return re.compile(rf"\s*(?:{'|'.join(f'(?:{p})' for p in _raw()[name])})\s*:\s*", re.I)


def without_label(line: str, name: str) -> str:
    """A line without the label of the list that it begins with."""
    found = line_start(name).match(line)
    return line[found.end() :] if found else line


@cache
def alone(name: str) -> re.Pattern[str]:
    """A pattern for a label that stands in a line of its own, with or without its colon."""
    return re.compile(
        rf"\s*(?:{'|'.join(f'(?:{p})' for p in (*_raw()[name], *_raw()[f'{name}_alone']))})\s*:?\s*", re.I
    )


@cache
def anywhere(name: str) -> re.Pattern[str]:
    """A pattern for a word of the list standing anywhere, with no letter right before or after it."""
    value = _raw()[name]
    parts = value if isinstance(value, list) else [value]
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{p})' for p in parts)})(?!\w)", re.I)


@cache
def at_start(name: str) -> re.Pattern[str]:
    """A pattern for an expression of the list that begins a line."""
    value = _raw()[name]
    parts = value if isinstance(value, list) else [value]
    return re.compile(rf"(?:{'|'.join(f'(?:{p})' for p in parts)})", re.I)


def is_noise(line: str) -> bool:
    """Whether a line is no text: a share bar, a rating, a counter, a browser's notice."""
    if len(line) > 160:
        return False
    line = line.strip()
    if whole_line("noise").fullmatch(line) or _is_browser_notice(line):
        return True
    # Several of them in a row: "In trang | Quay lại".
    return " | " in line and all(
        whole_line("noise").fullmatch(part) or _is_browser_notice(part) for part in line.split(" | ")
    )


def _is_browser_notice(line: str) -> bool:
    lowered = line.lower()
    return any(map(lowered.__contains__, words_of("browser_words"))) and (
        whole_line("browser_notices").fullmatch(line) is not None
    )


def ends_article(line: str) -> bool:
    """Whether a line opens what follows an article: other articles, comments."""
    line = line.strip()
    if line.endswith(")"):  # to look for a count through whole paragraphs takes longer than all else
        line = _COUNT.sub("", line)
    if len(line) > 60:
        return False
    return whole_line("ends_article", "may_end_article").fullmatch(line) is not None


def may_end_article(line: str) -> bool:
    """Whether a line that opens what follows an article may as well head a chapter of its text: "Ý kiến"."""
    return len(line) <= 60 and whole_line("may_end_article").fullmatch(line.strip()) is not None


def is_among_comments(line: str) -> bool:
    """Whether a line stands with readers' comments: "Trả lời", "3 ngày trước", a field of the form."""
    return len(line) <= 80 and whole_line("among_comments").fullmatch(line.strip()) is not None


def is_imprint(line: str) -> bool:
    """Whether a line could be of a portal's imprint: who runs it, where, by which licence."""
    return len(line) <= 240 and whole_line("imprint").fullmatch(line.strip()) is not None


def points_elsewhere(line: str) -> bool:
    """Whether a line only points to another article: "Đọc thêm: …"."""
    return len(line) <= 240 and whole_line("points_elsewhere").fullmatch(line.strip()) is not None

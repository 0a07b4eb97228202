"""Knows what a page tells beside an article in labels and values, "Tác giả", "Lượt xem", and keeps it out of the text."""

import re
from collections.abc import Sequence
from itertools import takewhile

from transforms.byline_stamps import without_stamp
from transforms.bylines import are_people, is_agency
from transforms.extract.block import Block
from transforms.extract.letters import letters_of
from transforms.page_words import alone, is_noise, line_start, whole_line

_LONGEST_LABELLED = 100  # characters of a line of a label and its value
_LONGEST_VALUE = 60  # characters of what stands behind a label
_PAIR = 2  # cells of a row of a label and its value
_PUBLISHER = re.compile(r"(?:báo|tạp chí|đài|cổng|trang|ttxvn|thông tấn)\b", re.I)


def without_values(lines: Sequence[str], shown: Sequence[Block]) -> list[str]:
    """The lines less what stands at their end of a list of labels and values ("Tác giả", "Lượt xem"), whole or without
    the labels."""
    sheet = [b for b in shown if len(b.pieces) > 1 and len(b.text) <= _LONGEST_LABELLED and is_label(b.pieces[0])]
    values = {letters_of(text) for b in sheet for text in (b.text, *b.pieces[1:], " ".join(b.pieces[1:]))}
    end = len(lines)
    while end:
        last = lines[end - 1].removeprefix("- ")
        if last.startswith("|"):
            rows = list(takewhile(_is_row, reversed(lines[:end])))
            if not _are_facts(rows):
                break
            end -= len(rows)
        elif letters_of(last) in values or is_noise(last) or _stands_for_value(last):
            end -= 1
        elif end > 1 and _is_labelled_by(lines[end - 2].removeprefix("- "), last):
            end -= 2
        else:
            break
    return list(lines[:end])


def _is_row(line: str) -> bool:
    return line.startswith(("|", "---"))


def _are_facts(rows: Sequence[str]) -> bool:
    """Whether a table holds nothing but what goes with an article, "| Tác giả | Mai Thùy |", or a form's empty fields."""
    parts = [[cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")] for row in rows]
    cells = [row for row in parts if any(cell.strip("-") for cell in row)]
    if any(len(row) != _PAIR for row in cells):
        return False
    sure = sum(bool(value) and _is_fact(label, value) for label, value in cells)
    return all(not value or _is_fact(label, value) or (sure > 1 and _is_sorted(label, value)) for label, value in cells)


def _is_sorted(label: str, value: str) -> bool:
    """Whether a row among facts tells the section, or another of their labels with a short value."""
    return len(value) <= _LONGEST_VALUE and whole_line("value_labels").fullmatch(label) is not None


def _is_fact(label: str, value: str) -> bool:
    if whole_line("value_labels").fullmatch(label):
        return _is_counted(value)
    if alone("byline_labels").fullmatch(label):
        return are_people(value)
    return alone("credit_labels").fullmatch(label) is not None and (
        is_agency(value) or _PUBLISHER.match(value) is not None
    )


def _stands_for_value(line: str) -> bool:
    """Whether a line is nothing but a label, which its value follows in the next: "Tác giả", "Người duyệt:"."""
    return is_label(line) or (line.endswith(":") and whole_line("other_people").fullmatch(line) is not None)


def _is_labelled_by(label: str, value: str) -> bool:
    """Whether a line is the value of the label in the line above. A counter's or a date's without a colon may head a
    chapter: "Thời gian"."""
    if not _stands_for_value(label) or len(value) > _LONGEST_VALUE:
        return False
    return label.endswith(":") or whole_line("value_labels").fullmatch(label) is None or _is_counted(value)


def is_label(text: str) -> bool:
    """Whether a text is nothing but a label of what goes with an article."""
    names = ("byline_labels", "credit_labels")
    return any(alone(name).fullmatch(text) for name in names) or whole_line("value_labels").fullmatch(text) is not None


def last_fact(shown: Sequence[Block], start: int) -> int:
    """The last of the lines right below a title that are labels with their values, each in a line of its own, and the
    buttons among them; the title itself without any: "Ngày đăng", "02/12/2022", "Người viết", "Mai Thùy"."""
    last, number, labels = start, start + 1, 0
    while number < len(shown):
        text = shown[number].text
        if is_label(text):
            labels += 1
            after = shown[number + 1].text if number + 1 < len(shown) else ""
            has_value = 0 < len(after) <= _LONGEST_VALUE and not is_label(after)
            last = number = number + has_value
        elif not (is_noise(text) or (without_stamp(text) == "" and text)):
            break
        number += 1
    return last if labels > 1 else start


def opens_fact(line: str) -> bool:
    """Whether a line begins with the label of an author or a source and its colon, and holds more than that, but of an
    author nothing that is told of him: "Tác giả: Hà An, nhà thơ của vùng cao"."""
    found = next((f for label in ("byline_labels", "credit_labels") if (f := line_start(label).match(line))), None)
    if found is None or found.end() == len(line) or line.endswith((".", "!", "?")):
        return False
    return not goes_on(line)


def goes_on(line: str) -> bool:
    """Whether a line tells more of the author whom its label names: it is of the text, and he did not write that."""
    told = line.partition(", ")[2]
    more = told[:1].islower() and not any(sign.isdigit() or sign == ":" for sign in told)
    return more and line_start("byline_labels").match(line) is not None


def without_facts(blocks: Sequence[Block]) -> list[Block]:
    """The blocks less the labels at their end whose values were read, and counters and dates behind theirs."""
    end = len(blocks)
    while end:
        last = blocks[end - 1].text
        if is_label(last):
            end -= 1
        elif end > 1 and whole_line("value_labels").fullmatch(blocks[end - 2].text) and _is_counted(last):
            end -= 2
        else:
            break
    return list(blocks[:end])


def _is_counted(value: str) -> bool:
    """Whether a value is a date or a number."""
    return without_stamp(value) == "" or value.replace(".", "").isdecimal()

"""Lines that several of the strangers' pages print alike: the day of the week, a source, rows of other articles."""

from datetime import datetime, timedelta
from html import escape

from benchmarks.templates.piece import Piece

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def weekday(at: datetime) -> str:
    """The day of the week as printed."""
    return _DAYS[at.weekday()]


def theo(credit: str, word: str = "Theo") -> str:
    """A source behind the word, unless it brings its own."""
    if not credit or credit.startswith(("Theo ", "theo ", "Nguồn", "(")):
        return credit
    return f"{word} {credit}"


def bracketed(credit: str) -> str:
    """A source in brackets, with those that it has."""
    return credit if not credit or credit.startswith("(") else f"({credit})"


def rows(piece: Piece, row: str, form: str = "%d/%m/%Y", first: int = 0, last: int | None = None) -> str:
    """The articles beside this one, each as a row with its {title}, {address}, another {date}, another {who}, {views}."""
    names = ("Bích Ngọc", "Trần Hậu", "Mai Lan", "Đình Tuấn", "Phạm Hường", "Quốc Khánh", "Thùy Dung")
    lines = []
    for index, (title, address) in list(enumerate(piece.others))[first:last]:
        date = piece.at - timedelta(days=2 * index - 3, minutes=97 * index + 41)
        lines.append(
            row.format(
                title=escape(title),
                address=escape(address),
                date=date.strftime(form),
                who=names[(piece.number + index) % len(names)],
                views=3187 - 211 * index,
            )
        )
    return "\n".join(lines)


_MARKS = (":", ",", ";", "-", "–", "/", "&", "(", ".", " và ")
_SOURCE_LABELS = ("Nguồn tin: ", "Nguồn: ", "Theo ")


def is_plain_name(author: str) -> bool:
    """Whether a byline is one plain name of two words or more, and nothing else."""
    words = author.split()
    if len(words) < 2 or any(mark in author for mark in _MARKS):
        return False
    return all(word[0].isupper() and word[1:].islower() for word in words)


def label_and_source(credit: str) -> tuple[str, str]:
    """The label in front of a source ("Nguồn: " where it brings none of its own) and the source's name."""
    for label in _SOURCE_LABELS:
        if credit.startswith(label):
            return label, credit.removeprefix(label)
    return "Nguồn: ", credit


def half_day(at: datetime) -> str:
    """A stamp of twelve hours as a server in Vietnamese prints it: "05/03/2024 2:07:00 CH"."""
    return f"{at:%d/%m/%Y} {at.hour % 12 or 12}:{at:%M}:00 {'SA' if at.hour < 12 else 'CH'}"

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

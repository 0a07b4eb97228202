"""Ways in which an installation shows who wrote a text and whence it came: in a bar beside the date, in a box behind the
text, typed in its last lines."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

from benchmarks.templates.lines import theo
from benchmarks.templates.piece import Piece, worked

_RIGHT = '<p style="text-align: right;">{}</p>'


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a text is signed: patterns with {} for the name and the source, "" where that is not shown so."""

    name: str
    bar: tuple[str, str] = ("", "")
    boxed: tuple[str, str] = ("", "")
    lines: tuple[str, str] = ("", "")
    source: Callable[[str], str] = str
    signed: Callable[[str], str] = str

    @property
    def in_bar(self) -> bool:
        """Whether anything stands beside the date."""
        return any(self.bar)

    def beside(self, piece: Piece) -> str:
        """What stands beside the date."""
        return " ".join(self._filled(piece, self.bar))

    def box(self, piece: Piece) -> str:
        """What stands behind the text, "" for nothing."""
        found = self._filled(piece, self.boxed)
        return f'<div class="k-sign">{"".join(found)}</div>' if found else ""

    def typed(self, piece: Piece) -> str:
        """The text's last lines."""
        return "\n".join(self._filled(piece, self.lines))

    def _filled(self, piece: Piece, patterns: tuple[str, str]) -> list[str]:
        values = (self.signed(piece.author), self.source(piece.credit))
        return [p.format(escape(v)) for p, v in zip(patterns, values, strict=True) if p and v]


STYLES: tuple[Style, ...] = (
    Style(
        name="bar",
        bar=("<span>Tác giả: <b>{}</b></span>", "<span>Nguồn: {}</span>"),
    ),
    Style(
        name="box",
        boxed=("<div>Tác giả: <strong>{}</strong></div>", "<div>Nguồn tin: {}</div>"),
    ),
    Style(
        name="box of the writer",
        boxed=("<p>Người viết: <b>{}</b></p>", "<p>Nguồn: <b>{}</b></p>"),
    ),
    Style(
        name="source typed",
        boxed=("<div>Tác giả bài viết: {}</div>", ""),
        lines=("", f"{_RIGHT.format('<em>{}</em>')}"),
        source=theo,
    ),
    Style(
        name="typed bold",
        lines=(_RIGHT.format("<strong>{}</strong>"), _RIGHT.format("<em>(Nguồn: {})</em>")),
    ),
    Style(
        name="work typed",
        lines=(_RIGHT.format("<b><i>{}</i></b>"), _RIGHT.format("{}")),
        signed=partial(worked, "Tin, ảnh: "),
        source=theo,
    ),
    Style(
        name="text typed",
        lines=("<div><b>{}</b></div>", "<div><i>Nguồn: {}</i></div>"),
        signed=partial(worked, "Bài và ảnh: "),
    ),
    Style(
        name="name in bar, source typed",
        bar=("<span>Bởi: {}</span>", ""),
        lines=("", _RIGHT.format("Nguồn: {}")),
    ),
    Style(
        name="named in bar",
        bar=('<span class="news-author">{}</span>', '<span class="news-source">Nguồn: {}</span>'),
    ),
    Style(
        name="bare box",
        boxed=('<div style="text-align:right"><b>{}</b></div>', '<div style="text-align:right"><i>{}</i></div>'),
        source=theo,
    ),
    Style(
        name="work in box",
        boxed=("<p><b>{}</b></p>", "<p>Nguồn tin: {}</p>"),
        signed=partial(worked, "Tin, bài: "),
    ),
)

"""What markup says about a piece of a body: hidden, aligned, a table of data."""

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

Attributes = dict[str, str | None]

_HIDDEN = re.compile(r"(?:^|\s)(?:hidden|hide|d-none|sr-only|visually-hidden|screen-reader-text|print-only)(?:\s|$)")
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.I)
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.I)
_ALIGN_CLASS = re.compile(r"\b(?:text-center|aligncenter|text-right|text-end|alignright)\b|-align-(?:center|right)")
_WIDE_CELL = 600  # characters from which a table cell is a layout, not a datum


def is_hidden(attributes: Attributes) -> bool:
    """Whether an element is not shown; menus for readers of screens count as hidden too."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if style and "none" in style and _NO_DISPLAY.search(style):
        return True
    classes = attributes.get("class")
    return bool(classes and _hides(classes))


@lru_cache(maxsize=4096)
def _hides(classes: str) -> bool:
    """Pages of a site share their classes: a pattern is tried on each once."""
    return _HIDDEN.search(classes) is not None


def alignment(attributes: Attributes) -> str:
    """ "center", "right", "left" (a new alignment that is neither) or "" (that of what is around)."""
    if not attributes:
        return ""
    return _aligned(attributes.get("style") or "", attributes.get("align") or "", attributes.get("class") or "")


@lru_cache(maxsize=4096)
def _aligned(style: str, align: str, classes: str) -> str:
    set_in = align.lower() or ((found := _ALIGN.search(style)) and found[1].lower())
    if set_in:
        return {"center": "center", "right": "right", "end": "right"}.get(set_in, "left")
    named = _ALIGN_CLASS.search(classes)
    if named:
        return "center" if "center" in named[0] else "right"
    return ""


def is_data(table: LexborNode) -> bool:
    """Whether a table holds data (rows of cells) and not a picture with its caption, or a page's layout."""
    if table.css_first("img") is not None or table.css_first("table table") is not None:
        return False
    rows = table.css("tr")
    widest = max((len(row.css("td, th")) for row in rows), default=0)
    if widest < 2:
        return False
    return all(len(cell.text()) < _WIDE_CELL for cell in table.css("td, th"))

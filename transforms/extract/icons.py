"""Finds author and source beside icons that say in a tooltip, or to a screen reader, what they stand for."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from transforms.clean import clean_line
from transforms.extract.selecting import Page
from transforms.page_words import alone

_ATTRIBUTES = ("title", "aria-label", "alt", "data-title", "data-original-title", "data-bs-original-title")
_ICONS = ", ".join(f"{tag}[{name}]" for tag in ("i", "span", "img", "svg", "b", "em") for name in _ATTRIBUTES)
_LONGEST = 60  # characters of what stands beside an icon
_HIGHEST = 2  # elements around an icon that may hold what it stands for


def beside_icon(page: Page, name: str) -> str:
    """The text beside the icon with a label of the list, "" without one or where several say different things: those of
    other articles' teasers."""
    pattern = alone(name)
    icons = (icon for icon in page.tree.css(_ICONS) if any(pattern.fullmatch(said) for said in _said(icon)))
    found = {_text_beside(icon) for icon in icons}
    return found.pop() if len(found) == 1 else ""


def _said(icon: LexborNode) -> Iterator[str]:
    """What an element without text says in its attributes."""
    attributes = icon.attributes
    said = [value for name in _ATTRIBUTES if (value := attributes.get(name))]
    if said and not clean_line(icon.text()):
        yield from said


def _text_beside(icon: LexborNode) -> str:
    """The text of the smallest element around an icon that has any, where that is short."""
    around = icon.parent
    for _ in range(_HIGHEST):
        if around is None:
            return ""
        text = clean_line(around.text(separator=" "))
        if text:
            return text if len(text) <= _LONGEST else ""
        around = around.parent
    return ""

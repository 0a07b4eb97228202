"""Finds author and source beside icons that say in a tooltip, or to a screen reader, what they stand for."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from selectolax.lexbor import LexborNode

from transforms.clean import clean_line
from transforms.extract.around import ends_text, place_of, span_of
from transforms.extract.block import Block
from transforms.extract.labelled import is_source, is_writer
from transforms.extract.letters import letters_of
from transforms.extract.selecting import Page
from transforms.page_words import alone, is_among_comments

_ATTRIBUTES = ("title", "aria-label", "alt", "data-title", "data-original-title", "data-bs-original-title")
_ICONS = ", ".join(f"{tag}[{name}]" for tag in ("i", "span", "img", "svg", "b", "em") for name in _ATTRIBUTES)
_LONGEST = 60  # characters of what stands beside an icon
_LONGEST_LINE = 120  # characters of the line that it stands in
_HIGHEST = 2  # elements around an icon that may hold what it stands for
_MOST_ICONS = 50  # more of them are a list's
_ABOVE = 5  # lines above a title among which its author stands
_BEHIND = 10  # lines behind a text among which what goes with it stands
_HEADLINE = 20  # characters of another article's title
_ASIDE = ("aside", "nav", "footer")


def beside_icon(page: Page, name: str, near: Callable[[], Sequence[Block]]) -> str:
    """The text beside the icon with a label of the list, of those in the lines near the text; "" without one, where several
    say different things, or where it is no name of the kind."""
    pattern = alone(name)
    is_value = is_source if name == "credit_labels" else is_writer
    icons = (icon for icon in page.tree.css(_ICONS) if any(pattern.fullmatch(said) for said in _said(icon)))
    few = list(islice(icons, _MOST_ICONS + 1))
    if not few or len(few) > _MOST_ICONS:
        return ""
    texts = {text for icon in few if (text := _text_beside(icon)) and is_value(text)}
    lines = [letters_of(block.text) for block in near() if len(block.text) <= _LONGEST_LINE] if texts else []
    found = {text for text in texts if any(letters_of(text) in line for line in lines)}
    return found.pop() if len(found) == 1 else ""


def lines_around(shown: Sequence[Block], title: str, lines: Sequence[str]) -> Sequence[Block]:
    """The lines from a few above a title to the end of its text, and those behind it up to what is another's: a heading, a
    headline, comments."""
    span, start = span_of(shown, lines), place_of(shown, title)
    if span is None:
        return ()
    first, last = (span[0] if start is None else min(start, span[0])), span[1]
    behind = shown[last + 1 : last + 1 + _BEHIND]
    end = next((n for n, block in enumerate(behind) if _is_others(block)), len(behind))
    return shown[max(0, first - _ABOVE) : last + 1 + end]


def _is_others(block: Block) -> bool:
    if block.kind == "heading" or ends_text(block.text) or is_among_comments(block.text):
        return True
    return block.linked > 0.5 and len(block.text) > _HEADLINE


def _said(icon: LexborNode) -> Iterator[str]:
    """What an element says in its attributes."""
    attributes = icon.attributes
    yield from (value for name in _ATTRIBUTES if (value := attributes.get(name)) and len(value) <= _LONGEST)


def _text_beside(icon: LexborNode) -> str:
    """The text of the smallest element around an icon without text that has any, where that is short."""
    if clean_line(icon.text()):
        return ""
    around = icon.parent
    for _ in range(_HIGHEST):
        if around is None:
            return ""
        text = clean_line(around.text(separator=" "))
        if text:
            return text if len(text) <= _LONGEST and not _is_aside(icon) else ""
        around = around.parent
    return ""


def _is_aside(node: LexborNode) -> bool:
    around = node.parent
    while around is not None and around.tag not in _ASIDE:
        around = around.parent
    return around is not None

"""Tells a lead that nothing in its print sets apart: by what its element is called, or by standing outside of the element
that holds the rest of the text."""

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from transforms.extract.around import ends_text
from transforms.extract.block import Block
from transforms.extract.elements import short_texts
from transforms.extract.letters import letters_of
from transforms.extract.selecting import Page

_LEAST, _LONGEST = 40, 900  # characters of a lead
_MOST_SPACES = 4  # times as long as a lead as printed is one with the spaces of its source
_SAMPLE = 30  # letters by which a paragraph is known
_PROSE = 60  # characters of the paragraphs behind it
_INLINE = frozenset(
    ("a", "abbr", "b", "cite", "em", "font", "i", "mark", "o:p", "q", "s", "small", "span", "strong", "sub", "sup", "u")
)
_NAMES = (
    "sapo",
    "lead",
    "summary",
    "standfirst",
    "intro",
    "tomtat",
    "tom-tat",
    "tom_tat",
    "trichyeu",
    "excerpt",
    "headnote",
)
_CALLED = ", ".join(f'[class*="{name}" i], [id*="{name}" i]' for name in _NAMES)


def stands_apart(page: Page, blocks: Sequence[Block]) -> bool:
    """Whether the first of a text's paragraphs is its lead by its element."""
    if len(blocks) < 2 or blocks[0].kind != "text" or not _LEAST <= len(blocks[0].text) <= _LONGEST:
        return False
    return _is_called_so(page, blocks[0].text) or _is_outside(page, blocks)


def _is_called_so(page: Page, text: str) -> bool:
    letters = letters_of(text)
    texts = short_texts(page.tree.css(_CALLED), longest=_MOST_SPACES * _LONGEST, separator="")
    return any(letters_of(own) == letters for own in texts)


def _is_outside(page: Page, blocks: Sequence[Block]) -> bool:
    """Whether the paragraphs behind the first stand in one element that does not hold it, and are made otherwise."""
    end = next((n for n, block in enumerate(blocks) if ends_text(block.text)), len(blocks))
    rest = [block.text for block in blocks[1:end] if len(block.text) >= _PROSE]
    if len(rest) < 2:
        return False
    found = _elements_of(page, (blocks[0].text, rest[0], rest[-1]))
    if found is None:
        return False
    first, second, last = found
    lines = [_line_of(node) for node in (second, last)]
    around = [node.mem_id for node in lines[1]]
    shared = next((node for node in lines[0] if node.mem_id in around), None)
    if shared is None or shared.tag in ("body", "html") or _made(first) == _made(second):
        return False
    return shared.mem_id not in {node.mem_id for node in _line_of(first)}


def _elements_of(page: Page, texts: Sequence[str]) -> list[LexborNode] | None:
    """The block elements in which the texts begin, in that order; None where one isn't found."""
    wanted = [letters_of(text)[:_SAMPLE] for text in texts]
    found: list[LexborNode] = []
    body = page.tree.body
    for node in body.traverse(include_text=True) if body is not None else ():
        if node.tag != "-text" or not (letters := letters_of(node.text_content or "")):
            continue
        while len(found) < len(wanted) and _begins(letters, wanted[len(found)]):
            found.append(_block_of(node))
        if len(found) == len(wanted):
            return found
    return None


def _begins(letters: str, wanted: str) -> bool:
    """Whether a piece of text is the beginning of a paragraph, which inline elements may cut short."""
    return letters.startswith(wanted) or (len(letters) >= _SAMPLE // 2 and wanted.startswith(letters))


def _block_of(node: LexborNode) -> LexborNode:
    found = node.parent
    while found is not None and found.parent is not None and found.tag in _INLINE:
        found = found.parent
    return found if found is not None else node


def _line_of(node: LexborNode) -> list[LexborNode]:
    """An element and those around it, from the inside out."""
    found: list[LexborNode] = []
    at: LexborNode | None = node
    while at is not None:
        found.append(at)
        at = at.parent
    return found


def _made(node: LexborNode) -> tuple[str | None, str]:
    """An element's tag and class, which the paragraphs of one text mostly share."""
    return node.tag, (node.attributes.get("class") or "").strip()

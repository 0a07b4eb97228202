"""Finds who signed a text in the element that holds both its title and its body, where learned rules have no place for
it: a site may have signed none of the pages that were learned from, or each in another place."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from transforms.extract.around import ends_text
from transforms.extract.block import Block
from transforms.extract.blocks import read_blocks
from transforms.extract.labelled import labelled
from transforms.extract.letters import letters_of
from transforms.extract.signed import alone_above, is_sign
from transforms.signing_lines import read_tail

_HIGHEST = 8  # elements around a body among which is the one that holds its title too
_LONGEST = 4_000  # characters beside a text: more is another article's, or a list
_BEHIND = 6  # lines behind a text
_OVER = 2  # lines over a title


def signature_beside(body: LexborNode, title: str) -> tuple[str, str]:
    """Byline and credit beside a text, "" for what isn't there."""
    found = around_body(body, letters_of(title))
    if found is None:
        return "", ""
    over, above, behind = found
    near = [*above, *behind, *over]
    byline = labelled(near, "byline_labels") or _at_work(alone_above(above, title, lambda: body.text(separator="\n")))
    credit = labelled(near, "credit_labels")
    if not (byline and credit):
        # A name in bold alone is as often a reader's who comments.
        signs = [b.text for b in behind if is_sign(b) and (b.right or ":" in b.text or read_tail([b.text])[0].credit)]
        tail, taken = read_tail(signs[:2])
        byline, credit = (byline or tail.byline, credit or tail.credit) if taken else (byline, credit)
    return byline, credit


def _at_work(byline: str) -> str:
    """A byline that says what was done, "Bài: Mai Thùy"; "" for bare names: where no place of names was found on many pages,
    one on this page alone is a town's, or of him of whom is told."""
    return byline if ":" in byline else ""


def around_body(body: LexborNode, title: str) -> tuple[list[Block], list[Block], list[Block]] | None:
    """The last lines over a title, given by its letters, those from it down to a body, and the first behind that; None
    where no element near holds the title."""
    above: list[Block] = []
    behind: list[Block] = []
    node = body
    for _ in range(_HIGHEST):
        parent = node.parent
        if parent is None or node.tag == "body":
            return None
        before, after = _siblings(node, forward=False), _siblings(node, forward=True)
        left_out = {node.mem_id, *_long(parent, node)}
        above = [*_blocks(parent, left_out | after), *above]
        if len(behind) < _BEHIND:
            behind += _blocks(parent, left_out | before)
        start = next((n for n, block in enumerate(above) if letters_of(block.text) == title), None)
        if start is not None:
            end = next((n for n, block in enumerate(behind) if ends_text(block.text)), _BEHIND)
            return above[max(0, start - _OVER) : start], above[start + 1 :], behind[: min(end, _BEHIND)]
        node = parent
    return None


def _siblings(node: LexborNode, *, forward: bool) -> frozenset[int]:
    """The elements before or behind one under the same parent, by their `mem_id`."""
    found = set()
    other = node.next if forward else node.prev
    while other is not None:
        found.add(other.mem_id)
        other = other.next if forward else other.prev
    return frozenset(found)


def _long(parent: LexborNode, text: LexborNode) -> Iterator[int]:
    """The elements that are too long to go with a text; that one itself isn't measured."""
    return (c.mem_id for c in parent.iter() if c.mem_id != text.mem_id and len(c.text()) > _LONGEST)


def _blocks(parent: LexborNode, skip: set[int]) -> list[Block]:
    return [block for block in read_blocks(parent, skip=frozenset(skip)) if block.text]

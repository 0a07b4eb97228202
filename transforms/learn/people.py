"""Finds where author and credit stand: behind a label, in an element named for it, or in the last lines of the text."""

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from records.platform import FieldName, FieldRule
from transforms.extract.blocks import read_blocks
from transforms.extract.trimming import trim
from transforms.learn.labels import labelled, opened, paired
from transforms.learn.names import Person, menu_words, named
from transforms.learn.selectors import Namer
from transforms.learn.study import Study
from transforms.learn.tree import Node
from transforms.signing_lines import read_tail

_FIELDS: tuple[Person, ...] = ("byline", "credit")
_LEAST_SIGNED = 0.25  # the share of texts whose last lines name an author, for which no other place is guessed
_LEAST_TAIL, _LEAST_BESIDE = 0.1, 0.3  # the share of pages for reading the last lines: alone, beside another place


def learn_people(studies: Sequence[Study], namer: Namer) -> dict[FieldName, FieldRule]:
    """The rules of byline and credit; a field for which nothing was found is absent."""
    found: dict[FieldName, FieldRule] = {}
    menus = menu_words(studies)
    tails = [_tail(one) for one in studies]
    for number, field in enumerate(_FIELDS):
        share = sum(bool(tail[number]) for tail in tails) / max(1, len(studies))
        told = labelled(studies, field, namer) or paired(studies, field) or opened(studies, field, namer)
        sure = share >= _LEAST_SIGNED or field == "credit"
        rule = told or named(studies, field, namer, menus, hints_only=sure)
        if rule is not None:
            found[field] = rule
        if share >= (_LEAST_TAIL if rule is None else _LEAST_BESIDE):
            known = rule or FieldRule()
            found[field] = FieldRule(select=known.select, label=known.label, strip=known.strip, last_line=True)
    return found


def _tail(one: Study) -> tuple[str, str]:
    """Byline and credit in the last lines of the body."""
    raw = raw_node(one, one.body)
    if raw is None:
        return "", ""
    # Without the list of other articles that some bodies end with.
    lines = [b.text for b in trim([b for b in read_blocks(raw) if b.text], title="", lead="")]
    signature, taken = read_tail(lines)
    return (signature.byline, signature.credit) if len(lines) > taken else ("", "")


def raw_node(one: Study, node: Node | None) -> LexborNode | None:
    """The parser's own element for one of the tree."""
    if node is None:
        return None
    return next((n for n in one.page.tree.css(node.tag) if n.mem_id == node.key), None)

"""Finds where author and credit stand: behind a label, in an element named for it, or in the last lines of the text."""

from collections.abc import Callable, Sequence

from selectolax.lexbor import LexborNode

from records.platform import FieldName, FieldRule
from transforms.extract.blocks import read_blocks
from transforms.extract.draft import Draft
from transforms.extract.rulebook import Rulebook
from transforms.extract.rules import RuleReader
from transforms.extract.trimming import trim
from transforms.learn.labels import labelled, opened, paired
from transforms.learn.names import Person, menu_words, named
from transforms.learn.selectors import Namer
from transforms.learn.study import Study
from transforms.learn.tree import Node
from transforms.signing_lines import read_tail

_FIELDS: tuple[Person, ...] = ("byline", "credit")
_LEAST_SIGNED = 0.25  # the share of texts whose last lines name an author, for which no other place is guessed
_CLEARLY = 1.2  # times as many pages on which a later way must find a value to be taken before an earlier one
_LEAST_TAIL, _LEAST_BESIDE = 0.1, 0.3  # the share of pages for reading the last lines: alone, beside another place


def learn_people(studies: Sequence[Study], namer: Namer, drop: Sequence[str] = ()) -> dict[FieldName, FieldRule]:
    """The rules of byline and credit; a field for which nothing was found is absent. `drop` are selectors of what stands in
    the text's element and is no text: the last lines before it may sign."""
    found: dict[FieldName, FieldRule] = {}
    menus = menu_words(studies)
    tails = [_tail(one, tuple(drop)) for one in studies]
    for number, field in enumerate(_FIELDS):
        share = sum(bool(tail[number]) for tail in tails) / max(1, len(studies))
        told = _best_told(studies, field, namer)
        sure = share >= _LEAST_SIGNED
        rule = told or named(studies, field, namer, menus, hints_only=sure)
        if rule is not None:
            found[field] = rule
        if share >= (_LEAST_TAIL if rule is None else _LEAST_BESIDE):
            known = rule or FieldRule()
            found[field] = FieldRule(select=known.select, label=known.label, strip=known.strip, last_line=True)
    return found


def _best_told(studies: Sequence[Study], field: Person, namer: Namer) -> FieldRule | None:
    """The rule that goes by the words before the value, of several the first by which the reader finds it on most pages."""
    ways: tuple[Callable[[], FieldRule | None], ...] = (
        lambda: labelled(studies, field, namer),
        lambda: paired(studies, field),
        lambda: opened(studies, field, namer),
    )
    best, most = None, 0.0
    for way in ways:
        rule = way()
        read = sum(_is_read(one, field, rule) for one in studies) if rule is not None else 0
        if read > most * _CLEARLY:
            best, most = rule, read
    return best


def _is_read(one: Study, field: Person, rule: FieldRule) -> bool:
    """Whether the reader finds the field on a page by a rule."""
    now, draft = one.snapshot.fetched_at, Draft(absolute=str)
    book = Rulebook(fields={field: rule}, extractor="learned")
    RuleReader(one.page, book, now=now, address=one.address, absolute=str).sign(draft)
    return bool(draft.byline or draft.credit)


def _tail(one: Study, drop: tuple[str, ...]) -> tuple[str, str]:
    """Byline and credit in the last lines of the body."""
    raw = raw_node(one, one.body)
    if raw is None:
        return "", ""
    # Without the list of other articles that some bodies end with.
    skip = frozenset(node.mem_id for node in one.page.inside(raw, drop))
    lines = [b.text for b in trim([b for b in read_blocks(raw, skip=skip) if b.text], title="", lead="")]
    signature, taken = read_tail(lines)
    return (signature.byline, signature.credit) if len(lines) > taken else ("", "")


def raw_node(one: Study, node: Node | None) -> LexborNode | None:
    """The parser's own element for one of the tree."""
    if node is None:
        return None
    return next((n for n in one.page.tree.css(node.tag) if n.mem_id == node.key), None)

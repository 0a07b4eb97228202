"""Finds where author and credit stand: behind a label, in an element named for it, or in the last lines of the text."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from selectolax.lexbor import LexborNode

from records.platform import FieldName, FieldRule
from transforms.bylines import is_name, read_byline, read_tail
from transforms.dates import read_date
from transforms.extract.blocks import read_blocks
from transforms.extract.letters import letters_of
from transforms.learn.selectors import Namer, choose
from transforms.learn.study import Study
from transforms.learn.tree import Node
from transforms.page_words import line_start, whole_line

_LONGEST = 140  # characters of a line that names an author or a credit
_LEAST_LABELLED = 0.12  # findings.md: labels are trusted even on few pages
_ALIKE = 4  # pages on which one and the same name makes an account
_LEAST_NAMED = 0.25
_HINTS: dict[str, re.Pattern[str]] = {
    "byline": re.compile(
        r"author|byline|by-line|tac-?gia|writer|nguoi-?(?:dang|viet)|but-?danh|contributor|poster", re.I
    ),
    "credit": re.compile(r"source|nguon|credit", re.I),
}
_LABELS = {"byline": "byline_labels", "credit": "credit_labels"}
_LABEL = re.compile(r"\s*([^:]{2,40}?)\s*:")
Person = Literal["byline", "credit"]


def learn_people(studies: Sequence[Study], namer: Namer) -> dict[FieldName, FieldRule]:
    """The rules of byline and credit; a field for which nothing was found is absent."""
    found: dict[FieldName, FieldRule] = {}
    menus = _menu_words(studies)
    fields: tuple[Person, ...] = ("byline", "credit")
    for field in fields:
        rule = _labelled(studies, field, namer) or _named(studies, field, namer, menus)
        if rule is not None:
            found[field] = rule
    tails = [_tail(one) for one in studies]
    signed: tuple[tuple[Person, int], ...] = (("byline", 0), ("credit", 1))
    for field, number in signed:
        share = sum(bool(t[number]) for t in tails) / max(1, len(studies))
        if share >= (0.1 if field not in found else 0.3):
            rule = found.get(field, FieldRule())
            found[field] = FieldRule(select=rule.select, label=rule.label, strip=rule.strip, last_line=True)
    return found


def _labelled(studies: Sequence[Study], field: Person, namer: Namer) -> FieldRule | None:
    """Elements whose text begins with a label of the field, and those labels as printed."""
    pattern = line_start(_LABELS[field])
    labels: Counter[str] = Counter()
    wanted: list[list[Node]] = []
    for one in studies:
        nodes = [n for n in one.tree.nodes if _begins_with(one, n, pattern)]
        nodes = [n for n in nodes if not _in_running_text(one, n)]
        inner = [n for n in nodes if not any(o is not n and n.holds(o) for o in nodes)]
        wanted.append(inner)
        for node in inner[:1]:
            if label := _LABEL.match(one.tree.line(node)):
                labels[label[1].strip() + ":"] += 1
    found = sum(map(bool, wanted))
    if found < max(2, _LEAST_LABELLED * len(studies)) or not labels:
        return None
    values = {one.tree.letters(nodes[0]) for one, nodes in zip(studies, wanted, strict=True) if nodes}
    if field == "byline" and found >= _ALIKE and len(values) == 1:
        return None  # an account, or the name of the office

    def pick(one: Study, nodes: list[Node]) -> Node | None:
        return next((n for n in nodes if _begins_with(one, n, pattern)), None)

    select = choose(studies, wanted, namer, pick=pick, most=2, stray=0.5, extra=_tags_of(wanted))
    return FieldRule(select=tuple(select), label=tuple(sorted(labels))) if select else None


def _tags_of(wanted: Sequence[Sequence[Node]]) -> list[str]:
    return sorted({node.tag for nodes in wanted for node in nodes if node.tag in ("p", "span", "em", "strong", "i")})


def _begins_with(one: Study, node: Node, pattern: re.Pattern[str]) -> bool:
    if node.hidden or not 5 <= node.end - node.start <= 4 * _LONGEST:
        return False
    line = one.tree.line(node)
    found = pattern.match(line) if len(line) <= 2 * _LONGEST else None
    return found is not None and 1 < len(line) - found.end() <= _LONGEST


def _in_running_text(one: Study, node: Node) -> bool:
    """Whether an element is a link elsewhere or part of a list of other articles."""
    return one.tree.link_share(node) > 0.9 and any(a.tag in ("li", "nav", "header", "footer") for a in node.ancestors())


def _menu_words(studies: Sequence[Study]) -> frozenset[str]:
    """Short texts that stand on most pages: sections and labels look like names."""
    counts: Counter[str] = Counter()
    for one in studies:
        counts.update({one.tree.letters(n) for n in one.tree.nodes if n.end - n.start < 80})
    return frozenset(text for text, n in counts.items() if n * 2 > len(studies) and text)


def _named(studies: Sequence[Study], field: Person, namer: Namer, menus: frozenset[str]) -> FieldRule | None:
    """Elements that class, id, rel or itemprop name for the field, or that hold a name beside title or text."""
    told = [_told_author(one) if field == "byline" else "" for one in studies]
    for hinted in (True, False):
        if not hinted and field == "credit":
            return None
        wanted = [_name_nodes(one, field, hinted, menus, said) for one, said in zip(studies, told, strict=True)]
        texts = Counter(one.tree.letters(n) for one, ns in zip(studies, wanted, strict=True) for n in ns[:1])
        found = sum(texts.values())
        if found < max(2, (0.1 if hinted else _LEAST_NAMED) * len(studies)):
            continue
        # One name under everything is an account or an office, not who wrote.
        if field == "byline" and len(texts) < 2 and found >= _ALIKE:
            continue
        select = choose(studies, wanted, namer, pick=_pick_text, most=2, stray=0.7 if hinted else 1.5)
        if select:
            return FieldRule(select=tuple(select))
    return None


def _pick_text(one: Study, nodes: Sequence[Node]) -> Node | None:
    return next((n for n in nodes if one.tree.line(n)), None)


def _told_author(one: Study) -> str:
    return letters_of(one.structured.author)


def _name_nodes(one: Study, field: Person, hinted: bool, menus: frozenset[str], told: str) -> list[Node]:
    found = []
    for node in one.tree.nodes:
        if node.hidden or (node.tag in ("a", "li") and node.parent is not None and node.parent.tag in ("nav", "ul")):
            continue
        if not 2 <= node.end - node.start <= 2 * _LONGEST or not _is_beside(one, node, hinted=hinted):
            continue
        line = one.tree.line(node)
        if not 2 <= len(line) <= 90 or one.tree.letters(node) in menus:
            continue
        if hinted:
            good = (
                _is_hinted(node, field) and not line.endswith(":") and not read_date(line, now=one.snapshot.fetched_at)
            )
            good = good and (field == "credit" or _names_somebody(line))
        else:
            good = _names_somebody(line) or (bool(told) and one.tree.letters(node) == told)
        if good:
            found.append(node)
    return [n for n in found if not any(o is not n and n.holds(o) for o in found)]


def _is_hinted(node: Node, field: Person) -> bool:
    pattern = _HINTS[field]
    names = [*node.classes, node.attributes.get("id") or "", node.attributes.get("rel") or "",
             node.attributes.get("itemprop") or "", node.attributes.get("data-role") or ""]  # fmt: skip
    parent = node.parent
    if parent is not None and parent.end - parent.start <= 3 * _LONGEST:
        names += [*parent.classes, parent.attributes.get("itemprop") or ""]
    return any(pattern.search(name) for name in names)


def _names_somebody(line: str) -> bool:
    """Whether a line is an author line: all its names are such, and it is no account."""
    signature = read_byline(line)
    if not signature.authors or whole_line("accounts").fullmatch(line):
        return False
    return all(is_name(name) for name in signature.authors) and not re.search(r"\d", line)


def _is_beside(one: Study, node: Node, *, hinted: bool) -> bool:
    """Whether an element stands between the title and the text, right before the title or right behind the text."""
    body, tree = one.body, one.tree
    if body is None:
        return False
    if body.holds(node):
        return body is not node and hinted and (node.start - body.start < 400 or body.end - node.end < 250)
    start = min((t.start for t in one.titles), default=body.start)
    if start - 250 <= node.start <= body.start:
        return True
    return body.end <= node.start <= body.end + 400 and len(tree.text[body.end : node.start].strip()) < 400


def _tail(one: Study) -> tuple[str, str]:
    """Byline and credit in the last lines of the body."""
    raw = raw_node(one, one.body)
    if raw is None:
        return "", ""
    lines = [b.text for b in read_blocks(raw) if b.text]
    signature, taken = read_tail(lines)
    return (signature.byline, signature.credit) if len(lines) > taken else ("", "")


def raw_node(one: Study, node: Node | None) -> LexborNode | None:
    """The parser's own element for one of the tree."""
    if node is None:
        return None
    return next((n for n in one.page.tree.css(node.tag) if n.mem_id == node.key), None)

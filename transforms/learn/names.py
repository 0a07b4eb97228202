"""Finds the elements that hold an author's name, by what they are called, where they stand and how a name looks."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from records.platform import FieldRule
from transforms.bylines import is_plain_source, is_source_name, read_byline
from transforms.clean import clean_line
from transforms.extract.letters import letters_of
from transforms.learn.choosing import choose
from transforms.learn.selectors import Namer
from transforms.learn.study import Study
from transforms.learn.tree import Node
from transforms.page_words import line_start, whole_line
from transforms.pen_names import is_also_a_place, is_name, is_signing_office, is_surely_name, is_town

LONGEST = 140  # characters of a line that names an author or a credit
ALIKE = 4  # pages on which one and the same name makes an account
_LEAST_NAMED = 0.25
_UNDER_TITLE = 600  # characters below a title inside the text's element: a lead may stand between
_NEAR = 600  # characters of an element that may be one comment
_MOST_OTHERS = 0.2  # the share of places and publishers among the names that a place for authors may hold
_MOST_UNSURE = 0.45  # the share of such, and of those whose syllables are no name's
_MOSTLY = 0.9  # the share of publishers among what a place for sources may hold where nothing is called so
_CROWD = 1.5  # elements a page that hold names: more are those of comments
_HINTS: dict[str, re.Pattern[str]] = {
    "byline": re.compile(
        r"author|byline|by-line|tac-?gia|writer|nguoi-?(?:dang|viet)|but-?danh|contributor|poster", re.I
    ),
    "credit": re.compile(r"source|nguon|credit", re.I),
}
Person = Literal["byline", "credit"]
Boxes = frozenset[tuple[str, ...]]  # tags and classes


def named(
    studies: Sequence[Study], field: Person, namer: Namer, menus: frozenset[str], *, hints_only: bool
) -> FieldRule | None:
    """Elements that class, id, rel or itemprop name for the field, or that hold a name beside title or text."""
    told = [_told_author(one) if field == "byline" else "" for one in studies]
    for hinted in (True,) if hints_only else (True, False):
        repeated = None if hinted else _repeated(studies)
        wanted = [_name_nodes(one, field, menus, repeated, said) for one, said in zip(studies, told, strict=True)]
        texts = Counter(_value(one, ns[0], field) for one, ns in zip(studies, wanted, strict=True) if ns)
        found = sum(texts.values())
        if found < max(2, (0.1 if hinted else _LEAST_NAMED) * len(studies)):
            continue
        # One name under everything is an account or an office, not who wrote.
        if (field == "byline" or not hinted) and len(texts) < 2 and found >= ALIKE:
            continue
        pick = pick_name if field == "byline" else pick_text
        crowd = None if hinted else _CROWD
        select = choose(studies, wanted, namer, pick=pick, most=2, stray=0.7 if hinted else 1.5, crowd=crowd)
        if select and (_are_names(studies, select) if field == "byline" else hinted or _are_sources(studies, select)):
            return FieldRule(select=tuple(select))
    return None


def _value(one: Study, node: Node, field: Person) -> str:
    """The letters of what the reader takes from an element: of an author's line the names, without the date beside them."""
    names = read_byline(one.tree.line(node)).byline if field == "byline" else ""
    return letters_of(names) or one.tree.letters(node)


def _are_names(studies: Sequence[Study], select: Sequence[str]) -> bool:
    """Whether what the reader takes there for authors are hardly ever places or publishers, and mostly made of syllables as
    names are: a line that says now whence a text came, now where it was written, names nobody for sure."""
    lines = [_first_name(one, select) for one in studies]
    told = [authors for line in lines if line and (authors := read_byline(line).authors)]
    others = sum(all(is_town(name) or is_source_name(name) for name in authors) for authors in told)
    unsure = sum(not any(map(_is_sure, authors)) for authors in told)
    return others <= _MOST_OTHERS * len(told) and unsure <= _MOST_UNSURE * len(told)


def _is_publisher(line: str) -> bool:
    """Whether a line without a label is the name of who published a text, and no section's: "Báo Lao Động", "baochinhphu.vn"."""
    return is_plain_source(line) or whole_line("institutions").fullmatch(line) is not None


def _are_sources(studies: Sequence[Study], select: Sequence[str]) -> bool:
    """Whether what stands there on all pages that have any is nearly always the name of who published the text."""
    found = [pick_text(one, one.tree.select(selector)) for one in studies for selector in select[:1]]
    lines = [one.tree.line(node) for one, node in zip(studies, found, strict=True) if node is not None]
    return sum(map(_is_publisher, lines)) >= _MOSTLY * len(lines)


def _is_sure(name: str) -> bool:
    """Whether it is hardly anything but who wrote: a pen name of one word may be, a place's name is not."""
    if is_also_a_place(name) or is_source_name(name):
        return False
    return len(name.split()) == 1 or is_surely_name(name) or is_signing_office(name) or _is_office(name)


def _first_name(one: Study, select: Sequence[str]) -> str:
    nodes = (pick_name(one, one.tree.select(selector)) for selector in select)
    return next((one.tree.line(node) for node in nodes if node is not None), "")


def _name_nodes(one: Study, field: Person, menus: frozenset[str], repeated: Boxes | None, told: str) -> list[Node]:
    """The smallest elements that hold a name: where `repeated` boxes are given, by the name alone; else those that are
    called after the field."""
    hinted, found = repeated is None, []
    for node in one.tree.nodes:
        if node.hidden or (node.tag in ("a", "li") and node.parent is not None and node.parent.tag in ("nav", "ul")):
            continue
        if not 2 <= node.end - node.start <= 2 * LONGEST or not is_beside(one, node, hinted=hinted):
            continue
        line = one.tree.line(node)
        if not 2 <= len(line) <= 90 or one.tree.letters(node) in menus:
            continue
        if repeated is None:
            good = _is_hinted(node, field) and not line.endswith(":")
            good = good and (field == "credit" or names_somebody(line) or _is_office(line))
        else:
            good = not _is_commenter(one, node, repeated)
            good = good and (names_somebody(line) if field == "byline" else not node.in_link and _is_publisher(line))
            good = good or (bool(told) and one.tree.letters(node) == told)
        whole, own = _with_work(one, node) if good and field == "byline" else (node, good)
        if own:
            found.append(whole)
    return [n for n in found if not any(o is not n and n.holds(o) for o in found)]


def _with_work(one: Study, node: Node) -> tuple[Node, bool]:
    """The element with the words before its names in one line, where they say what these people did ("Thực hiện: <b>Mai
    Thùy</b>"); and whether those aren't somebody else's ("Ảnh: <b>…</b>")."""
    around = node.parent
    if around is None or around.end - around.start > 2 * LONGEST:
        return node, True
    line = one.tree.line(around)
    before = clean_line(one.tree.text[around.start : node.start])
    if not before.endswith(":"):
        whole = read_byline(line)  # with the source in brackets behind the names
        return (around if whole.credit and whole.byline == one.tree.line(node) else node), True
    if line_start("work_labels").fullmatch(before) and line == f"{before} {one.tree.line(node)}":
        return around, True
    return node, whole_line("other_people", "helper_labels").fullmatch(before) is None


def _repeated(studies: Sequence[Study]) -> Boxes:
    """Boxes that stand behind a text more than once: comments, other articles."""
    found: set[tuple[str, ...]] = set()
    for one in studies:
        end = one.body.end if one.body is not None else 0
        counts = Counter((n.tag, *n.classes) for n in one.tree.nodes if n.start >= end and n.classes)
        found.update(name for name, count in counts.items() if count > 1)
    return frozenset(found)


def _is_commenter(one: Study, node: Node, repeated: Boxes) -> bool:
    """Whether a name behind the text stands in one of many boxes or has a date of its own: who comments, not who wrote."""
    if one.body is None or node.start < one.body.end:
        return False
    if any((n.tag, *n.classes) in repeated for n in (node, *list(node.ancestors())[:3])):
        return True
    near = [node, *(a for a in node.ancestors() if a.end - a.start < _NEAR and not a.holds(one.body))][:4]
    return any(box.holds(stamped) for stamped, _, _ in one.stamps for box in near)


def _is_hinted(node: Node, field: Person) -> bool:
    pattern = _HINTS[field]
    names = [*node.classes, node.attributes.get("id") or "", node.attributes.get("rel") or "",
             node.attributes.get("itemprop") or "", node.attributes.get("data-role") or ""]  # fmt: skip
    parent = node.parent
    if parent is not None and parent.end - parent.start <= 3 * LONGEST:
        names += [*parent.classes, parent.attributes.get("itemprop") or ""]
    return any(pattern.search(name) for name in names)


def menu_words(studies: Sequence[Study]) -> frozenset[str]:
    """Short texts that stand on most pages: sections and labels look like names."""
    counts: Counter[str] = Counter()
    for one in studies:
        counts.update({one.tree.letters(n) for n in one.tree.nodes if n.end - n.start < 80})
    return frozenset(text for text, n in counts.items() if n * 2 > len(studies) and text)


def _told_author(one: Study) -> str:
    return letters_of(one.structured.author)


def pick_text(one: Study, nodes: Sequence[Node]) -> Node | None:
    """The first with any text."""
    return next((n for n in nodes if one.tree.line(n)), None)


def pick_name(one: Study, nodes: Sequence[Node]) -> Node | None:
    """The first in which the reader finds a name: beside a date there may be none."""
    return next((n for n in nodes if read_byline(one.tree.line(n)).byline), None)


def names_somebody(line: str) -> bool:
    """Whether a line is an author line: all its names are such, and it is no account."""
    signature = read_byline(line)
    if not signature.authors or whole_line("accounts").fullmatch(line):
        return False
    return all(is_name(name) for name in signature.authors) and not re.search(r"\d", signature.byline)


def _is_office(line: str) -> bool:
    return whole_line("offices").fullmatch(read_byline(line).byline) is not None


def is_beside(one: Study, node: Node, *, hinted: bool) -> bool:
    """Whether an element stands between the title and the text, right before the title or right behind the text."""
    body, tree = one.body, one.tree
    if body is None:
        return False
    if body.holds(node):
        if body is not node and any(body.holds(t) and 0 <= node.start - t.end < _UNDER_TITLE for t in one.titles):
            return True
        return body is not node and hinted and (node.start - body.start < 400 or body.end - node.end < 250)
    start = min((t.start for t in one.titles), default=body.start)
    if start - 250 <= node.start <= body.start:
        return True
    return body.end <= node.start <= body.end + 400 and len(tree.text[body.end : node.start].strip()) < 400

"""Finds author and credit behind the words that announce them: labels, "Bởi …", "Theo …"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from records.platform import FieldRule
from transforms.bylines import opens_byline, read_byline
from transforms.extract.facts import is_label
from transforms.learn.choosing import choose
from transforms.learn.names import ALIKE, LONGEST, Person, is_beside, names_somebody, pick_name, pick_text
from transforms.learn.selectors import Namer
from transforms.learn.study import Study
from transforms.learn.tree import Node
from transforms.page_words import ends_article, is_imprint, is_noise, line_start, whole_line
from transforms.signing_lines import is_credit

_LEAST_LABELLED = 0.12  # findings.md: labels are trusted even on few pages
_LONGEST_OPENING = 80  # characters of a line that opens what follows a text
_LONGEST_LABEL = 30  # characters of a label in an element of its own
_LABELS = {"byline": "byline_labels", "credit": "credit_labels"}
_ANY_LABEL = re.compile(r"[^\W\d_][^:\d]+:")
_LABEL = re.compile(r"\s*([^:]{2,40}?)\s*:")


def labelled(studies: Sequence[Study], field: Person, namer: Namer) -> FieldRule | None:
    """Elements whose text begins with a label of the field, and those labels as printed."""
    pattern = line_start(_LABELS[field])
    labels: Counter[str] = Counter()
    wanted: list[list[Node]] = []
    for one in studies:
        nodes = [n for n in one.tree.nodes if _begins_with(one, n, pattern)]
        nodes = [n for n in nodes if not _in_running_text(one, n) and not _is_imprint(one, n)]
        nodes = _not_below(one, nodes)
        inner = [n for n in nodes if not any(o is not n and n.holds(o) for o in nodes)]
        wanted.append(inner)
        for node in inner[:1]:
            if label := _LABEL.match(one.tree.line(node)):
                labels[label[1].strip("( ") + ":"] += 1
    found = sum(map(bool, wanted))
    sure = all(_outside_beside(one, node) for one, nodes in zip(studies, wanted, strict=True) for node in nodes)
    if found < max(1 if sure else 2, _LEAST_LABELLED * len(studies)) or not labels:
        return None
    values = {one.tree.letters(nodes[0]) for one, nodes in zip(studies, wanted, strict=True) if nodes}
    if field == "byline" and found >= ALIKE and len(values) == 1:
        return None  # an account, or the name of the office

    def pick(one: Study, nodes: list[Node]) -> Node | None:
        return next((n for n in nodes if _begins_with(one, n, pattern)), None)

    select = choose(studies, wanted, namer, pick=pick, most=2, stray=0.5, extra=_tags_of(wanted))
    return FieldRule(select=tuple(select), label=tuple(sorted(labels))) if select else None


def paired(studies: Sequence[Study], field: Person) -> FieldRule | None:
    """A label in an element of its own, the value in the next one: <dt>Tác giả</dt><dd>…</dd>."""
    values: dict[str, list[str]] = {}
    for one in studies:
        pairs = [(s, n) for s, n in _pairs(one, line_start(_LABELS[field])) if not _is_imprint(one, n)]
        own = {n.number for n in _not_below(one, [n for _, n in pairs])}
        for selector, node in ((s, n) for s, n in pairs if n.number in own):
            if field == "credit" or not whole_line("accounts").fullmatch(one.tree.line(node)):
                values.setdefault(selector, []).append(one.tree.letters(node))
    least = max(2, _LEAST_LABELLED * len(studies))
    ranked = sorted(values, key=lambda s: (-len(values[s]), s))
    # One name under everything is an account, or the name of the office.
    telling = [s for s in ranked if field == "credit" or len(set(values[s])) > 1]
    select = [s for s in telling if len(values[s]) >= least]
    if select:
        return FieldRule(select=tuple(select[:2]))
    return _paired_by_names(studies, least) if field == "byline" else None


def _paired_by_names(studies: Sequence[Study], least: float) -> FieldRule | None:
    """The value behind a label in words that nobody knows, where it is names on nearly all pages and not the same."""
    named: dict[str, list[str]] = {}
    others: Counter[str] = Counter()
    for one in studies:
        for selector, node in _pairs(one, _ANY_LABEL):
            if names_somebody(one.tree.line(node)) and is_beside(one, node, hinted=True):
                named.setdefault(selector, []).append(read_byline(one.tree.line(node)).byline)
            else:
                others[selector] += 1
    sure = [s for s, names in named.items() if len(set(names)) > 1 and len(names) >= max(least, 5 * others[s])]
    sure.sort(key=lambda s: (-len(named[s]), s))
    return FieldRule(select=tuple(sure[:1])) if sure else None


def _pairs(one: Study, pattern: re.Pattern[str]) -> Iterator[tuple[str, Node]]:
    """Elements right behind one that is nothing but a label, with the selector that says so."""
    for node in one.tree.nodes:
        label = node.previous
        if label is None or node.hidden or not 2 <= node.end - node.start <= 2 * LONGEST:
            continue
        said = one.tree.line(label).rstrip(" :") if label.end - label.start <= 2 * _LONGEST_LABEL else ""
        if (
            2 <= len(said) <= _LONGEST_LABEL
            and '"' not in said
            and pattern.fullmatch(f"{said}:")
            and not whole_line("other_people").fullmatch(said)
            and not _is_no_value(one.tree.line(node))
            and not _has_own_value(one, label)
        ):
            yield f"{_saying(one, label, said)} + {node.tag}", node


def _is_no_value(line: str) -> bool:
    """Whether a line is empty, a counter, a button, or has a label of its own: the label before it stands without a value."""
    return not line or is_noise(line) or is_label(line) or line_start("value_labels").match(line) is not None


def _has_own_value(one: Study, label: Node) -> bool:
    """Whether a label's element is a row whose other cells are empty: what follows is no value of it."""
    return len(one.tree.children(label)) > 1


def _saying(one: Study, label: Node, said: str) -> str:
    """The selector of an element by what it says: lexbor asks an element's own text, and not that of those inside it."""
    inside = one.tree.nodes[label.number + 1 : label.until + 1]
    whole = [n for n in inside if one.tree.letters(n) == one.tree.letters(label)]
    if not whole:
        return f'{label.tag}:lexbor-contains("{said}")'
    return f'{label.tag}:has(> {" > ".join(n.tag for n in whole)}:lexbor-contains("{said}"))'


def opened(studies: Sequence[Study], field: Person, namer: Namer) -> FieldRule | None:
    """Elements whose text says by its first words what it is: "Bởi Minh Hà", "Theo Chinhphu.vn"."""
    wanted = []
    for one in studies:
        nodes = [n for n in one.tree.nodes if not n.hidden and 4 <= n.end - n.start <= 2 * LONGEST]
        nodes = [n for n in nodes if _opens(one.tree.line(n), field) and is_beside(one, n, hinted=True)]
        wanted.append([n for n in nodes if not any(o is not n and n.holds(o) for o in nodes)])
    texts = {one.tree.letters(n) for one, nodes in zip(studies, wanted, strict=True) for n in nodes[:1]}
    found = sum(map(bool, wanted))
    if found < max(2, _LEAST_LABELLED * len(studies)) or (len(texts) < 2 and found >= ALIKE and field == "byline"):
        return None
    pick = pick_name if field == "byline" else pick_text
    select = choose(studies, wanted, namer, pick=pick, most=2, stray=1.0)
    return FieldRule(select=tuple(select)) if select else None


def _opens(line: str, field: Person) -> bool:
    if field == "credit":
        return is_credit(line) and not line_start("credit_labels").match(line)
    return opens_byline(line) and names_somebody(line)


def _tags_of(wanted: Sequence[Sequence[Node]]) -> list[str]:
    return sorted({node.tag for nodes in wanted for node in nodes if node.tag in ("p", "span", "em", "strong", "i")})


def _begins_with(one: Study, node: Node, pattern: re.Pattern[str]) -> bool:
    if node.hidden or not 5 <= node.end - node.start <= 4 * LONGEST:
        return False
    line = one.tree.line(node).lstrip("( ")
    found = pattern.match(line) if len(line) <= 2 * LONGEST else None
    return found is not None and 1 < len(line) - found.end() <= LONGEST


def _outside_beside(one: Study, node: Node) -> bool:
    """Whether an element stands beside the text and not in it: one page that has a label there says enough."""
    return one.body is not None and not one.body.holds(node) and is_beside(one, node, hinted=False)


def _not_below(one: Study, nodes: Sequence[Node]) -> list[Node]:
    """Those elements that do not stand behind the text in the page's footer, or behind the line that opens what follows:
    what is labelled there is the site's."""
    body = one.body
    if body is None or not any(n.start >= body.end for n in nodes):
        return list(nodes)
    shorts = (n for n in one.tree.nodes if n.start >= body.end and n.end - n.start <= _LONGEST_OPENING and not n.hidden)
    end = next((n.end for n in shorts if ends_article(one.tree.line(n))), len(one.tree.text))
    return [n for n in nodes if n.start < body.end or (n.start < end and not _in_footer(n))]


def _in_footer(node: Node) -> bool:
    return node.tag == "footer" or any(around.tag == "footer" for around in node.ancestors())


def _is_imprint(one: Study, node: Node) -> bool:
    """Whether an element, or the line that it stands in, says how to cite the site."""
    around = node.parent
    lines = [one.tree.line(n) for n in (node, around) if n is not None and n.end - n.start <= 4 * LONGEST]
    return any(map(is_imprint, lines))


def _in_running_text(one: Study, node: Node) -> bool:
    """Whether an element is a link elsewhere or part of a list of other articles."""
    return one.tree.link_share(node) > 0.9 and any(a.tag in ("li", "nav", "header", "footer") for a in node.ancestors())

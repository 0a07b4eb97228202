"""Finds where the title stands, and the lead between it and the text."""

import re
from collections import Counter
from collections.abc import Sequence

from records.platform import FieldRule
from transforms.extract.blocks import read_blocks
from transforms.extract.letters import letters_of
from transforms.learn.choosing import choose
from transforms.learn.selectors import Namer
from transforms.learn.study import Study
from transforms.learn.tree import Node

_LEAST_LEAD, _LONGEST_LEAD = 40, 1500  # characters
_MOST_SIGNS, _LONGEST_SIGN = 4, 60  # lines with date, author and section above a text; their characters
_SAID = 40  # letters of a description that a lead must begin with
_ABOVE = 300  # characters into the body within which a title may stand
_TITLE_NAMES = re.compile(r"title|headline|\bhead\b|tieu-?de|\btit\b|post-name", re.I)
_LEAD_NAMES = re.compile(
    r"sapo|\blead|-lead\b|summary|hometext|excerpt|standfirst|tom-?tat|mo-?ta|-brief|brief-|\bdesc", re.I
)

_NO_LEAD_NAMES = re.compile(r"drop-?cap|first|caption|note|chu-?thich|quote|credit", re.I)


def pick_title(one: Study, nodes: Sequence[Node]) -> Node | None:
    """The element that the reader takes: the first whose text is in <title>, else the first with any."""
    whole = letters_of(one.structured.page_title)
    shown = [n for n in nodes if one.tree.letters(n)]
    for node in shown:
        letters = one.tree.letters(node)
        if not whole or letters in whole or (len(whole) > 20 and letters.startswith(whole)):
            return node
    return shown[0] if shown else None


def learn_title(studies: Sequence[Study], namer: Namer) -> list[str]:
    """Selectors of the title, by what each page says it is."""
    return choose(studies, [one.titles for one in studies], namer, pick=pick_title, most=2, stray=0.2)


def learn_lead(studies: Sequence[Study], namer: Namer) -> FieldRule | None:
    """Where the lead stands: an element of its own, the first bold paragraph, or only the page's description."""
    wanted = [_lead_nodes(one) for one in studies]
    select = choose(studies, wanted, namer, pick=_pick_lead, most=2)
    bold = sum(_has_bold_lead(one) for one in studies)
    if select:
        return FieldRule(select=tuple(select), first_bold=bold * 3 >= len(studies))
    if bold * 3 >= len(studies):
        return FieldRule(first_bold=True)
    return _described(studies)


def guess_titles(studies: Sequence[Study]) -> None:
    """Tells pages that say nothing of their title which element it is: of the short texts at the top of the body that
    no other page has, the most prominent."""
    counts = Counter(text for one in studies for text in {one.tree.letters(n) for n in _short(one)})
    for one in studies:
        if one.titles or one.body is None:
            continue
        own = [n for n in _short(one) if counts[one.tree.letters(n)] == 1]
        top = max((_prominence(n) for n in own), default=0)
        plain = [n for n in own if not one.tree.line(n).endswith(".")]
        one.titles = ([n for n in own if _prominence(n) == top] if top else plain)[:1]


def _short(one: Study) -> list[Node]:
    """Texts of a title's length without links or a date, from a page's top to the first lines of its body."""
    body = one.body
    if body is None:
        return []
    dated = {node.number for node, _, _ in one.stamps}
    found = [
        n
        for n in one.tree.nodes
        if n.start < body.start + _ABOVE and 15 <= n.end - n.start <= 500 and not (n.hidden or n.in_link)
        and not n.linked and n.number not in dated
    ]  # fmt: skip
    return [n for n in found if 15 <= len(one.tree.line(n)) <= 250]


def _prominence(node: Node) -> int:
    """How much an element's tag, class or style makes it a heading."""
    if node.tag in ("h1", "h2", "h3"):
        return 8 - int(node.tag[1])
    if _TITLE_NAMES.search(f"{' '.join(node.classes)} {node.attributes.get('id') or ''}"):
        return 4
    if "font-size" in (node.attributes.get("style") or ""):
        return 3
    return 2 if node.tag in ("b", "strong", "font") else 0


def _pick_lead(one: Study, nodes: Sequence[Node]) -> Node | None:
    return next((n for n in nodes if one.tree.line(n)), None)


def _lead_nodes(one: Study) -> list[Node]:
    """The largest elements that hold nothing but the lead."""
    body = one.body
    if body is None:
        return []
    said = letters_of(one.structured.description)
    found: list[Node] = []
    for node in one.tree.nodes:
        if node.hidden or node.holds(body) or any(node.holds(t) or t.holds(node) for t in one.titles):
            continue
        if not _LEAST_LEAD <= node.end - node.start <= 2 * _LONGEST_LEAD or one.tree.link_share(node) > 0.5:
            continue
        if not _is_lead(one, node, body, said):
            continue
        if all(one.tree.letters(f) == one.tree.letters(node) for f in found if f.holds(node)):
            found.append(node)
    return found


def _is_lead(one: Study, node: Node, body: Node, said: str) -> bool:
    line, letters = one.tree.line(node), one.tree.letters(node)
    if not _LEAST_LEAD <= len(line) <= _LONGEST_LEAD:
        return False
    title_ends = max((t.end for t in one.titles), default=0)
    inside = body.holds(node)
    if node.start < title_ends or (not inside and node.start > body.start):
        return False
    begins = len(said) >= _SAID and (letters[: len(said)][:60] == said[:60])
    if not inside:
        return begins or (len(line) >= 60 and _is_prose(one, node))
    if len(letters) * 2 > len(one.tree.letters(body)):
        return False
    first = one.tree.text[body.start : node.start].strip()
    if _LEAD_NAMES.search(f"{' '.join(node.classes)} {node.attributes.get('id') or ''}"):
        return _only_furniture(one, body, node)
    if not (len(first) < 30 or _only_furniture(one, body, node)):
        return False
    return (begins and _is_set_apart(node)) or _is_unlike_the_rest(one, body, node)


def _only_furniture(one: Study, body: Node, node: Node) -> bool:
    """Whether only the title, dates and the like stand in the body before an element."""
    before = one.tree.text[body.start : node.start]
    return max((len(part) for part in before.split("   ")), default=0) < 250 and len(before) < 400


def _is_set_apart(node: Node) -> bool:
    """Whether an element is marked off from the paragraphs beside it, by a class of its own or by its tag."""
    if node.tag in ("h2", "h3", "h4", "blockquote") or (node.classes and node.tag != "body"):
        same = node.parent is not None and node.parent.classes == node.classes
        return not same
    return node.tag == "div"


def _is_unlike_the_rest(one: Study, body: Node, node: Node) -> bool:
    """Whether a paragraph has a class that no other element of the body has, and plain paragraphs follow."""
    names = " ".join(node.classes)
    if not names or _NO_LEAD_NAMES.search(names) or node.tag in ("figure", "figcaption", "table", "li", "span"):
        return False
    inside = one.tree.nodes[body.number + 1 : body.until + 1]
    if any(o is not node and o.classes == node.classes for o in inside) or not _is_prose(one, node):
        return False
    if any(n.tag in ("img", "p", "div") for n in one.tree.nodes[node.number + 1 : node.until + 1]):
        return False
    return sum(n.start >= node.end and n.tag in ("p", "div") and n.end - n.start > 80 for n in inside) >= 2


def _is_prose(one: Study, node: Node) -> bool:
    """Whether an element between title and text is a paragraph: ends like one, and is no list of facts."""
    line = one.tree.line(node)
    return line[-1] in '.!?…”")' and line.count("|") < 2 and one.tree.link_share(node) < 0.3


def _has_bold_lead(one: Study) -> bool:
    """Whether the body's first paragraph is wholly bold, and not all of the body."""
    if one.body is None:
        return False
    raw = next((n for n in one.page.tree.css(one.body.tag) if n.mem_id == one.body.key), None)
    blocks = [b for b in read_blocks(raw) if b.text] if raw is not None else []
    titles = {one.tree.letters(t) for t in one.titles}
    blocks = [b for b in blocks if letters_of(b.text) not in titles]
    for _ in range(_MOST_SIGNS):  # date, author, section between title and text are left out, as furniture
        if blocks and not blocks[0].bold and len(blocks[0].text) < _LONGEST_SIGN:
            blocks.pop(0)
    if len(blocks) < 2 or all(b.bold for b in blocks):
        return False
    return blocks[0].bold and blocks[0].kind == "text" and len(blocks[0].text) >= _LEAST_LEAD


def _described(studies: Sequence[Study]) -> FieldRule | None:
    """The description in the page's head, where it varies, is whole, and the page shows it nowhere."""
    for name in ('meta[name="description"]', 'meta[property="og:description"]'):
        good, seen = 0, set()
        for one in studies:
            text = next((n.attributes.get("content") or "" for n in one.tree.select(name)), "").strip()
            letters = letters_of(text)
            shown = letters_of(one.tree.text)
            whole = bool(text) and text[-1] in '.!?”"' and not text.endswith("...")
            good += len(text) >= _LEAST_LEAD and whole and letters[:60] not in shown
            seen.add(letters)
        if good >= 0.8 * len(studies) and len(seen) > 0.8 * len(studies):
            return FieldRule(select=(f"{name}@content",))
    return None

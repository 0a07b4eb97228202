"""Finds what stands inside the text's element and is no text: share bars, lists of links, lines that every page repeats."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from transforms.byline_stamps import without_stamp
from transforms.bylines import only_signs
from transforms.extract.letters import letters_of
from transforms.learn.selectors import Namer, cost
from transforms.learn.study import Study
from transforms.learn.tree import Node
from transforms.page_words import line_start

_DIGITS = re.compile(r"\d+")
_MOST = 10  # selectors
_REPEATED = 0.25  # findings.md: the share of pages on which a line must stand to be furniture
_LINKED = 0.5
_POINTS = 0.6
_LONGEST_SIGN, _TOP = 160, 400  # characters of an element with date and author, and into the body
_LITTLE = 60  # characters beside date and author: a section, a label
_HEADLINE = 25  # letters
_APART = frozenset(("aside", "nav", "footer", "header", "form"))
_TAGS_KEPT = frozenset(("body", "br", "img", "figure", "a", "strong", "b", "em", "i", "u", "tbody", "tr", "picture"))


def learn_drops(studies: Sequence[Study], namer: Namer, labelled: Sequence[str]) -> list[str]:
    """Selectors of what to leave out; `labelled` are those of byline and credit, whose elements stay."""
    noise = _noise(studies, labelled)
    votes: Counter[str] = Counter()
    for nodes in noise:
        votes.update({s for node in nodes for s in namer.propose(node) if _is_plain(s)})
    least = max(2, len(studies) // 10)
    tried = sorted((s for s, n in votes.items() if n >= least), key=lambda s: (-votes[s], cost(s), s))[:80]
    chosen: list[str] = []
    covered: list[set[int]] = [set() for _ in studies]
    for selector in sorted(tried, key=lambda s: (cost(s) - 20 * votes[s], s)):
        gained = _gains(studies, noise, covered, selector)
        if gained >= least and len(chosen) < _MOST:
            chosen.append(selector)
            for one, seen in zip(studies, covered, strict=True):
                seen.update(i for n in one.tree.select(selector) for i in range(n.number, n.until + 1))
    return chosen


def _is_plain(selector: str) -> bool:
    """Whether a selector does not hang on positions, which the next page may have otherwise, and names what it drops: a
    list of links may be the only list on the pages seen, and the next page's a part of the text."""
    last = selector.rsplit(" ", 1)[-1]
    named = any(sign in last for sign in ".#[") or last in _APART
    return "nth-" not in selector and ":last" not in selector and named


def _gains(
    studies: Sequence[Study], noise: Sequence[Sequence[Node]], covered: Sequence[set[int]], selector: str
) -> int:
    """On how many pages a selector drops noise that nothing dropped before; 0 where it drops any text."""
    gained = 0
    for one, nodes, seen in zip(studies, noise, covered, strict=True):
        body = one.body
        found = [n for n in one.tree.select(selector) if body is not None and body.holds(n) and n is not body]
        found = [n for n in found if one.tree.line(n)]
        if any(not any(bad.holds(n) for bad in nodes) for n in found):
            return 0
        gained += any(n.number not in seen for n in found)
    return gained


def _noise(studies: Sequence[Study], labelled: Sequence[str]) -> list[list[Node]]:
    """The outermost elements inside each page's body that are no text."""
    lines: Counter[str] = Counter()
    inside: list[list[Node]] = []
    for one in studies:
        body = one.body
        nodes = [n for n in one.tree.nodes if body is not None and body.holds(n) and n is not body
                 and n.tag not in _TAGS_KEPT and not n.hidden]  # fmt: skip
        inside.append(nodes)
        lines.update({_worded(one, n) for n in nodes if n.end - n.start < 400})
    least = max(3, _REPEATED * len(studies))
    repeated = {text for text, count in lines.items() if count >= least and len(text) >= 4}
    found = []
    for one, nodes in zip(studies, inside, strict=True):
        kept = {n.number for s in labelled for n in one.tree.select(s)}
        bad = [n for n in nodes if (_is_noise(one, n, repeated) and not any(n.number <= k <= n.until for k in kept))
               or (n.number not in kept and _is_head(one, n))]  # fmt: skip
        found.append([n for n in bad if not any(o is not n and o.holds(n) for o in bad)])
    return found


def _is_noise(one: Study, node: Node, repeated: set[str]) -> bool:
    letters = one.tree.letters(node)
    if not letters or _is_labelled(one.tree.line(node)) or _is_picture(one, node):
        return False
    if _worded(one, node) in repeated:
        return True
    if one.body is not None and len(letters) * 2 > len(one.tree.letters(one.body)):
        return False
    inside = one.tree.nodes[node.number : node.until + 1]
    links = [text for n in inside if n.tag == "a" and (text := one.tree.letters(n))]
    if _opens_with_headline(one, node, links) or _points_to_one(one, node):
        return True
    linked = len(links) >= 2 and one.tree.link_share(node) > _LINKED
    return linked and len(letters) >= 20 and not _is_taught(one, letters)


def _is_head(one: Study, node: Node) -> bool:
    """Whether an element at the top of the body says when and by whom it was published, and little else; what stands
    inside is still found by its own rules."""
    body, line = one.body, one.tree.line(node)
    if body is None or node.end - body.start > _TOP or not 4 <= len(line) <= _LONGEST_SIGN:
        return False
    if not any(node.holds(stamped) for stamped, _, _ in one.stamps):
        return False
    return only_signs(line) or (node.tag != "p" and len(without_stamp(line)) <= _LITTLE)


def _opens_with_headline(one: Study, node: Node, links: Sequence[str]) -> bool:
    """Whether an element begins with a link as long as a headline and says little more: a box of one other article."""
    letters = one.tree.letters(node)
    return (
        bool(links) and len(links[0]) >= _HEADLINE and letters.startswith(links[0]) and len(letters) < 5 * len(links[0])
    )


def _points_to_one(one: Study, node: Node) -> bool:
    """Whether little but a headline that leads to another page of the site stands in an element, with what introduces it."""
    if one.tree.link_share(node) <= _POINTS or len(one.tree.letters(node)) > 300:
        return False
    inside = one.tree.nodes[node.number : node.until + 1]
    long = [n for n in inside if n.tag == "a" and len(one.tree.letters(n)) >= _HEADLINE]
    return len(long) == 1 and _is_inward(one, long[0].attributes.get("href") or "")


def _is_inward(one: Study, href: str) -> bool:
    """Whether an address is of the same site."""
    try:
        return bool(href) and urlsplit(urljoin(one.address, href)).hostname == urlsplit(one.address).hostname
    except ValueError:
        return False


def _worded(one: Study, node: Node) -> str:
    """An element's letters without digits: counters differ from page to page."""
    return _DIGITS.sub("", one.tree.letters(node))


def _is_picture(one: Study, node: Node) -> bool:
    """Whether an element is a picture with its caption: it goes with the pictures, not away."""
    widest = 2 * (node.end - node.start) + 20
    for around in node.ancestors():
        # a caption beside its picture in an element that holds nothing else
        if one.body is None or around is one.body or not one.body.holds(around) or around.end - around.start > widest:
            break
        node = around
    inside = one.tree.nodes[node.number : node.until + 1]
    return any(n.tag == "img" for n in inside) and sum(n.tag == "a" for n in inside) < 2


def _is_taught(one: Study, letters: str) -> bool:
    """Whether the general extractor took the element's text whole."""
    return letters in letters_of(one.taught)


def _is_labelled(line: str) -> bool:
    return any(line_start(name).match(line) for name in ("byline_labels", "credit_labels")) and len(line) < 150

"""What a page shows of itself: the elements that say its title, and its dates."""

from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.dates import Stamp, read_date
from transforms.learn.studied import LEAST_TITLE, Studied
from transforms.learn.tree import Node

_LONGEST_STAMP = 90  # characters: findings.md
_LONGEST_SECTION = 60  # letters
_LEAST_DATED = 20  # letters of a headline with its date behind it
_FEWEST_DIGITS, _MOST_DIGITS = 6, 12  # of that date


def common_end(titles: Sequence[str]) -> str:
    """The longest ending that half of the titles share (the site's name), in letters."""
    ends = Counter(t[-n:] for t in titles for n in range(6, min(len(t), 60) + 1))
    shared = [end for end, count in ends.items() if count * 2 > len(titles) and count > 2]
    return max(shared, key=len, default="")


def title_nodes(one: Studied) -> list[Node]:
    """The smallest elements that show the longest part of a claim; headings where there are any, links last."""
    best: list[tuple[tuple[bool, bool, int], Node]] = []
    claims = one.claims
    for node in one.tree.nodes:
        if node.hidden or not 8 <= node.end - node.start <= 1200:
            continue
        text = one.tree.letters(node)
        if 8 <= len(text) <= 350 and text != one.site_part and any(_says(text, c, one.site_part) for c in claims):
            within = any(text in c for c in claims)
            best.append(((within, not node.in_link, len(text) if within else -len(text)), node))
    if not best:
        return []
    top = max(rank for rank, _ in best)
    nodes = [node for rank, node in best if rank == top]
    nodes = [n for n in nodes if not any(o is not n and n.holds(o) for o in nodes)]
    headings = [n for n in nodes if n.tag in ("h1", "h2", "h3") or any(a.tag in ("h1", "h2") for a in n.ancestors())]
    return headings or nodes


def _says(text: str, claim: str, site_part: str) -> bool:
    """Whether a shown text is the claim, or the headline's part of it: what stands before or after the site's name."""
    if text == claim:
        return True
    if len(text) < LEAST_TITLE:
        return False
    whole = claim.removesuffix(site_part) if site_part else claim
    if claim.startswith(text) or whole.endswith(text) or (len(whole) > 40 and text.startswith(whole)):
        return True
    rest = text[len(whole) :] if len(whole) > _LEAST_DATED and text.startswith(whole) else ""
    if rest.isdigit() and _FEWEST_DIGITS <= len(rest) <= _MOST_DIGITS:
        return True  # the day in brackets behind the headline, in its element
    # The section before the headline, in one element: "Kinh tế : …".
    return len(whole) > 20 and text.endswith(whole) and len(text) - len(whole) <= _LONGEST_SECTION


def stamps_of(one: Studied) -> Iterator[tuple[Node, str, Stamp]]:
    """Short texts and attributes that are dates, the smallest elements that hold them."""
    tree, now = one.tree, one.snapshot.fetched_at
    found: list[tuple[Node, str, Stamp]] = []
    for node in tree.nodes:
        for name in ("datetime", "content", "title") if node.tag in ("time", "meta", "span", "abbr", "div") else ():
            value = node.attributes.get(name) or ""
            if 8 <= len(value) <= _LONGEST_STAMP and (stamp := read_date(value, now=now)):
                found.append((node, name, stamp))
        if not 8 <= node.end - node.start <= 4 * _LONGEST_STAMP or node.hidden:
            continue
        line = tree.line(node)
        if 8 <= len(line) <= _LONGEST_STAMP and any(c.isdigit() for c in line) and (stamp := read_date(line, now=now)):
            found.append((node, "", stamp))
    for node, name, stamp in found:
        inner = any(o is not node and node.holds(o) and s == stamp and not a for o, a, s in found)
        if name or not inner:
            yield node, name, stamp

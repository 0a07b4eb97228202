"""Finds the element that holds an article's text: the one whose words are most like a general extractor's on all pages."""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean

from transforms.learn.choosing import Nodes
from transforms.learn.selectors import Namer, cost
from transforms.learn.study import Study, words_of
from transforms.learn.tree import Node

_LEAST_F1 = 0.5  # of a page, to count as covered by a selector
_NEAR_BEST = 0.12  # findings.md: how much F1 a deeper element may lose
_LOST_AFTER = 0.04  # the share of the text that may be lost behind a deeper element: trailers
_FRAME = frozenset(("-document", "html", "body", "head"))
_MOST_TRIED = 80
_MOST = 3  # selectors


def pick_body(one: Study, nodes: Sequence[Node]) -> Node | None:
    """The element that the reader takes of those a selector matches: the outermost with half of all their text."""
    outer = [n for n in nodes if not any(o is not n and o.holds(n) for o in nodes)]
    chosen = max(outer, key=lambda n: n.end - n.start, default=None)
    if chosen is None or 2 * (chosen.end - chosen.start) < sum(n.end - n.start for n in outer):
        return None
    return chosen


def learn_body(studies: Sequence[Study], namer: Namer) -> list[str]:
    """Selectors of the text's element, most telling first; none where no element holds it on half of the pages."""
    votes: Counter[str] = Counter()
    for one in studies:
        votes.update({s for node in _near_best(one) for s in namer.propose(node)})
    least = max(1, len(studies) // 4)
    tried = sorted((s for s in votes if votes[s] >= least), key=lambda s: (-votes[s], cost(s), s))
    plain = [s for s in tried if "nth-" not in s]
    matches = {s: [one.tree.select(s) for one in studies]
               for s in dict.fromkeys((*tried[:_MOST_TRIED], *plain[:_MOST_TRIED]))}  # fmt: skip
    picks = {s: list(map(pick_body, studies, nodes)) for s, nodes in matches.items()}
    prices = {s: _price(s, nodes) for s, nodes in matches.items()}
    chosen: list[str] = []
    rest = list(range(len(studies)))
    while len(chosen) < _MOST and len(rest) >= (1 if not chosen else max(2, len(studies) // 10)):
        best = _best([studies[i] for i in rest], {s: [nodes[i] for i in rest] for s, nodes in picks.items()}, prices)
        if not best or best in chosen:
            break
        chosen.append(best)
        rest = [i for i in rest if (n := picks[best][i]) is None or studies[i].f1(n) < _LEAST_F1]
    # What also matches on pages that it does not fit goes last.
    return sorted(chosen, key=lambda s: sum(
        n is not None and one.f1(n) < _LEAST_F1 for one, n in zip(studies, picks[s], strict=True)
    ))  # fmt: skip


def _price(selector: str, matches: Sequence[Nodes]) -> float:
    """How far a selector is from what a person would write. Of many elements that it matches the text's must first be told,
    and on a short text's page another may be longer."""
    counts = [len(nodes) for nodes in matches if nodes]
    return cost(selector) + 20 * min(6.0, fmean(counts) - 1) if counts else cost(selector)


def _best(studies: Sequence[Study], picks: dict[str, list[Node | None]], prices: Mapping[str, float]) -> str:
    """The best selector for these pages, "" where none finds their text."""
    scores = {s: _score(studies, nodes) - 0.1 * _is_loose(s) for s, nodes in picks.items()}
    scores = {s: score for s, score in scores.items() if score > 0}
    if not scores:
        return ""
    best = max(sorted(scores), key=lambda s: (round(scores[s], 3), -prices[s]))
    return _deeper(studies, best, picks, scores, prices)


def _is_loose(selector: str) -> bool:
    """Whether a selector hangs on positions alone."""
    return "nth-" in selector and not any(sign in selector for sign in ".#[")


def note_bodies(studies: Sequence[Study], selectors: Sequence[str]) -> None:
    """Tells each page which element its body is by these selectors."""
    for one in studies:
        one.body = None
        for selector in selectors:
            one.body = pick_body(one, one.tree.select(selector))
            if one.body is not None:
                break


def holds_title(one: Study, node: Node) -> bool:
    """Whether an element holds the page's title too."""
    return any(node.holds(title) and node is not title for title in one.titles)


def _near_best(one: Study) -> list[Node]:
    """The elements that are nearly as good as the best on a page."""
    least = 0.3 * len(one.taught)
    large = [n for n in one.tree.nodes
             if n.end - n.start >= max(40, least) and n.tag not in _FRAME and not n.hidden]  # fmt: skip
    f1 = {n.number: one.f1(n) for n in large}
    best = max(f1.values(), default=0.0)
    return [n for n in large if best > 0.3 and f1[n.number] >= best - _NEAR_BEST - 0.05]


def _score(studies: Sequence[Study], nodes: Sequence[Node | None]) -> float:
    """The mean F1 where the selector finds the text, more for finding it on more pages, less for holding the title."""
    values, titled = [], 0
    for one, node in zip(studies, nodes, strict=True):
        if node is None or one.f1(node) < _LEAST_F1:
            continue
        values.append(one.f1(node))
        titled += holds_title(one, node)
    if len(values) * 4 < len(studies):
        return 0.0
    coverage = len(values) / len(studies)
    return fmean(values) + 0.25 * coverage - 0.2 * titled / len(values)


def _deeper(
    studies: Sequence[Study],
    best: str,
    picks: dict[str, list[Node | None]],
    scores: Mapping[str, float],
    prices: Mapping[str, float],
) -> str:
    """The deepest element inside the best that loses little: its lead, labels and share bars, but no text behind it."""
    outer = picks[best]
    found, rank = best, (0.0, 0.0)
    for selector, nodes in picks.items():
        if selector not in scores or scores[selector] < scores[best] - _NEAR_BEST:
            continue
        pairs = [(one, a, b) for one, a, b in zip(studies, outer, nodes, strict=True) if a is not None]
        if not all(b is not None and a.holds(b) for _, a, b in pairs):
            continue
        if fmean([_lost_behind(one, a, b) for one, a, b in pairs if b is not None]) > _LOST_AFTER:
            continue
        depth = fmean([b.depth for _, _, b in pairs if b is not None])
        if (depth, -prices[selector]) > rank and _begins_alike(pairs):
            found, rank = selector, (depth, -prices[selector])
    return found


def _begins_alike(pairs: Sequence[tuple[Study, Node, Node | None]]) -> bool:
    """Whether what the inner element leaves out before it is at most a paragraph (the lead), on nearly all pages."""
    kept = 0
    for one, outer, inner in pairs:
        if inner is None:
            continue
        before = Counter(words_of(one.tree.text[outer.start : inner.start]))
        inside = Counter(words_of(one.tree.text[inner.start : inner.end]))
        lost = sum(((one.words - inside) & before).values())
        kept += lost <= max(80, 0.15 * sum(one.words.values()))
    return kept >= 0.9 * len(pairs)


def _lost_behind(one: Study, outer: Node, inner: Node) -> float:
    """Which part of the taught words stands in the outer element behind the inner one and is missing inside it."""
    behind = Counter(words_of(one.tree.text[inner.end : outer.end]))
    inside = Counter(words_of(one.tree.text[inner.start : inner.end]))
    missing = sum(((one.words - inside) & behind).values())
    return missing / max(1, sum(one.words.values()))

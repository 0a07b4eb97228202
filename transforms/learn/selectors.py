"""Proposes CSS selectors for an element, short and readable ones first."""

import re
from collections import Counter
from collections.abc import Sequence

from transforms.learn.study import Study
from transforms.learn.tree import Node

_PLAIN = re.compile(r"-?[A-Za-z_\u00a0-\uffff][\w\u00a0-\uffff-]*")
_TELLING = (
    "itemprop",
    "rel",
    "property",
    "name",
    "data-role",
    "role",
    "data-testid",
    "data-field",
    "align",
    "valign",
    "style",
    "type",
)
_RARE_TAGS = frozenset(("h1", "main", "article", "time", "address"))
_NUMBERED = re.compile(r"\d{2,}")
# A class with the mark of one build behind its name: "Story_title__3kXz9". The name outlives the build.
_BUILT = re.compile(
    r"\.([A-Za-z][\w-]{2,}(?:__|--|_|-))(?=[\w-]*\d|[\w-]*[a-z][A-Z])(?=[\w-]*[A-Za-z])([A-Za-z0-9]{5,8})"
)
_DEEP, _VERY_DEEP = 4, 12


class Namer:
    """Knows which classes and ids a site uses again and again; only those go into selectors."""

    def __init__(self, studies: Sequence[Study]) -> None:
        counts: Counter[str] = Counter()
        builds: dict[str, set[str]] = {}
        for one in studies:
            tokens = {token for node in one.tree.nodes for token in _tokens(node)}
            counts.update(tokens)
            stems = {found[1]: found[2] for token in tokens if (found := _BUILT.fullmatch(token))}
            counts.update({f"[class*={stem}" for stem in stems})
            for stem, build in stems.items():
                builds.setdefault(stem, set()).add(build)
        least = max(2, len(studies) // 4) if len(studies) > 2 else 1
        # Numbered names belong to one page ("post-123") unless nearly all have them (hashed names do).
        often = max(2, len(studies) // 2)
        self._stems = {stem for stem, seen in builds.items() if len(seen) > 1 and counts[f"[class*={stem}"] >= least}
        self._stable = {t for t, n in counts.items() if n >= (often if _NUMBERED.search(t) else least)}

    def own(self, node: Node) -> list[str]:
        """Selectors made of the element's own id, classes and telling attributes."""
        found: list[str] = []
        identity = node.attributes.get("id")
        if identity and _PLAIN.fullmatch(identity) and f"#{identity}" in self._stable:
            found.append(f"#{identity}")
        classes = [c for c in node.classes if _PLAIN.fullmatch(c) and f".{c}" in self._stable]
        stems = (m[1] for c in node.classes if (m := _BUILT.fullmatch(f".{c}")))
        found += [f'{node.tag}[class*="{stem}"]' for stem in stems if stem in self._stems]
        found += [f"{node.tag}.{c}" for c in classes[:6]]
        if len(classes) > 1:
            found.append(node.tag + "".join(f".{c}" for c in classes[:5]))
        for name in _TELLING:
            value = node.attributes.get(name)
            if value and len(value) <= 60 and '"' not in value and f"[{name}={value}" in self._stable:
                found.append(f'{node.tag}[{name}="{value}"]')
        if node.tag in _RARE_TAGS:
            found.append(node.tag)
        return found

    def propose(self, node: Node) -> list[str]:
        """All selectors worth trying for an element."""
        own = self.own(node)
        found = list(own)
        before = node.previous
        if before is not None:
            for sibling in self.own(before)[:3] or ([before.tag] if before.tag in ("h1", "h2", "h3") else []):
                found.append(f"{sibling} + {node.tag}")
        found += self._under(node, own)
        found += self._positions(node)
        return list(dict.fromkeys(found))

    def _under(self, node: Node, own: Sequence[str]) -> list[str]:
        """Selectors that start from a named ancestor."""
        found: list[str] = []
        path = [node.tag]
        placed = [_placed(node)]
        for depth, ancestor in enumerate(node.ancestors(), 1):
            if depth > _DEEP:
                break
            for anchor in self._anchors(ancestor)[:3]:
                found.append(f"{anchor} > {' > '.join(path)}")
                found.append(f"{anchor} > {' > '.join((*path[:-1], placed[-1]))}")
                found.append(f"{anchor} > {' > '.join(placed)}")
                if node.last:
                    found.append(f"{anchor} > {' > '.join((*placed[:-1], node.tag + ':last-of-type'))}")
                found.append(f"{anchor} {node.tag}")
                found += [f"{anchor} {name}" for name in own[:2]]
            path.insert(0, ancestor.tag)
            placed.insert(0, _placed(ancestor))
        return found

    def _anchors(self, node: Node) -> list[str]:
        return self.own(node)

    def _positions(self, node: Node) -> list[str]:
        """The way from the body by positions: all that is left where nothing has a name."""
        path = [node, *node.ancestors()]
        names = [n.tag for n in path]
        if "body" not in names or not 0 < names.index("body") <= _VERY_DEEP:
            return []
        steps = [_placed(n) for n in path[: names.index("body")]][::-1]
        found = [f"body > {' > '.join(steps)}"]
        for length in (2, 3):
            if len(steps) > length:
                found.append(" > ".join(steps[-length:]))
        return found


def cost(selector: str) -> int:
    """How far a selector is from what a person would write: its length, and much for positions."""
    bare = selector.isalnum() and selector not in _RARE_TAGS
    steps = selector.count(" ")
    return len(selector) + 60 * selector.count(":nth-") + 40 * selector.count(":last-") + 10 * steps + 90 * bare


def _tokens(node: Node) -> list[str]:
    found = [f".{c}" for c in node.classes]
    if node.attributes.get("id"):
        found.append(f"#{node.attributes['id']}")
    found += [f"[{name}={node.attributes[name]}" for name in _TELLING if node.attributes.get(name)]
    return found


def _placed(node: Node) -> str:
    return node.tag if node.tag in ("body", "main", "article", "h1") else f"{node.tag}:nth-of-type({node.place})"

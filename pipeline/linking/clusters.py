"""Union-find: the connected components of what pairwise comparison found alike; they don't depend on the order."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)


class Clusters(Generic[Node]):
    """Nodes joined into components."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._parent = {node: node for node in nodes}

    def root(self, node: Node) -> Node:
        """The node that stands for the component."""
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def joined(self, a: Node, b: Node) -> bool:
        """Whether both are in one component already."""
        return self.root(a) == self.root(b)

    def join(self, a: Node, b: Node) -> None:
        """Makes one component of two."""
        self._parent[self.root(a)] = self.root(b)

    def components(self) -> list[list[Node]]:
        """All components, each in the order its nodes were given."""
        found: dict[Node, list[Node]] = {}
        for node in self._parent:
            found.setdefault(self.root(node), []).append(node)
        return list(found.values())


class Clustering(Generic[Node]):
    """Components of nodes, some of which are settled: they keep together by label, and are not compared again."""

    def __init__(self, nodes: Iterable[Node], settled: Mapping[Node, Hashable]) -> None:
        self._clusters = Clusters(nodes)
        self._settled = settled
        first: dict[Hashable, Node] = {}
        for node, label in settled.items():
            self._clusters.join(node, first.setdefault(label, node))

    def join(self, a: Node, b: Node) -> None:
        """Makes one component of two."""
        self._clusters.join(a, b)

    def compare(self, block: Sequence[Node], alike: Callable[[Node, Node], bool]) -> None:
        """Joins what is alike among nodes that share a key; ends as soon as all of them are one."""
        fresh = [node for node in block if node not in self._settled]
        old = [node for node in block if node in self._settled]
        left = len({self._clusters.root(node) for node in block})
        for position, a in enumerate(fresh):
            if left == 1:
                return
            for b in (*fresh[position + 1 :], *old):
                if not self._clusters.joined(a, b) and alike(a, b):
                    self._clusters.join(a, b)
                    left -= 1

    def components(self) -> list[list[Node]]:
        """All components."""
        return self._clusters.components()

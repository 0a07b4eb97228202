"""What of a page under study tells its likeness to an article and what it shows, and the lengths both go by."""

from collections.abc import Sequence
from typing import Protocol

from records.snapshot import Snapshot
from transforms.dates import Stamp
from transforms.extract.structured import Structured
from transforms.learn.tree import Node, Tree

LEAST_TITLE = 12  # letters from which a heading counts as a headline
PROSE = 80  # characters of a line of running text


class Studied(Protocol):
    """The part of a Study (study.py, which says what each is) that is asked for."""

    snapshot: Snapshot
    address: str
    tree: Tree
    structured: Structured
    taught: str
    titles: list[Node]
    site_part: str

    @property
    def claims(self) -> Sequence[str]: ...

    @property
    def stamps(self) -> Sequence[tuple[Node, str, Stamp]]: ...

    @property
    def is_home(self) -> bool: ...

    def f1(self, node: Node) -> float: ...

    def teasers(self, node: Node) -> float: ...

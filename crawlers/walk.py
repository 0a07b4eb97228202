"""How far down a listing a run has come, and which of its pages comes next."""

from dataclasses import dataclass, field

from crawlers.answer import Answer
from crawlers.page import Page
from records.platform import PageRequest
from records.source import Listing


@dataclass
class Walk:
    """One listing on the way down.

    `is_new` is whether no earlier night has been down it, `to_bottom` whether to go on past pages that are all known.
    `shown` are the articles it has shown so far; `head` is its first page, whose outcome is owed until the walk is
    over: a run that is killed half-way down starts again from the top. `values` and `hidden` are what asking for
    further pages takes from the first page and from the page before, `left_off` and `resumed_at` where earlier nights
    left off (0: none). `stale` counts the last pages in a row that looked past the end, beside the `most_links` of one,
    `doubted` those that named nothing but what is doubted. `follows` is whether each page is reached by the link of the
    one before: no pattern addresses them; `request` how they are asked for where no address names them; `read` the first
    page where the run has read it for another reason.
    """

    listing: Listing
    form: str | None
    to_bottom: bool
    is_new: bool
    shown: set[str] = field(default_factory=set)
    head: Answer | None = None
    values: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    hidden_before: dict[str, str] = field(default_factory=dict)
    left_off: list[str] = field(default_factory=list)
    resumed_at: int = 0
    most_links: int = 0
    stale: int = 0
    doubted: int = 0
    follows: bool = False
    request: PageRequest | None = None
    read: Page | None = None


@dataclass(frozen=True)
class Step:
    """A page of a listing (1 is its head) to ask for.

    `address` is where it lies, "" where its number tells; `jumped_from` the page from which those that an earlier night
    went down are passed over (0: none). On a look ahead, `known_to` is the last page seen that is all known, and `end`
    the first known not to exist.
    """

    walk: Walk
    number: int
    known_to: int | None = None
    end: int | None = None
    address: str = ""
    jumped_from: int = 0

"""What is known of one page before any rule: its elements, what it says of itself, what a general extractor takes for
its text, and how much it looks like an article."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin, urlsplit

from records.snapshot import Snapshot
from transforms.addresses import canonical
from transforms.dates import Stamp
from transforms.extract.around import span_of, up_to_end
from transforms.extract.decode import to_utf8
from transforms.extract.general import general_lines
from transforms.extract.letters import letters_of
from transforms.extract.selecting import Page
from transforms.extract.structured import Structured, read_structured
from transforms.extract.verdict import before_parsing, before_reading
from transforms.learn.likeness import likeness_of
from transforms.learn.shown import common_end, stamps_of, title_nodes
from transforms.learn.studied import LEAST_TITLE, PROSE
from transforms.learn.tree import Node, Tree

_WORD = re.compile(r"\w+")
_REPEATED = 0.25  # the share of pages on which a line must stand to be furniture: findings.md
_HEADLINE = 25  # letters of a link that leads to an article
_LARGEST_TAUGHT = 1024 * 1024  # bytes: the general extractor takes three seconds a megabyte


class Study:
    """One page under study. `claims` are what its title may be, in letters, most telling first."""

    def __init__(self, snapshot: Snapshot, page: Page) -> None:
        self.snapshot = snapshot
        self.address = snapshot.final_url or snapshot.url
        self.page, self.tree = page, Tree(page)
        self.structured: Structured = read_structured(page)
        self.taught = general_text(page, self.address)
        self.words = Counter(words_of(self.taught))
        self.anchored = _headlines(snapshot.listed_titles)  # what links and lists call this page, in letters
        self.titles: list[Node] = []  # elements that show what the page says is its title
        self.body: Node | None = None  # the element that holds the text, once it is known
        self._stamps: list[tuple[Node, str, Stamp]] | None = None
        self.site_part = ""  # what all <title>s of the site end with, in letters
        self._f1: dict[int, float] = {}
        self._likeness: float | None = None

    @property
    def claims(self) -> list[str]:
        """What the page's title may be, in letters: <title>, og:title or JSON-LD, what links and feeds call it."""
        told = [letters_of(self.structured.title), letters_of(self.structured.page_title), *self.anchored]
        return [c for c in dict.fromkeys(told) if len(c) >= LEAST_TITLE and c != self.site_part]

    def f1(self, node: Node) -> float:
        """How far the words of an element are those of the general extractor, F1 of the multisets."""
        known = self._f1.get(node.number)
        if known is None:
            found = Counter(words_of(self.tree.text[node.start : node.end]))
            total = sum(found.values()) + sum(self.words.values())
            known = self._f1[node.number] = 2 * sum((found & self.words).values()) / total if total else 0.0
        return known

    @property
    def stamps(self) -> list[tuple[Node, str, Stamp]]:
        """Short texts and attributes that are dates: element, attribute ("" for the text), moment; smallest elements."""
        if self._stamps is None:
            self._stamps = list(stamps_of(self))
        return self._stamps

    @property
    def is_home(self) -> bool:
        """Whether the address is the site's front page; a query may pick any other page ("/index.php?id=7")."""
        parts = urlsplit(self.address)
        home = parts.path.rstrip("/") in ("", "/index.html", "/index.php", "/trang-chu", "/home")
        return home and not parts.query

    def teasers(self, node: Node) -> float:
        """Which part of what an element holds are links as long as headlines, beside lines of running text; 0 below
        three such links."""
        links = 0
        for inner in self.tree.nodes[node.number : node.until + 1]:
            if inner.tag != "a" or inner.hidden:
                continue
            text = self.tree.letters(inner)
            links += len(text) >= _HEADLINE
        prose = sum(len(line) >= PROSE for line in self._lines_of(node))
        return links / (links + prose) if links >= 3 else 0.0

    def _lines_of(self, node: Node) -> list[str]:
        """The text of the innermost blocks of an element."""
        return [line for line in re.split(r"\s{2,}|\n", self.tree.text[node.start : node.end]) if line]

    @property
    def likeness(self) -> float:
        """How much the page looks like an article, up to about 6."""
        if self._likeness is None:
            self._likeness = likeness_of(self)
        return self._likeness


def study(pages: Sequence[Snapshot]) -> list[Study]:
    """The pages that are HTML, each address once, with the titles they show."""
    found: dict[str, Study] = {}
    for snapshot in pages:
        if before_parsing(snapshot) is not None:
            continue
        html = to_utf8(snapshot.body, snapshot.charset)
        address = snapshot.final_url or snapshot.url
        if before_reading(snapshot, html) is None and address not in found:
            found[address] = Study(snapshot, Page(html))
    studies = list(found.values())
    _note_links(studies)
    _forget_repeated(studies)
    part = common_end([letters_of(s.structured.page_title) for s in studies])
    for one in studies:
        one.site_part = part
        one.titles = title_nodes(one)
    return studies


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


def general_text(page: Page, url: str) -> str:
    """The text trafilatura finds, a paragraph a line, up to where other articles are listed."""
    if len(page.raw) > _LARGEST_TAUGHT:
        return ""
    lines = general_lines(page, url)
    span = span_of(page.shown, lines)
    return "\n".join(up_to_end(lines, page.shown, span) if span else lines)


def _note_links(studies: Iterable[Study]) -> None:
    """Tells each page what links of other pages call it, and its own where they are headings."""
    by_address = {_key(s.address): s for s in studies}
    for one in by_address.values():
        for node in one.tree.nodes:
            href = node.attributes.get("href") if node.tag == "a" else None
            if not href or href.startswith(("#", "javascript:", "mailto:")):
                continue
            other = by_address.get(_key(_absolute(one.address, href)))
            if other is None or (other is one and not _is_heading(node)):
                continue
            for text in _headlines((one.tree.line(node),)):
                if text not in other.anchored:
                    other.anchored.append(text)


def _headlines(texts: Iterable[str]) -> list[str]:
    """Those as long as headlines, in letters."""
    return [said for text in texts if 20 <= len(said := letters_of(text)) <= 250]


def _is_heading(node: Node) -> bool:
    return any(a.tag in ("h1", "h2", "h3") for a in node.ancestors())


def _forget_repeated(studies: Sequence[Study]) -> None:
    """Takes lines that many pages share (menus, newest articles) out of what the general extractor taught."""
    counts = Counter(line for one in studies for line in set(one.taught.split("\n")))
    least = max(3, _REPEATED * len(studies))
    for one in studies:
        own = [line for line in one.taught.split("\n") if counts[line] < least]
        one.taught = "\n".join(own)
        one.words = Counter(words_of(one.taught))


def _absolute(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def _key(address: str) -> str:
    try:
        return canonical(address)
    except ValueError:
        return address

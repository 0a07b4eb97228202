"""What is known of one page before any rule: its elements, what it says of itself, what a general extractor takes for
its text, and how much it looks like an article."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin, urlsplit

from records.snapshot import Snapshot
from transforms.addresses import canonical
from transforms.clean import clean
from transforms.dates import Stamp, read_date
from transforms.extract.decode import to_utf8
from transforms.extract.letters import letters_of
from transforms.extract.selecting import Page
from transforms.extract.structured import Structured, read_structured
from transforms.extract.verdict import before_parsing, before_reading
from transforms.learn.tree import Node, Tree

_WORD = re.compile(r"\w+")
_LISTING_ADDRESS = re.compile(
    r"(?:^|[/?&_-])(?:page|trang|tag|tags|category|categories|chuyen-muc|author|search|tim-kiem|archive|archives|feed|rss"
    r"|lien-he|contact|gioi-thieu|about|sitemap|login|dang-nhap)(?:[/=.-]|$)",
    re.I,
)
_LONGEST_STAMP = 90  # characters: findings.md
_LEAST_TITLE = 12  # letters from which a heading counts as a headline
_PROSE = 80  # characters of a line of running text
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
        self.taught = _taught(page, self.address)
        self.words = Counter(words_of(self.taught))
        self.anchored: list[str] = []  # what other pages' links to this one say, in letters
        self.titles: list[Node] = []  # elements that show what the page says is its title
        self.body: Node | None = None  # the element that holds the text, once it is known
        self._stamps: list[tuple[Node, str, Stamp]] | None = None
        self.site_part = ""  # what all <title>s of the site end with, in letters
        self._f1: dict[int, float] = {}
        self._likeness: float | None = None

    @property
    def claims(self) -> list[str]:
        """What the page's title may be, in letters: <title>, og:title or JSON-LD, links of other pages to it."""
        told = [letters_of(self.structured.title), letters_of(self.structured.page_title), *self.anchored]
        return [c for c in dict.fromkeys(told) if len(c) >= _LEAST_TITLE and c != self.site_part]

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
            self._stamps = list(_stamps(self))
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
        prose = sum(len(line) >= _PROSE for line in self._lines_of(node))
        return links / (links + prose) if links >= 3 else 0.0

    def _lines_of(self, node: Node) -> list[str]:
        """The text of the innermost blocks of an element."""
        return [line for line in re.split(r"\s{2,}|\n", self.tree.text[node.start : node.end]) if line]

    @property
    def likeness(self) -> float:
        """How much the page looks like an article, up to about 6."""
        if self._likeness is None:
            self._likeness = _likeness(self)
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
    part = _common_end([letters_of(s.structured.page_title) for s in studies])
    for one in studies:
        one.site_part = part
        one.titles = _title_nodes(one)
    return studies


def _likeness(one: Study) -> float:
    best = max(one.tree.nodes, key=one.f1, default=None) if one.taught else None
    prose = sum(len(line) for line in one.taught.split("\n") if len(line) >= _PROSE)
    linked = one.tree.link_share(best) if best is not None else 1.0
    title = bool(one.titles) and len(one.tree.letters(one.titles[0])) >= _LEAST_TITLE
    score = 1.5 * title + 1.5 * min(1.0, prose / 700) + (1 - linked) ** 2
    score += 0.5 * bool(one.stamps) + 0.5 * one.structured.is_article + 0.5 * _is_slug(one.address)
    score += 0.5 * (one.snapshot.listed_at is not None)
    if best is not None:
        score -= 8 * max(0.0, one.teasers(best) - 0.3)
    return score - 3 * one.is_home - 1.5 * bool(_LISTING_ADDRESS.search(_after_host(one.address)))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


def _taught(page: Page, url: str) -> str:
    """The text trafilatura finds, a paragraph a line."""
    import trafilatura  # noqa: PLC0415 - a tenth of a second that only learning needs

    if len(page.raw) > _LARGEST_TAUGHT:
        return ""
    try:
        found = trafilatura.extract(page.html, url=url, include_comments=False, include_tables=True, deduplicate=False)
    except (ValueError, RecursionError, AttributeError, TypeError, AssertionError):
        return ""  # broken trees make it raise these; the page then teaches nothing
    return clean(found or "")


def _after_host(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _is_slug(address: str) -> bool:
    """Whether the address ends in words or a number as an article's does."""
    last = _after_host(address).rstrip("/").rsplit("/", 1)[-1]
    return last.count("-") >= 4 or bool(re.search(r"\d{4,}", last))


def _note_links(studies: Iterable[Study]) -> None:
    """Tells each page what links of other pages call it."""
    by_address = {_key(s.address): s for s in studies}
    for one in by_address.values():
        for node in one.tree.nodes:
            href = node.attributes.get("href") if node.tag == "a" else None
            if not href or href.startswith(("#", "javascript:", "mailto:")):
                continue
            other = by_address.get(_key(_absolute(one.address, href)))
            text = one.tree.letters(node)
            if other is not None and other is not one and 20 <= len(text) <= 250 and text not in other.anchored:
                other.anchored.append(text)


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


def _common_end(titles: Sequence[str]) -> str:
    """The longest ending that half of the titles share (the site's name), in letters."""
    ends = Counter(t[-n:] for t in titles for n in range(6, min(len(t), 60) + 1))
    shared = [end for end, count in ends.items() if count * 2 > len(titles) and count > 2]
    return max(shared, key=len, default="")


def _title_nodes(one: Study) -> list[Node]:
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
    if len(text) < _LEAST_TITLE:
        return False
    whole = claim.removesuffix(site_part) if site_part else claim
    return claim.startswith(text) or whole.endswith(text) or (len(whole) > 40 and text.startswith(whole))


def _stamps(one: Study) -> Iterable[tuple[Node, str, Stamp]]:
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

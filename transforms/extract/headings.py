"""Finds the title that a page shows: where it agrees with what the page or a list says, else by where it stands."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from transforms.bylines import only_signs
from transforms.clean import clean_line
from transforms.dates import CLOCK_WORDS, read_date, without_bracketed_date, without_date
from transforms.extract.block import Block
from transforms.extract.letters import letters_of
from transforms.extract.selecting import Page
from transforms.extract.structured import Structured
from transforms.page_words import is_imprint, is_noise, whole_line

LEAST_TITLE = 20  # characters of a title where the page doesn't call itself an article; sections' names are shorter
_LONGEST_TITLE = 250
_ABOVE = 8  # blocks above a text among which its title stands
_LONG = 24  # letters of a title that no section has for a name
_PROSE = 100  # characters of a line of running text
_SITE_PART = re.compile(r"\s+(?:[-–—|»:]|::)\s+")
_CRUMBS = re.compile(r"[»›>/|]\s*\S*$|^\s*[»›>]|\S\s+[»›>]\s+\S")
_SITE_NAME = re.compile(
    r"(?i:(?:cổng|trang) thông tin điện tử)"
    r"(?: (?:(?:của|tỉnh|thành|phố|xã|phường|huyện|quận|thị|trấn|đặc|khu|ủy|ban|nhân|dân|sở|bộ|và)|[^\W\d_a-zà-ỹ]\w*))+"
)
_LINKED = 0.3  # the share of a line's letters in links up to which it is no list of them
_WHOLLY = 0.9  # the same of one that is nothing but links
_MENU, _LONGEST_ENTRY = 5, 40  # entries of a menu, characters of one
_FEWEST_WORDS = 3  # of a title
_NO_TITLE_ENDS = (".", ":", ";", ",", "…", "...")


def shown_title(page: Page, structured: Structured) -> str:
    """The heading that agrees with <title> or og:title; else og:title or the first part of <title> where shown."""
    claims = [c for c in (structured.title, structured.page_title) if c]
    for node in page.tree.css("h1, h2, .title, [class*=title]")[:80]:
        shown = clean_line(node.text())
        agrees = 10 <= len(shown) <= 300 and any(_agree(shown, claim) for claim in claims)
        if agrees and not is_site_name(shown, structured.page_title):
            return shown
    headings = [t for n in page.tree.css("h1") if len(t := clean_line(n.text())) > 15]
    if len(headings) == 1 and not is_site_name(headings[0], structured.page_title):
        return headings[0]
    if structured.is_article and structured.title:
        return structured.title
    brief = _brief_title(page, structured.page_title)
    if brief:
        return brief
    whole = _part_shown(page, structured.page_title)
    if whole:
        return whole
    first = _SITE_PART.split(structured.page_title)[0]
    return first if len(first) > 20 and page.html.count(first) > 1 else ""


def _brief_title(page: Page, said: str) -> str:
    """The one heading of the first rank, however short, that is what <title> says, or says before the site's name; no
    section's name and no standing page's: "Lũ về sớm"."""
    found = [text for node in page.tree.css("h1")[:2] if (text := clean_line(node.text()))]
    parts = _SITE_PART.split(said)
    if len(found) != 1 or letters_of(found[0]) not in (letters_of(said), letters_of(parts[0])):
        return ""
    named = whole_line("section_names", "other_pages", "error_pages").fullmatch(found[0])
    return "" if named or is_site_name(found[0], said) or len(found[0].split()) < _FEWEST_WORDS else found[0]


def is_frame(title: str, shown: Sequence[Block], lines: Sequence[str]) -> bool:
    """Whether what <title> calls a page is the site's name, or stands above the text only over the menu, or below it."""
    letters = letters_of(title)
    places = [n for n, block in enumerate(shown) if letters and letters_of(block.text) == letters]
    if not places:
        return False
    texts = {letters_of(line) for line in lines if len(line) > _PROSE}
    first = next((n for n, block in enumerate(shown) if letters_of(block.text) in texts), None)
    if first is None or any(shown[n].kind == "heading" and n < first for n in places):
        return False
    return is_site_name(title) or places[0] > first or _is_above_menu(shown[places[-1] + 1 : first])


def _is_above_menu(below: Sequence[Block]) -> bool:
    """Whether the page's menu stands among the lines between a title and its text: it is the masthead's name then."""
    links = [
        piece
        for block in below
        if block.linked > _WHOLLY
        for piece in block.pieces or (block.text,)
        if len(piece) <= _LONGEST_ENTRY and not is_noise(piece)
    ]
    return len(links) >= _MENU


def is_site_name(title: str, page_title: str = "") -> bool:
    """Whether a title is the name of a portal and nothing else: the last part of <title>, or an office's name behind
    "Cổng thông tin điện tử". Of capitals alone only <title> can tell where a name ends."""
    parts = _SITE_PART.split(page_title)
    same = [part for part in parts if letters_of(part) == letters_of(title)]
    if is_imprint(title) and len(parts) > 1 and letters_of(parts[-1]) == letters_of(title):
        return True
    if title.isupper() and not same:
        return _SITE_NAME.fullmatch(title) is not None  # what <title> does not say
    return any(_SITE_NAME.fullmatch(text) and not text.isupper() for text in (title, *same))


def _part_shown(page: Page, said: str) -> str:
    """The longest part of <title>, less what stands before or behind one of its dashes, that the page shows as a line,
    and not first below its text, as it does the site's name."""
    cuts = [match.span() for match in _SITE_PART.finditer(said)]
    parts = {part for start, end in cuts for part in (said[:start], said[end:])}
    wanted = {letters_of(part): part for part in parts if len(part) > LEAST_TITLE}
    lines = [(letters, block) for block in page.shown if (letters := letters_of(block.text)) in wanted]
    text = next((n for n, block in enumerate(page.shown) if len(block.text) > _PROSE), len(page.shown))
    above = {id(block) for block in page.shown[: text + 1]}
    found = [pair for pair in lines if id(pair[1]) in above] or lines
    return max(found, key=lambda pair: len(pair[0]))[1].text if found else ""


def _agree(shown: str, claim: str) -> bool:
    a, b = letters_of(shown), letters_of(claim)
    # The site's name stands before the title as often as behind it, but a section's too, which is shorter.
    return bool(a) and (a == b or (len(a) > 12 and b.startswith(a)) or (len(a) > _LONG and b.endswith(a)))


def listed_title(shown: Sequence[Block], listed: Collection[str]) -> str:
    """The line of the page that is what a list or feed calls it, "" where it shows none."""
    names = {letters for text in listed if len(letters := letters_of(text)) >= LEAST_TITLE}
    return next((b.text for b in shown if names and b.linked < 0.5 and letters_of(b.text) in names), "")


def title_above(shown: Sequence[Block], lines: Sequence[str], own: Collection[str], *, now: datetime) -> str:
    """The line above a text that reads like its title, where nothing on the page says what that is: the nearest heading,
    else the nearest line that is neither a sentence, a date, a name nor the way to the section. Of links only those in
    `own`, which lead to the page itself."""
    first = next((letters_of(line) for line in lines if len(line) > _PROSE), "")
    start = next((n for n, block in enumerate(shown) if first and letters_of(block.text) == first), 0)
    opened = shown[start].text if start + 1 < len(shown) else ""
    if LEAST_TITLE < len(opened) <= _LONGEST_TITLE and not opened.endswith(_NO_TITLE_ENDS):
        bare = without_bracketed_date(opened, now=now)
        if bare != opened:
            return bare
        after = shown[start + 1].text
        if len(after) < _PROSE and read_date(after, now=now) is not None:
            return opened  # a title as long as a line of text, with its date below
    found, most = "", -1
    for number in range(start - 1, max(0, start - _ABOVE) - 1, -1):
        block = shown[number]
        if block.linked > 0.9 and len(block.text) >= LEAST_TITLE and block.text not in own:
            break  # another article's headline, or the menu
        title = without_date(without_bracketed_date(block.text, now=now))
        if _may_be_title(block, title, own, now=now):
            if block.kind == "heading":
                return title
            weight = 3 if title != block.text else _weight(shown, number, now=now)
            if weight > most:
                found, most = title, weight
    if found or not LEAST_TITLE < len(opened) <= _LONGEST_TITLE or opened.endswith(_NO_TITLE_ENDS):
        return found
    # A title as long as a line of text, with nothing above it that could be one; what is said may end in quotes.
    return "" if opened.rstrip(')"”').endswith((*_NO_TITLE_ENDS, "!")) else opened


def nearer_heading(shown: Sequence[Block], title: str, lines: Sequence[str], *, now: datetime) -> str:
    """The headline between a short heading and the text below it, where the short one names the section, or the day stands
    right below the headline and none above it; "" without one."""
    first = next((letters_of(line) for line in lines if len(line) > _PROSE), "")
    end = next((n for n, block in enumerate(shown) if first and letters_of(block.text) == first), 0)
    letters = letters_of(title)
    start = next((n for n in range(end) if shown[n].kind == "heading" and letters_of(shown[n].text) == letters), None)
    if start is None:
        return ""
    day = next((n for n in range(start + 1, end) if _is_dated(shown[n], now=now)), start)
    if _names_section(shown, start):
        found = [b.text for b in shown[start + 1 : end] if b.kind == "heading" and _may_be_headline(b)]
    else:
        found = [b.text for b in shown[max(start + 1, day - 1) : day] if _may_be_headline(b)]
    return next(iter(found), "")


def _may_be_headline(block: Block) -> bool:
    """Whether a line is a heading or bold throughout, as long as titles are, and neither a sentence nor a list of links."""
    if not (block.kind == "heading" or block.bold) or block.linked > _LINKED:
        return False
    is_cut = is_noise(block.text) or block.text.endswith(_NO_TITLE_ENDS)
    return LEAST_TITLE <= len(block.text) <= _LONGEST_TITLE and not is_cut


def _names_section(shown: Sequence[Block], number: int) -> bool:
    """Whether a short heading is a section's name: of those that every site has, or that of a link elsewhere."""
    name = letters_of(shown[number].text)
    return whole_line("section_names").fullmatch(shown[number].text) is not None or any(
        block.linked > _LINKED and letters_of(block.text) == name for block in shown
    )


def _weight(shown: Sequence[Block], number: int, *, now: datetime) -> int:
    """How much a line above a text stands out as its title. A picture's caption may be nearer; a title's date stands with
    it, most often below."""
    if _is_dated(shown[number + 1], now=now):
        return 3
    if shown[number].italic:
        return 0
    return 2 if shown[number].bold or (number and _is_dated(shown[number - 1], now=now)) else 1


def _is_dated(block: Block, *, now: datetime) -> bool:
    line = block.pieces[0] if block.pieces else block.text
    return len(line) < _PROSE and read_date(line, now=now) is not None


def own_links(page: Page, url: str, absolute: Callable[[str], str]) -> frozenset[str]:
    """The headings that link to the page itself."""
    links = page.tree.css("h1 a[href], h2 a[href], h3 a[href], h4 a[href]")
    own = (n for n in links if absolute((n.attributes.get("href") or "").strip()).partition("#")[0] == url)
    return frozenset(clean_line(node.text()) for node in own)


def _may_be_title(block: Block, text: str, own: Collection[str], *, now: datetime) -> bool:
    if not LEAST_TITLE <= len(text) <= _LONGEST_TITLE or block.kind in ("row", "item", "caption"):
        return False
    if block.linked > _LINKED and text not in own:
        return False
    if (
        text.lower().startswith(CLOCK_WORDS)
        or text.endswith(_NO_TITLE_ENDS)
        or "\n" in text
        or _CRUMBS.search(text)
        or is_noise(text)
        or whole_line("never_titles").fullmatch(text)
    ):
        return False
    return read_date(text, now=now) is None and not only_signs(text)

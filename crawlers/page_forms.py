"""How the further pages of a listing are addressed: learned from its pager as a pattern, filled in, and read back.

A pattern is appended to the listing's address: "page-{n}/", "?cur={n}". `{n*10}` is what a CMS counts that numbers
articles or starts from zero: ten times (n less one). A pattern that starts with `{stem}` is appended to the address
without its ending: "{stem}-p{n}.html" makes /kinh-te-p2.html of /kinh-te.html.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from crawlers.candidate import Site
from crawlers.page import Link, Page

_PLACE = re.compile(r"\{n(?:\*(\d+))?\}")
_STEM = "{stem}"
_ENDING = re.compile(r"(\.(html?|aspx?|php|jsp|vnp|shtml)|/)$", re.I)
_NUMBER = re.compile(r"(?<!\d)[1-9]\d{0,5}(?!\d)")
_PAGE_WORD = re.compile(r"(?<![a-z])(page\w*|trang|cur|paged|pg|p)[\]=/_-]*$", re.I)
_OFFSET_WORD = re.compile(r"(?<![a-z])(start\w*|offset|skip|from|begin|limitstart)[\]=/_-]*$", re.I)
_DASHED = re.compile(r"[-_](p|page|trang|pg)?[-_]?\d+(\.\w+)?/?")
# Pages of fewer articles than this are not told from numbers of something else by one link alone.
_LEAST_STEP = 4
_MOST_STEP = 100
# "?cat.3.10": a page of "?cat.3".
_POINTED = re.compile(r"[.,:]\d+")
_BARE = re.compile(r"\d{1,4}(\.\w+)?")
_MARK = "987654321"
# A checksum or a moment in an address is that page's alone: no pattern makes the next one's.
_OWN_TOKEN = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{20,}|\d{4}-\d\d-\d\d(T|%20|\+)\d\d", re.I)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# A link of more words than this names something else than a page.
_MOST_WORDS = 2
# Where no word says so: the sign of the link to page 2.
_NEXT_SIGNS = frozenset(["›", "»", ">", ">>", "→", "⟩", "⇒"])


def page_address(listing: str, form: str, number: int) -> str:
    """The address of a listing's page: its pattern with the number, appended in the way its first sign asks for."""
    return _appended(listing, _PLACE.sub(lambda m: str(number if m[1] is None else (number - 1) * int(m[1])), form))


def page_number(url: str, listing: str, form: str) -> int | None:
    """Which page of the listing an address is, or None if it is none of its further pages."""
    place = _PLACE.search(form)
    before, _, after = _appended(listing, _PLACE.sub(_MARK, form)).partition(_MARK)
    if not place or not url.startswith(before) or not url.endswith(after):
        return None
    digits = url[len(before) : len(url) - len(after)]
    if not digits.isdecimal() or len(digits) >= 7:
        return None
    if place[1] is None:
        return int(digits)
    return int(digits) // int(place[1]) + 1 if int(digits) % int(place[1]) == 0 else None


def lies_below(url: str, listing: str) -> bool:
    """Whether an address may be one of the listing's further pages, whatever its pattern: what is appended to the
    listing's address, with or without its ending ("/kinh-te-p7.html" below "/kinh-te.html")."""
    return url.startswith(listing.rstrip("/")) or bool(_tail(url, listing))


def _appended(listing: str, suffix: str) -> str:
    if suffix.startswith(_STEM):
        return _ENDING.sub("", listing.partition("?")[0]) + suffix[len(_STEM) :]
    if suffix.startswith("?") and "?" in listing:
        return listing + "&" + suffix[1:]
    if suffix[0] not in "?&/" and not listing.endswith("/") and "?" not in listing:
        return f"{listing}/{suffix}"
    return listing + (suffix[1:] if suffix.startswith("/") and listing.endswith("/") else suffix)


@dataclass
class _Evidence:
    """What speaks for a pattern: the page numbers that links with such a text lead to, and words that name a page."""

    numbered: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    named: bool = False

    def strength(self) -> int:
        """0 where it may as well be chance."""
        sure = len(self.numbered) >= 2 or bool(self.numbered and self.named) or {2, 3} <= self.numbers
        return 10 * len(self.numbered) + 5 * self.named + len(self.numbers) if sure or self.named else 0


def find_form(page: Page, site: Site, listing: str) -> str | None:
    """How the listing's further pages are addressed, as a `next_page` pattern, learned from the links of its pager.

    A link that is the listing's address and something with a number in it: the number that the link shows, or the
    number of articles before that page; or a 2 where others have a 3, or after a word that names a page.
    """
    found: dict[str, _Evidence] = defaultdict(_Evidence)
    for link in page.links():
        url = site.canonical(link.url)
        tail = _tail(url, listing) if url else ""
        is_article = bool(url and tail and site.is_article(url))
        for form, number, is_shown, is_named in () if _OWN_TOKEN.search(tail) else _readings(tail, link):
            if is_article and not is_shown and len(_LETTERS.findall(link.text)) > _MOST_WORDS:
                continue
            evidence = found[form]
            evidence.named = evidence.named or is_named
            (evidence.numbered if is_shown else evidence.numbers).add(number)
    found = {_counting(form, e): e for form, e in found.items()}
    forms = [(e.strength(), -len(form), form) for form, e in found.items() if e.strength()]
    return _as_appended(max(forms)[2], listing) if forms else None


def _tail(url: str, listing: str) -> str:
    """What a link's address has beyond the listing's: "?page=2", "/page/2/", "{stem}-p2.html"; "" for another page's."""
    bare = listing.rstrip("/")
    if url.startswith(bare) and len(url) > len(bare) + 1:
        rest = url[len(bare) :]
        if rest[0] in "/?&" or ("?" in bare and _POINTED.fullmatch(rest)):
            return rest
        if _DASHED.fullmatch(rest):
            return _STEM + rest
    here, there = urlsplit(listing), urlsplit(url)
    if here.path.rstrip("/") == there.path.rstrip("/") and there.query:
        own = parse_qsl(here.query, keep_blank_values=True)
        pairs = parse_qsl(there.query, keep_blank_values=True)
        more = [pair for pair in pairs if pair not in own]
        if len(more) == 1 and all(pair in pairs for pair in own if pair[0] != more[0][0]):
            return f"?{more[0][0]}={more[0][1]}"
    stem = _ENDING.sub("", listing.partition("?")[0])
    if (
        stem != listing.rstrip("/")
        and url.startswith(stem)
        and (url[len(stem) : len(stem) + 1] in ("-", "_", "/") or _BARE.fullmatch(url, len(stem)))
    ):
        return _STEM + url[len(stem) :]
    return ""


def _readings(tail: str, link: Link) -> Iterator[tuple[str, int, bool, bool]]:
    """The patterns that one link may follow, each with its page number, whether the link shows that number, and
    whether a word in the address names it."""
    shown = int(link.text) if link.text.isdecimal() and len(link.text) < 5 else 0
    for match in _NUMBER.finditer(tail):
        head, rest, number = tail[: match.start()], tail[match.end() :], int(match[0])
        if not head.removeprefix(_STEM).strip("/") and rest.strip("/") and not head.startswith(_STEM):
            continue
        named, counts = bool(_PAGE_WORD.search(head)), bool(_OFFSET_WORD.search(head))
        if shown > 1 and number == shown:
            yield f"{head}{{n}}{rest}", shown, True, named
        elif shown > 1 and number % (shown - 1) == 0 and _is_step(number // (shown - 1)):
            yield f"{head}{{n*{number // (shown - 1)}}}{rest}", shown, True, named or counts
        elif not shown and number in (2, 3) and not counts and (named or _may_name_a_page(link.text)):
            yield f"{head}{{n}}{rest}", number, False, (named or link.text.strip() in _NEXT_SIGNS) and number == 2
        elif not shown and counts and _LEAST_STEP <= number <= _MOST_STEP:
            yield f"{head}{{n*{number}}}{rest}", 2, False, True


def _counting(form: str, evidence: _Evidence) -> str:
    """The pattern, with steps where the pager shows which article a page begins with: "0 10 20 30"."""
    step = min(evidence.numbered, default=0)
    in_steps = len(evidence.numbered) > 1 and step >= _LEAST_STEP and not any(n % step for n in evidence.numbered)
    return form.replace("{n}", f"{{n*{step}}}") if in_steps else form


def _may_name_a_page(text: str) -> bool:
    """Whether a link's text may be a pager's ("Trang 2", "»", nothing), not the name of a section or an article."""
    words = len(_LETTERS.findall(text))
    return words < _MOST_WORDS or (words == _MOST_WORDS and any(sign.isdigit() for sign in text))


def _is_step(step: int) -> bool:
    return step == 1 or _LEAST_STEP <= step <= _MOST_STEP


def _as_appended(form: str, listing: str) -> str:
    """The pattern as it is appended to this listing (whose address may end in a slash)."""
    return form[1:] if listing.endswith("/") and form.startswith("/") else form

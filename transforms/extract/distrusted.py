"""Reads a page some of whose source's rules broke: those fields by the next way, the others by the rules that still hold.

The next way of a field is the platform's rule where the source's own broke, then what the page says to machines, then
trafilatura's reading.
"""

from collections.abc import Callable, Collection
from datetime import datetime

import msgspec

from records.platform import FieldName, Platform
from records.source import Source
from transforms.extract.draft import Draft
from transforms.extract.fallback import read_fallback
from transforms.extract.headings import shown_title
from transforms.extract.letters import letters_of
from transforms.extract.marked import node_of, read_marked
from transforms.extract.rulebook import Rulebook, design_at
from transforms.extract.rules import RuleReader
from transforms.extract.selecting import Page
from transforms.extract.structured import Structured

# What of a draft holds each field; a body's text is taken by itself.
_HELD: dict[FieldName, tuple[str, ...]] = {
    "title": ("title",),
    "lead": ("lead", "lead_in_body"),
    "byline": ("byline",),
    "credit": ("credit", "credit_url"),
    "section": ("section",),
    "published_at": ("published",),
    "modified_at": ("modified",),
    "keywords": ("keywords",),
    "attachments": ("attachments",),
    "images": ("images",),
    "next_part": ("next_parts",),
}
_PROSE = 80  # characters of a line of running text
_LEAST_KEPT = 0.95  # the share of the letters found that an element must hold to be that text's own
_MOST_BESIDE = 1.25  # letters of an element beside those of the text found, up to which it is that text's own


def distrusted_fields(source: Source | None, fetched_at: datetime) -> frozenset[FieldName]:
    """The fields of a page whose rules are not to be used: none of one fetched before they broke."""
    if source is None or not source.distrusted or design_at(source, fetched_at) is not source:
        return frozenset()
    since = source.distrusted_since
    return frozenset(source.distrusted) if since is None or fetched_at >= since else frozenset()


def without(
    book: Rulebook, fields: Collection[FieldName], source: Source | None, platform: Platform | None
) -> Rulebook:
    """The rules less those of some fields; where the source's own stood over its platform's, the platform's hold."""
    kept = {name: rule for name, rule in book.fields.items() if name not in fields}
    own = source.rules if source is not None and platform is not None and book.platform == platform.id else {}
    for name in fields:
        if platform and name in own and name in platform.fields and book.fields.get(name) == own[name]:
            kept[name] = platform.fields[name]
    return msgspec.structs.replace(book, fields=kept)


class NextWay:
    """What is read of one page without its rules; asked for once, and only where a field needs it."""

    def __init__(
        self, page: Page, structured: Structured, *, now: datetime, address: str, absolute: Callable[[str], str]
    ) -> None:
        self._page, self._structured = page, structured
        self._now, self._address, self._absolute = now, address, absolute
        self._found: Draft | None = None
        self._asked = False

    @property
    def title(self) -> str:
        """The title that the page shows and says."""
        return shown_title(self._page, self._structured)

    @property
    def draft(self) -> Draft | None:
        """What the page marks for machines, else trafilatura's reading; None where neither finds an article."""
        if not self._asked:
            self._asked = True
            marked = read_marked(
                self._page, self._structured, now=self._now, address=self._address, absolute=self._absolute
            )
            found = marked or read_fallback(
                self._page, self._structured, url=self._address, now=self._now, absolute=self._absolute
            )
            self._found = None if isinstance(found, str) else found
        return self._found


def mend(draft: Draft, fields: Collection[FieldName], other: NextWay) -> None:
    """Gives a draft that the trusted rules read the distrusted fields that it lacks."""
    lacking = [field for field in fields if field in _HELD and not getattr(draft, _HELD[field][0])]
    if lacking and other.draft is not None:
        for field in lacking:
            for name in _HELD[field]:
                setattr(draft, name, getattr(other.draft, name))


def overlay(
    found: Draft,
    book: Rulebook,
    fields: Collection[FieldName],
    page: Page,
    *,
    now: datetime,
    address: str,
    absolute: Callable[[str], str],
) -> Draft:
    """What was read without a rule for the body, with the fields whose rules are trusted and still find something."""
    # Date lines and names may stand before the first line of prose, and belong to other fields.
    prose = [n for n, block in enumerate(found.blocks) if len(block.text) >= _PROSE]
    text = " ".join(found.blocks[n].text for n in prose)
    node = node_of(page, text) if prose else None
    if node is None:
        return found
    letters = letters_of(" ".join(block.text for block in found.blocks[prose[0] :]))
    reader = RuleReader(page, book, now=now, address=address, absolute=absolute)
    read = reader.read(node, title=found.title)
    if read is None:
        return found
    for field, names in _HELD.items():
        if field in fields or not getattr(read, names[0]):
            for name in names:
                setattr(read, name, getattr(found, name))
    shown = letters_of("".join(block.text for block in read.blocks))
    if not _LEAST_KEPT * len(letters) <= len(shown) <= _MOST_BESIDE * len(letters) + 200:
        read.blocks = found.blocks
    read.signed_in_body = read.signed_in_body or found.signed_in_body
    return read

"""Reads a page by what it says of itself to machines, where it shows the same: microdata, RDFa, JSON-LD's text."""

from collections.abc import Callable
from datetime import datetime

from selectolax.lexbor import LexborNode

from records.platform import FieldRule
from transforms.clean import clean_line
from transforms.extract.dating import published_on
from transforms.extract.draft import Draft
from transforms.extract.headings import shown_title
from transforms.extract.letters import letters_of
from transforms.extract.rulebook import Rulebook
from transforms.extract.rules import RuleReader
from transforms.extract.selecting import Page
from transforms.extract.structured import Structured

_BOOK = Rulebook(
    fields={
        "title": FieldRule(select=('[itemprop="headline"]', "h1", 'meta[property="og:title"]@content')),
        "lead": FieldRule(select=('p[itemprop="description"]', 'div[itemprop="description"]'), first_bold=True),
        "body": FieldRule(
            select=('[itemprop="articleBody"]', '[property="schema:text"]', '[property="content:encoded"]')
        ),
        "byline": FieldRule(
            select=('[itemprop="author"] [itemprop="name"]', '[itemprop="author"]', '[rel="author"]'), last_line=True
        ),
        "modified_at": FieldRule(select=('meta[property="article:modified_time"]@content',)),
        "section": FieldRule(select=('[itemprop="articleSection"]', 'meta[property="article:section"]@content')),
        "keywords": FieldRule(select=('meta[name="news_keywords"]@content', 'meta[property="article:tag"]@content')),
    }
)
_SAMPLE = 80  # letters at either end of a text by which the node that shows it is known
_LEAST_TEXT = 200  # letters of a text that JSON-LD gives whole


def read_marked(
    page: Page, structured: Structured, *, now: datetime, address: str, absolute: Callable[[str], str]
) -> Draft | None:
    """The draft; None where the page marks no text, or shows another title or no date with it."""
    body = node_of(page, structured.text)
    if body is None and not any(page.has(selector) for selector in _BOOK.fields["body"].select):
        return None
    draft = RuleReader(page, _BOOK, now=now, address=address, absolute=absolute).read(body)
    title = shown_title(page, structured)
    if draft is None or not title:
        return None
    draft.title = title
    draft.published = published_on(page, structured, title, now=now)
    draft.byline = draft.byline or structured.author
    draft.section = draft.section or structured.section
    return draft if draft.published else None


def node_of(page: Page, text: str) -> LexborNode | None:
    """The smallest node that shows a text known from elsewhere (JSON-LD), None where none does."""
    letters = letters_of(clean_line(text)) if text else ""
    if len(letters) < _LEAST_TEXT:
        return None
    first, last = letters[:_SAMPLE], letters[-_SAMPLE:]
    node, found = page.tree.body, None
    while node is not None:
        shown = letters_of(node.text())
        if first not in shown or last not in shown:
            break
        found = node
        node = next((child for child in node.iter() if _holds(child, first, last)), None)
    return found if found is not None and found.tag != "body" else None


def _holds(node: LexborNode, first: str, last: str) -> bool:
    shown = letters_of(node.text())
    return first in shown and last in shown

"""Reads a page that no rules fit: trafilatura for the text, the page's own metadata where it agrees with what is shown."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from selectolax.lexbor import LexborNode

from transforms.dates import read_date
from transforms.extract.around import (
    BETWEEN,
    captions_of,
    ends_text,
    from_title,
    opening,
    place_of,
    span_of,
    up_to_end,
    with_lost,
    without_box,
)
from transforms.extract.block import Block
from transforms.extract.column import column_of, up_to_column_end, within
from transforms.extract.dating import date_shown, published
from transforms.extract.draft import Draft
from transforms.extract.facts import last_fact, without_values
from transforms.extract.general import general_lines
from transforms.extract.headings import (
    LEAST_TITLE,
    is_frame,
    is_site_name,
    listed_title,
    nearer_heading,
    own_links,
    shown_title,
    title_above,
)
from transforms.extract.icons import beside_icon, lines_around
from transforms.extract.insets import without_insets
from transforms.extract.labelled import labelled
from transforms.extract.letters import letters_of
from transforms.extract.listed import without_listed
from transforms.extract.prose import is_teasers
from transforms.extract.selecting import Page
from transforms.extract.signed import signs, source_beside, writer_of
from transforms.extract.standfirst import stands_apart
from transforms.extract.structured import Structured
from transforms.page_words import is_noise, whole_line

_LEAST_TEXT = 200  # characters a page nobody wrote rules for must have to be an article
_LARGEST = 2 * 1024 * 1024  # bytes: trafilatura takes three seconds a megabyte
_DEEPEST = 400  # nested elements: lxml and trafilatura recurse
_PROSE = 80  # characters of a line of running text


def read_fallback(
    page: Page,
    structured: Structured,
    *,
    url: str,
    now: datetime,
    absolute: Callable[[str], str],
    saved: bool = False,
    listed: Collection[str] = (),
) -> Draft | str:
    """The draft, or why the page is no article. Of a page that somebody saved a title and any text are enough; `listed`
    are what feeds and links call the page."""
    body = page.tree.body
    if len(page.raw) > _LARGEST:
        return f"{len(page.raw)} bytes, more than {_LARGEST} without rules"
    if body is None or _depth(body) > _DEEPEST:
        return f"no body, or elements nested deeper than {_DEEPEST}"
    shown = page.shown
    title, lines = _title_and_text(page, structured, own_links(page, url, absolute), url=url, now=now, listed=listed)
    beside = date_shown(title, shown, lines, now=now) if title and lines else None
    if saved and title and any(letters_of(line) != letters_of(title) for line in lines):
        refusal = ""
    else:
        refusal = _refusal(structured, title, lines, shown, dated=beside is not None)
    if refusal:
        return refusal
    draft = Draft(title=title, absolute=absolute, section=structured.section, signed_in_body=True)
    draft.published = published(page, structured, beside, now=now)
    draft.modified = read_date(structured.modified, now=now, which="modified") if structured.modified else None
    draft.blocks = _blocks(lines, shown)
    _take_lead(draft, structured, shown)
    column = column_of(page, title, lines)
    _take_around(page, draft, lines, column, now=now)
    _sign(page, draft, lines, column, said=structured.author)
    return draft


def _title_and_text(
    page: Page, structured: Structured, own: Collection[str], *, url: str, now: datetime, listed: Collection[str]
) -> tuple[str, list[str]]:
    """The title, and the text's paragraphs: those of the general reading, less what is not the article's."""
    shown = page.shown
    lines = general_lines(page, url)
    title = _known_title(page, structured, lines, now=now) or listed_title(shown, listed)
    title = title or title_above(shown, lines, own, now=now)
    lines = from_title(lines, shown, title)
    lines = within(lines, column_of(page, title, lines))
    lines = with_lost(_up_to_end(lines, shown), shown, title)
    return title, without_values(without_listed(without_box(lines, shown, title), page), shown)


def _sign(page: Page, draft: Draft, lines: Sequence[str], column: str, *, said: str) -> None:
    """Who wrote the text, and whence it came, beside it; its last lines may say so too."""
    shown, title = page.shown, draft.title
    span = span_of(shown, lines)
    captions = captions_of(page.written, lines)  # whom a picture shows did not write
    own = up_to_column_end(shown, span[1], column) if span else shown
    own = [block for block in own if letters_of(block.text) not in captions]

    def near() -> Sequence[Block]:
        return lines_around(own, title, lines)

    above = _up_to(shown, near()[-1:])
    draft.byline = (
        labelled(above, "byline_labels")
        or beside_icon(page, "byline_labels", near)
        or writer_of(page, own, title, lines, said=said)
    )
    draft.credit = (
        labelled(above, "credit_labels") or beside_icon(page, "credit_labels", near) or source_beside(shown, title)
    )


def _up_to(shown: Sequence[Block], last: Sequence[Block]) -> Sequence[Block]:
    """A page's lines up to the one given: behind it stand other articles and the page's footer, with labels of their own."""
    end = next((number for number, block in enumerate(shown, 1) if last and block is last[0]), len(shown))
    return shown[:end]


def _known_title(page: Page, structured: Structured, lines: Sequence[str], *, now: datetime) -> str:
    """The title that the page says it has, "" where that is the site's name."""
    title = shown_title(page, structured)
    if is_site_name(title, structured.page_title) or is_frame(title, page.shown, lines):
        return ""
    return (0 < len(title) < LEAST_TITLE and nearer_heading(page.shown, title, lines, now=now)) or title


def _blocks(lines: Sequence[str], shown: Sequence[Block]) -> list[Block]:
    """The paragraphs found, in bold where the page sets them so, or sets the first alone in italics."""
    bold = {block.text for block in shown if block.bold or (block.kind == "heading" and len(block.text) >= _PROSE)}
    links = {letters_of(block.text): block.linked for block in shown if block.linked}
    blocks = [Block("text", line.removeprefix("- ")) for line in lines]
    for block in blocks:
        block.bold = block.text in bold
        block.linked = links.get(letters_of(block.text), 0.0)
    italic = {block.text for block in shown if block.italic}
    if blocks and sum(block.text in italic for block in blocks) == 1:
        blocks[0].bold |= blocks[0].text in italic  # set apart, as a lead is
    return blocks


def _up_to_end(lines: list[str], shown: Sequence[Block]) -> list[str]:
    span = span_of(shown, lines)
    return up_to_end(lines, shown, span) if span else lines


def _take_around(page: Page, draft: Draft, lines: Sequence[str], column: str, *, now: datetime) -> None:
    """The lead and the signature that the text found lacks."""
    shown = page.shown
    span = span_of(shown, lines)
    if span is None:
        return
    first, last = span
    lost = [] if draft.lead else opening(shown, first, draft.title, lines, now=now)
    if lost and (lost[0].bold or lost[0].italic):
        draft.lead = lost.pop(0).text.replace("\n", " ")
    captions = captions_of(page.written, lines)
    draft.blocks = [block for block in draft.blocks if letters_of(block.text) not in captions]
    found = [
        block
        for block in signs(up_to_column_end(shown, last, column), last, lines)
        if letters_of(block.text) not in captions
    ]
    while found and draft.blocks and (is_noise(draft.blocks[-1].text) or ends_text(draft.blocks[-1].text)):
        draft.blocks.pop()
    draft.blocks = [*lost, *draft.blocks, *found]
    if not draft.lead and stands_apart(page, draft.blocks):
        draft.lead = draft.blocks.pop(0).text.replace("\n", " ")
    draft.lead_in_body = not draft.lead


def _refusal(structured: Structured, title: str, lines: Sequence[str], shown: Sequence[Block], *, dated: bool) -> str:
    """Why a page is no article, "" where it is one. What calls itself an article needs less proof."""
    if not title:
        return "no title that the page shows"
    if sum(map(len, lines)) < _LEAST_TEXT or not any(len(line) > 100 for line in lines):
        return "no running text"
    if is_site_name(title, structured.page_title):
        return f"the site's name for a title: {title!r}"
    if structured.is_article:
        if len(title) < LEAST_TITLE and not dated and not structured.published:
            return f"a short heading {title!r}"
        return "a list of articles" if is_teasers(without_insets(shown), lines, title) else ""
    if not dated:
        return "no date beside the title, and no word of being an article"
    # Many systems call each of their pages a website.
    is_short = len(title) < LEAST_TITLE and not (
        letters_of(structured.page_title).startswith(letters_of(title))
        and _is_one_text(shown, lines, title)
        and not whole_line("standing_names").fullmatch(title)
    )
    if structured.kind not in ("", "website") or is_short:
        named = structured.kind not in ("", "website")
        return f"a page of kind {structured.kind!r}" if named else f"a short heading {title!r}"
    return (
        "more links than text"
        if _is_list(shown, lines, title) or is_teasers(without_insets(shown), lines, title)
        else ""
    )


def _is_list(shown: Sequence[Block], lines: Sequence[str], title: str) -> bool:
    """Whether links outweigh running text, or a quarter of the text found is links: the front page of a section."""
    linked = {letters_of(b.text) for b in shown if b.linked > 0.9 and len(b.text) > 20 and b.text != title}
    if sum(letters_of(line.removeprefix("- ")) in linked for line in lines) * 4 >= len(lines):
        return True
    if _is_one_text(shown, lines, title):
        return False
    prose = sum(len(b.text) for b in shown if len(b.text) > 120 and b.linked < 0.3)
    links = sum(int(len(b.text) * b.linked) for b in shown)
    return prose < 600 and links > 3 * prose


def _is_one_text(shown: Sequence[Block], lines: Sequence[str], title: str) -> bool:
    """Whether two lines of running text or more follow a title that links nowhere, with no headline among them: an
    article, however short beside the page's lists."""
    start, span = place_of(shown, title), span_of(shown, lines)
    if start is None or span is None or shown[start].linked > 0:
        return False
    start = last_fact(shown, start)
    if not 0 < span[0] - start <= BETWEEN:
        return False
    text = without_insets(shown[start + 1 : span[1] + 2])[: span[1] - start]
    prose = sum(len(b.text) >= _PROSE and b.linked == 0 for b in text)
    return prose > 1 and not any(
        b.linked > 0 and b.linked * len(b.text) >= LEAST_TITLE and not _is_buttons(b) for b in text
    )


def _is_buttons(block: Block) -> bool:
    """Whether a line is buttons and their counters, and nothing else."""
    return all(is_noise(piece) or piece.isdigit() for piece in block.pieces or (block.text,))


def _take_lead(draft: Draft, structured: Structured, shown: Sequence[Block]) -> None:
    """The paragraph that the page's description begins like is the lead, whether the text found begins with it or lacks
    it."""
    said = letters_of(structured.description)[:50]
    if len(said) < 30:
        return
    for number, block in enumerate(draft.blocks[:2]):
        if letters_of(block.text).startswith(said) and len(draft.blocks) > 1:
            draft.lead = draft.blocks.pop(number).text
            return
    if any(letters_of(block.text).startswith(said) for block in draft.blocks):
        return
    # Above the text: below it the page's imprint may be what the site says of itself everywhere.
    end = span_of(shown, [block.text for block in draft.blocks])
    above = shown[: end[0]] if end else shown
    found = [b.text for b in above if len(b.text) >= len(said) and letters_of(b.text).startswith(said)]
    draft.lead = found[0].replace("\n", " ") if found and found[0] != draft.title else ""


def _depth(root: LexborNode | None) -> int:
    """How deep the elements nest, followed along first children and their neighbours, up to the limit."""
    deepest, stack = 0, [(root, 1)] if root is not None else []
    while stack and deepest <= _DEEPEST:
        node, depth = stack.pop()
        deepest = max(deepest, depth)
        stack += [(child, depth + 1) for child in node.iter()]
    return deepest

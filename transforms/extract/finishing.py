"""Finishes what was read into an article, always in the same order.

1. each piece of text is cleaned by itself (transforms.clean), as its block is read
2. pictures leave the text with their captions and photo credits, repeated captions once
3. title and lead printed again, share bars, ratings, font-size bars, advertisements go; lists of other articles and the
   portal's imprint are cut off the end
4. a lead in the body (its first bold paragraph) is taken out of it
5. byline and credit are taken off the last lines
6. the agency's mark is cut from the lead, or from the body's first paragraph, or from behind its last sentence, and kept
   as the credit
"""

from typing import Literal

import msgspec

from records.article import Article, Image
from records.base import Record
from records.rejection import Rejection, RejectionReason
from records.snapshot import Snapshot
from transforms.addresses import article_id, digest
from transforms.bylines import Signature, read_byline, read_credit
from transforms.clean import clean, clean_line
from transforms.dates import VIETNAM, Stamp, plausible
from transforms.extract.block import Block
from transforms.extract.draft import Draft
from transforms.extract.pictures import take_pictures
from transforms.extract.trimming import trim
from transforms.extract.verdict import reject
from transforms.language import language_of
from transforms.legal_texts import find_legal_texts
from transforms.signing_lines import cut_end_mark, cut_mark, read_tail

_LEAST_TEXT = 40  # characters of lead and body, by findings.md
_LEAST_LEAD = 40
Extractor = Literal["rule", "learned", "structured", "fallback"]
_From = Literal["page", "feed", "sitemap", "listing"]


class _Text(Record, frozen=True):
    """What is shown to a reader, cleaned."""

    title: str
    lead: str
    body: str
    images: tuple[Image, ...]
    signature: Signature


def finish(
    draft: Draft,
    snapshot: Snapshot,
    *,
    platform: str | None,
    extractor: Extractor,
    language: str | None,
) -> Article | Rejection:
    """The article, or the rejection of a page with too little text."""
    text = _compose(draft)
    letters = len(text.lead) + len(text.body)
    if letters < _LEAST_TEXT and not snapshot.imported:
        return reject(snapshot, RejectionReason.TOO_SHORT, f"{letters} characters of lead and body")
    published, published_from = _with_listed(draft.published, snapshot)
    edited = draft.modified is not None and published is not None and draft.modified.at > published.at
    address = snapshot.final_url or snapshot.url
    url = address if address.startswith("http") else ""  # a page saved by hand may not say where it was
    text_digest = digest(text.title, text.lead, text.body)
    return Article(
        article_id=article_id(url) if url else text_digest,
        url=url,
        source_id=snapshot.source_id,
        platform=platform,
        title=text.title,
        lead=text.lead,
        body=text.body,
        byline=text.signature.byline,
        authors=text.signature.authors,
        credit=text.signature.credit,
        credit_url=text.signature.credit_url,
        section=clean_line(draft.section) or snapshot.listed_section,
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        published_from=published_from,
        modified_at=draft.modified.at if edited and draft.modified else None,
        fetched_at=snapshot.fetched_at,
        language=language_of(f"{text.title} {text.lead} {text.body[:800]}", default=language or "vi"),
        images=text.images,
        attachments=tuple(draft.attachments),
        legal_texts=find_legal_texts(f"{text.title}\n{text.lead}\n{text.body}"),
        keywords=tuple(draft.keywords),
        next_parts=draft.next_parts,
        text_digest=text_digest,
        extractor=extractor,
        confidence=_confidence(extractor, published),
    )


def _compose(draft: Draft) -> _Text:
    """Title, lead, body, pictures and signature, each where it belongs."""
    title, lead = clean_line(draft.title), clean_line(draft.lead)
    blocks, images = take_pictures(draft.blocks, draft.absolute)
    blocks = trim(blocks, title=title, lead=lead)
    if draft.lead_in_body:
        lead = _bold_lead(blocks)
    signature, blocks = _signature(draft, blocks)
    lead, blocks, mark = _without_mark(lead, blocks)
    if not signature.credit:
        mark = _take_end_mark(blocks) or mark
    if mark and not signature.credit:
        signature = msgspec.structs.replace(signature, credit=mark)
    body = "\n\n".join(b.text for b in blocks)
    return _Text(title=title, lead=lead, body=body, images=(*draft.images, *images), signature=signature)


def _bold_lead(blocks: list[Block]) -> str:
    """The first paragraph, taken out of the body, where all of it is bold and text follows."""
    if len(blocks) < 2 or not blocks[0].bold or blocks[0].kind != "text" or len(blocks[0].text) < _LEAST_LEAD:
        return ""
    # A body set in bold throughout has no lead to tell.
    if all(b.bold for b in blocks):
        return ""
    return blocks.pop(0).text.replace("\n", " ")


def _signature(draft: Draft, blocks: list[Block]) -> tuple[Signature, list[Block]]:
    """Byline and credit: the labelled ones, and from the last lines of the body what those don't give."""
    byline = read_byline(draft.byline) if draft.byline else Signature()
    credit = read_credit(draft.credit, draft.credit_url) if draft.credit else Signature()
    tail = Signature()
    if draft.signed_in_body:
        tail, taken = read_tail([b.text for b in blocks])
        # Labelled ones are often printed in the text's last lines too; other names there are of the text.
        ours = tail.byline in (byline.byline, "") or not byline.byline
        if taken and len(blocks) > taken and ours:
            blocks = blocks[:-taken]
        else:
            tail = Signature()
    signed = byline if byline.byline else tail
    found = credit.credit or byline.credit or tail.credit
    if draft.unnamed is not None and not signed.byline and (beside := draft.unnamed.byline):
        signed = read_byline(beside)
        found = found or signed.credit
    if draft.unnamed is not None and not found:
        credit = read_credit(draft.unnamed.credit)
    return (
        Signature(
            byline=clean(signed.byline),
            authors=signed.authors,
            credit=found or credit.credit,
            credit_url=credit.credit_url or tail.credit_url,
        ),
        blocks,
    )


def _without_mark(lead: str, blocks: list[Block]) -> tuple[str, list[Block], str]:
    """Lead and body without the agency's mark that opens them, and the mark."""
    if lead:
        lead, mark = cut_mark(lead)
        return lead, blocks, mark
    if blocks and blocks[0].kind == "text":
        blocks[0].text, mark = cut_mark(blocks[0].text)
        return lead, blocks, mark
    return lead, blocks, ""


def _take_end_mark(blocks: list[Block]) -> str:
    """The source in brackets behind the last sentence, taken off it."""
    if not blocks or blocks[-1].kind not in ("text", "item") or blocks[-1].text[-1:] not in (")", "."):
        return ""
    blocks[-1].text, mark = cut_end_mark(blocks[-1].text)
    return mark


def _with_listed(published: Stamp | None, snapshot: Snapshot) -> tuple[Stamp | None, _From]:
    """The page's date, and where it is from. A feed's or listing's time is taken where the page has only the day and
    both agree on it, or has no date at all; a sitemap's, which may be an edit's, only for want of any other."""
    if snapshot.listed_at is None or (published is not None and published.precision == "minute"):
        return published, "page"
    listed = snapshot.listed_at.astimezone(VIETNAM)
    origin: _From = snapshot.listed_in or "feed"
    if not plausible(listed, now=snapshot.fetched_at):
        return published, "page"
    is_midnight = (listed.hour, listed.minute, listed.second) == (0, 0, 0)
    if published is None:
        return Stamp(at=listed, precision="day" if is_midnight else "minute"), origin
    if origin == "sitemap" or is_midnight or listed.date() != published.at.date():
        return published, "page"
    return Stamp(at=listed, precision="minute"), origin


_SURE = {"rule": 1.0, "learned": 0.9, "structured": 0.8, "fallback": 0.6}


def _confidence(extractor: str, published: Stamp | None) -> float:
    return _SURE[extractor] - (0.0 if published else 0.2)

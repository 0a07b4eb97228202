"""The exact answer for every sample article: what extraction must read, and what tagging should find."""

from functools import partial
from typing import Any
from urllib.parse import urljoin

import msgspec

from records.base import encode
from samples.dirt import mixed_tones
from samples.families import address
from samples.shape import Portal, SampleArticle, body_texts
from samples.typography import texturized


def shown(text: str, portal: Portal, article: SampleArticle) -> str:
    """The text as a reader takes it off the page: WordPress sets quotation marks and dashes, and a writer's mixed
    tones are kept as printed; every other dirt is washed off."""
    if portal.platform == "wordpress":
        text = texturized(text)
    return mixed_tones(text) if "mixed_tones" in article.dirt else text


def expected_article(portal: Portal, article: SampleArticle) -> dict[str, Any]:
    """The record to read from the article's page, as JSON has it.

    url (canonical), source_id, version, title, lead, body (blank line between paragraphs), byline, authors, credit,
    credit_url, section (name), published_at (ISO, +07:00), images [{caption, credit}], captions, attachments
    [{name}], keywords; `reprint_of` and `expected` (provinces, about, regions_named, sectors, events) as in its file.
    """
    section = portal.section(article.section)
    section_name = section.name if section else ""
    as_shown = partial(shown, portal=portal, article=article)
    images = [{"caption": as_shown(b.caption), "credit": as_shown(b.credit)} for b in article.images]
    return {
        "url": urljoin(portal.home, address(portal, article)),
        "source_id": portal.id,
        "version": article.version,
        "title": as_shown(article.title),
        "lead": as_shown(article.lead),
        "body": "\n\n".join(body_texts(article.body, as_shown)),
        "byline": article.byline,
        "authors": list(article.authors),
        "credit": article.credit or article.agency_mark.strip("()[] -"),
        "credit_url": article.credit_url,
        "section": texturized(section_name) if portal.platform == "wordpress" else section_name,
        "published_at": article.published_at.isoformat(),
        "images": images,
        "captions": [image["caption"] for image in images if image["caption"]],
        "attachments": [{"name": a.name} for a in article.attachments],
        "keywords": list(article.keywords),
        "reprint_of": article.reprint_of,
        "expected": msgspec.json.decode(encode(article.expected)),
    }

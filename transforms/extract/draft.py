"""What a way of reading found on a page, before it is finished into an article."""

from collections.abc import Callable
from dataclasses import dataclass, field

from records.article import Attachment, Image
from transforms.dates import Stamp
from transforms.extract.block import Block
from transforms.extract.unnamed import Unnamed


@dataclass(kw_only=True)
class Draft:
    """The fields as read; `blocks` is the body in order with its pictures still among them. `lead_in_body` and
    `signed_in_body` say that lead, byline and credit may still stand in the body, `unnamed` finds them beside it."""

    title: str = ""
    lead: str = ""
    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    byline: str = ""
    credit: str = ""
    credit_url: str = ""
    section: str = ""
    published: Stamp | None = None
    modified: Stamp | None = None
    attachments: list[Attachment] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    next_parts: tuple[str, ...] = ()
    lead_in_body: bool = False
    signed_in_body: bool = False
    unnamed: Unnamed | None = None
    absolute: Callable[[str], str] = str

"""The words everything else speaks: frozen, typed, JSON-serialisable records, one module each."""

from records.agreement import Agreement
from records.article import Article, Attachment, Image, LegalText
from records.base import Record, decode, encode, from_builtins, to_builtins
from records.correction import Applied, Correction, Fix
from records.event import Event, Official, PartnerRegion, Period, Reference
from records.links import ArticleLinks, Contradiction, Document, Filled, LinkedEvent, Said
from records.outcome import Outcome, Verdict
from records.person import Office, Person
from records.platform import DateForm, FieldRule, ListingRule, PageRequest, Platform
from records.rejection import Quarantine, Rejection, RejectionReason
from records.snapshot import Snapshot
from records.source import Design, Expectation, Learned, Level, Listing, Politeness, Source
from records.tag import Evidence, ProvinceTag, RegionTag, Role, SectorTag

__all__ = [
    "Agreement",
    "Applied",
    "Article",
    "ArticleLinks",
    "Attachment",
    "Contradiction",
    "Correction",
    "DateForm",
    "Design",
    "Document",
    "Event",
    "Evidence",
    "Expectation",
    "FieldRule",
    "Filled",
    "Fix",
    "Image",
    "Learned",
    "LegalText",
    "Level",
    "LinkedEvent",
    "Listing",
    "ListingRule",
    "Office",
    "Official",
    "Outcome",
    "PageRequest",
    "PartnerRegion",
    "Period",
    "Person",
    "Platform",
    "Politeness",
    "ProvinceTag",
    "Quarantine",
    "Record",
    "Reference",
    "RegionTag",
    "Rejection",
    "RejectionReason",
    "Role",
    "Said",
    "SectorTag",
    "Snapshot",
    "Source",
    "Verdict",
    "decode",
    "encode",
    "from_builtins",
    "to_builtins",
]

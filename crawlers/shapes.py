"""The shape of an address: what all articles of a site share when their titles and numbers are taken out."""

import re
from urllib.parse import urlsplit

from transforms.addresses import query_pairs

_EXTENSION = re.compile(r"\.(html?|aspx?|php|jsp|vnp|shtml)$", re.I)
_DATE = re.compile(r"(19|20)\d\d-\d{1,2}-\d{1,2}")
# A segment of at least this many hyphens is a title.
_TITLE_HYPHENS = 3


def shape_of(url: str) -> str:
    """The address' path and query with every title, number, date and word replaced by its kind.

    `https://a.vn/kinh-te/hoi-nghi-tong-ket-nam-12.html` -> `/<word>/<slug>-<n>.html`
    """
    parts = urlsplit(url)
    *folders, last = parts.path.rstrip("/").split("/")[1:] or [""]
    slash = "/" if last and parts.path.endswith("/") else ""
    extension = match[0].lower() if (match := _EXTENSION.search(last)) else ""
    stem = last[: len(last) - len(extension)] if extension else last
    shape = "/" + "/".join([*(_folder(name) for name in folders), _kind(stem) + extension]) + slash
    pairs = sorted(query_pairs(parts.query))
    return shape + ("?" + "&".join(f"{key}{_kind(value)}" for key, value in pairs) if pairs else "")


def _folder(name: str) -> str:
    """A section may be called like a title; only numbers and dates are told apart."""
    kind = _kind(name)
    return "<word>" if kind.startswith("<slug>") else kind


def _kind(segment: str) -> str:
    if segment in ("", "-"):
        return segment
    if segment.isdigit():
        return "<n>"
    if _DATE.fullmatch(segment):
        return "<date>"
    if segment.count("-") < _TITLE_HYPHENS:
        return "<word>"
    return "<slug>-<n>" if segment.rpartition("-")[2].isdigit() else "<slug>"

"""The shape of an address: what all articles of a site share when their titles and numbers are taken out."""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

_EXTENSION = re.compile(r"\.(html?|aspx?|php|jsp|vnp|shtml)$", re.I)
_DATE = re.compile(r"(19|20)\d\d-\d{1,2}-\d{1,2}")
# A segment of at least this many hyphens is a title.
_TITLE_HYPHENS = 3
_PATTERNS = {
    "<word>": r"[^/?]+",
    "<slug>": r"[^/?-]*(?:-[^/?-]*){3,}",
    "<slug>-<n>": r"[^/?]+-\d+",
    "<n>": r"\d+",
    "<date>": r"\d{4}-\d{1,2}-\d{1,2}",
}


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
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True))
    return shape + ("?" + "&".join(f"{key}={_kind(value)}" for key, value in pairs) if pairs else "")


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


def tells_articles(shape: str) -> bool:
    """Whether a shape has something that only a record has: a title or a number."""
    return "<slug>" in shape or "<n>" in shape


def pattern_of(shapes: Iterable[str]) -> str:
    """One regular expression for addresses of the shapes, to be searched in path and query."""
    return "|".join(f"^{_one_pattern(shape)}$" for shape in shapes)


def _one_pattern(shape: str) -> str:
    path, _, query = shape.partition("?")
    pattern = re.sub(r"<slug>-<n>|<\w+>|[^<]+", lambda m: _PATTERNS.get(m[0]) or re.escape(m[0]), path)
    pattern = pattern.replace(r"\-", "-")
    if not query:
        return pattern
    return pattern + r"\?" + "".join(_parameter(pair) for pair in query.split("&")) + ".*"


def _parameter(pair: str) -> str:
    """A look-ahead for one query parameter: their order is nobody's business."""
    key, _, kind = pair.partition("=")
    value = r"\d+" if kind == "<n>" else "[^&]*"
    return rf"(?=(?:[^#]*&)?{re.escape(key)}={value}(?:&|$))"


def common_shapes(urls: Iterable[str], *, least_share: float = 0.03) -> list[str]:
    """The shapes that tell articles and that at least this share of the addresses has, the most common first."""
    counts = Counter(shape_of(url) for url in urls)
    total = counts.total()
    return [shape for shape, n in counts.most_common() if tells_articles(shape) and n >= max(1.0, least_share * total)]

"""Reads the files a page offers: name, address, type and size."""

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from records.article import Attachment
from transforms.clean import clean_line

_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|rtf|csv)$", re.I)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "csv": "text/csv",
    "rtf": "application/rtf",
}
_SIZE = re.compile(r"\(?\s*(\d+(?:[.,]\d+)?)\s*(bytes?|kb|mb|gb)\s*\)?\s*$", re.I)
_UNITS = {"byte": 1, "bytes": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}
_NEAR = 40  # characters around a link's text among which its size may stand


def read_attachments(
    named: Iterable[LexborNode], body: LexborNode, *, label: re.Pattern[str] | None, absolute: Callable[[str], str]
) -> list[Attachment]:
    """The files of the links named by a rule, then those the body links to by their suffix; each address once."""
    found: dict[str, Attachment] = {}
    for node in named:
        href = (node.attributes.get("href") or "").strip()
        if href and not href.startswith(("#", "javascript:")) and href not in found:
            name = clean_line(node.text())
            found[href] = _attachment(label.sub("", name, count=1) if label else name, absolute(href))
    for node in body.css("a[href]"):
        href = (node.attributes.get("href") or "").strip()
        if href not in found and _FILES.search(_path(href)):
            around = clean_line(node.parent.text()) if node.parent is not None else ""
            found[href] = _attachment(clean_line(node.text()), absolute(href), around)
    return list(found.values())


def _attachment(name: str, url: str, around: str = "") -> Attachment:
    """A file by the text that links to it; its size stands there or at the end of the text around."""
    size = _SIZE.search(name)
    if size:
        name = name[: size.start()].strip()
    elif len(around) <= len(name) + _NEAR:
        size = _SIZE.search(around)
    file = PurePosixPath(unquote(_path(url))).name
    name = name or file
    suffix = PurePosixPath(name if _FILES.search(name) else file).suffix.lower().lstrip(".")
    number = int(float(size[1].replace(",", ".")) * _UNITS[size[2].lower()]) if size else None
    return Attachment(name=name, url=url, media_type=_TYPES.get(suffix, ""), size=number)


def _path(href: str) -> str:
    """The path of an address, "" where it is none."""
    try:
        return urlsplit(href).path
    except ValueError:
        return ""

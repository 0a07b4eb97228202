"""Reads the files a page offers: name, address, type and size."""

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from records.article import Attachment
from transforms.clean import clean_line
from transforms.extract.selecting import Page

_SUFFIXES = r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|rtf|csv)"
_FILES = re.compile(rf"{_SUFFIXES}$", re.I)
# Liferay puts an id behind the name: /documents/10184/x.pdf/8c1d…; handlers name the file in their query.
_IN_ADDRESS = re.compile(rf"{_SUFFIXES}(?:$|/|&|\?)", re.I)
_LAST_SUFFIX = re.compile(r"\.(\w{2,4})(?:/[^.]*)?$")
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
    "7z": "application/x-7z-compressed",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# Most pages have no such address, and need not be asked for links. First letter and rest apart spare trying each of the
# suffixes at each full stop; what else they make together is no file's.
_IN_ADDRESS_BYTES = re.compile(rb"\.[pdxzroc7PDXZROC](?i:df|ocx?|lsx?|ptx?|ip|ar|z|dt|ds|tf|sv)\b")
_SIZE = re.compile(
    r"[([]?\s*(?:(?:dung lượng|kích thước|size)\s*:?\s*)?(\d+(?:[.,]\d+)?)\s*(bytes?|kb|mb|gb)\s*[)\]]?\s*$", re.I
)
_UNITS = {"byte": 1, "bytes": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}
_NEAR = 40  # characters around a link's text among which its size may stand
_OFFERED = re.compile(
    r"(?:tệp|tập|file|tài liệu|văn bản)[^.]{0,12}(?:đính|kèm)|(?:đính kèm|tải về|attachments?)\b", re.I
)
_OFFERING = tuple(word.encode() for word in ("ính kèm", "ÍNH KÈM", "ính Kèm", "ải về", "ẢI VỀ", "ttachment"))
_WIDEST = 1500  # characters of an element that offers files and nothing else
_HIGHEST = 5  # elements around a link among which one says that it offers files


def read_attachments(
    page: Page,
    named: Iterable[LexborNode],
    body: LexborNode,
    *,
    label: re.Pattern[str] | None,
    absolute: Callable[[str], str],
) -> list[Attachment]:
    """The files of the links named by a rule, then those the body links to by their suffix, then those that the page
    offers under a word such as "Tệp đính kèm"; each address once."""
    found: dict[str, Attachment] = {}
    for node in named:
        href = (node.attributes.get("href") or "").strip()
        if href and not href.startswith(("#", "javascript:")) and href not in found:
            name = clean_line(node.text())
            found[href] = _attachment(label.sub("", name, count=1) if label else name, absolute(href))
    if not _IN_ADDRESS_BYTES.search(page.raw):
        return list(found.values())
    for node in body.css("a[href]"):
        _take(found, node, absolute)
    if not found and any(map(page.contains, _OFFERING)):
        for node in page.tree.css("a[href]"):
            if _names_file(node) and _is_offered(node):
                _take(found, node, absolute)
    return list(found.values())


def _take(found: dict[str, Attachment], node: LexborNode, absolute: Callable[[str], str]) -> None:
    href = (node.attributes.get("href") or "").strip()
    if href not in found and _names_file(node):
        found[href] = _attachment(clean_line(node.text()), absolute(href), _around(node))


def _around(node: LexborNode) -> str:
    """The text beside a link where its size may stand: right behind it, else that of an element with no other link."""
    after = node.next
    behind = clean_line(after.text_content or "") if after is not None and after.tag == "-text" else ""
    if behind or node.parent is None or len(node.parent.css("a")) > 1:
        return behind
    return clean_line(node.parent.text())


def _names_file(node: LexborNode) -> bool:
    """Whether a link leads to a file: by its address, or by its text where the address is a handler's."""
    href = (node.attributes.get("href") or "").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:")):
        return False
    # A page's address may hold such a suffix in the middle; only a handler's query names a file.
    return bool(_IN_ADDRESS.search(unquote(_path(href))) or ("?" in href and _FILES.search(clean_line(node.text()))))


def _is_offered(node: LexborNode) -> bool:
    """Whether a small element around a link says that it offers files."""
    inner = node.parent
    for _ in range(_HIGHEST):
        if inner is None or inner.tag == "body":
            return False
        text = inner.text()
        if len(text) > _WIDEST:
            return False
        if _OFFERED.search(text):
            return True
        inner = inner.parent
    return False


def _attachment(name: str, url: str, around: str = "") -> Attachment:
    """A file by the text that links to it; its size stands there or at the end of the text around."""
    size = _SIZE.search(name)
    if size:
        name = name[: size.start()].strip(" -–,|")
    elif len(around) <= len(name) + _NEAR:
        size = _SIZE.search(around)
    file = next((p for p in reversed(PurePosixPath(unquote(_path(url))).parts) if _FILES.search(p)), "") or (
        PurePosixPath(unquote(_path(url))).name
    )
    name = name or file
    written = _LAST_SUFFIX.search(name if _FILES.search(name) else unquote(_path(url)))
    suffix = written[1].lower() if written else ""
    number = int(float(size[1].replace(",", ".")) * _UNITS[size[2].lower()]) if size else None
    return Attachment(name=name, url=url, media_type=_TYPES.get(suffix, ""), size=number)


def _path(href: str) -> str:
    """The path of an address, "" where it is none."""
    try:
        return urlsplit(href).path
    except ValueError:
        return ""

"""Files that a text links to, by each suffix there is; other addresses are no files."""

import pytest

from transforms.extract.attachments import read_attachments
from transforms.extract.selecting import Page

_SUFFIXES = ["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "rar", "7z", "odt", "ods", "rtf", "csv"]


def _names(html: str) -> list[str]:
    page = Page(html.encode())
    body = page.first("div")
    assert body is not None
    return [file.name for file in read_attachments(page, (), body, label=None, absolute=str)]


@pytest.mark.parametrize("suffix", [*_SUFFIXES, *(suffix.upper() for suffix in _SUFFIXES), "Pdf"])
def test_each_suffix_names_a_file(suffix: str) -> None:
    assert _names(f'<div><p>Xem <a href="/tep/ke-hoach.{suffix}">kế hoạch</a></p></div>') == ["kế hoạch"]


@pytest.mark.parametrize("address", ["/tin/bai.html", "/a.jpg", "/a.odf", "/a.xdf", "/docx", "/tin.pdfs", "#a.pdf"])
def test_other_addresses_are_none(address: str) -> None:
    assert _names(f'<div><a href="{address}">kế hoạch</a></div>') == []

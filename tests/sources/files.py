"""Files of sources for tests: a good one, and what the registry says of a wrong one."""

from pathlib import Path

import pytest

from records.errors import RegistryError
from sources.registry import load_registry
from transforms.extract import check_selector

GOOD = """
id: nghe-an
name: Nghệ An
home: https://nghean.mau.example
province: "34:40"
platform: nukeviet
feeds: [/rss/]
sitemaps: [sitemap.xml, "https://nghean.mau.example/x.xml"]
listings: [{url: /kinh-te/, section: Kinh tế}]
"""


def write(folder: Path, text: str, name: str = "nghe-an.yaml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def fails(folder: Path) -> str:
    with pytest.raises(RegistryError) as caught:
        load_registry([folder], check_selector=check_selector)
    return str(caught.value)

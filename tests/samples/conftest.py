"""A tiny set of portals in a folder of its own: one article a platform, so that tests do not lean on the content."""

from pathlib import Path
from textwrap import dedent

import pytest

_PORTAL = """\
id: {id}
name: Cổng mẫu {platform}
home: https://{platform}.mau.example
province: "34:40"
level: province
platform: {platform}
notice: "Cổng mẫu của Kho Tin: mọi nội dung là hư cấu"
sections: [{{slug: kinh-te, name: Kinh tế}}, {{slug: du-lich, name: Du lịch}}]
"""
ARTICLE = """\
slug: phien-cho
section: kinh-te
also_in: [du-lich]
published_at: "2024-05-11T16:30:00+07:00"
title: Khai mạc phiên chợ "xanh" - Đồng bào vùng cao
lead: Sáng 11/5, phiên chợ mở tại huyện Quế Phong.
byline: Minh Hà - Quốc Tuấn
authors: [Minh Hà, Quốc Tuấn]
credit: Báo mẫu
body:
  - Đoạn thứ nhất kể về gian hàng mật ong và hòa nhạc.
  - {heading: Sức mua}
  - {image: cho.jpg, caption: Gian hàng mật ong., credit: "Ảnh: Minh Hà"}
  - Đoạn thứ hai nói về sức mua.
  - {list: [mật ong, thổ cẩm]}
  - {quote: "Bán hết từ sớm."}
  - {table: [[Xã, Số gian], [Tri Lễ, "12"]]}
attachments: [{name: ke-hoach.pdf, size: 120 KB}]
keywords: [phiên chợ]
expected: {provinces: [], about: [], regions_named: [], sectors: [industry-trade], events: []}
"""
_SHORT = """\
slug: {slug}
section: kinh-te
published_at: "{day}T08:00:00+07:00"
title: Bài ngắn ngày {day}
body: [Một đoạn văn đủ dài để là nội dung của bài ngắn này.]
expected: {{provinces: [], sectors: [agriculture]}}
{night2}
"""


def write_article(folder: Path, portal: str, name: str, text: str) -> Path:
    """Writes an article file; returns its path."""
    file = folder / portal / "articles" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dedent(text), "utf-8")
    return file


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder of three portals: a long article each, and short ones that are edited, gone and new on night 2."""
    for platform in ("nukeviet", "liferay", "wordpress"):
        portal = f"mau-{platform}"
        (tmp_path / portal).mkdir()
        (tmp_path / portal / "portal.yaml").write_text(_PORTAL.format(id=portal, platform=platform), "utf-8")
        write_article(tmp_path, portal, "phien-cho", ARTICLE)
        edits = {"sua": "night2: {replace: {0: Đoạn đã sửa.}}", "go": "night2: gone", "moi": "night2: new", "cu": ""}
        for number, (slug, night2) in enumerate(edits.items()):
            text = _SHORT.format(slug=slug, day=f"2024-05-{number + 2:02d}", night2=night2)
            write_article(tmp_path, portal, slug, text)
    return tmp_path

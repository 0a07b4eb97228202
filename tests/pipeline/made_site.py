"""A small news site of no known make, drawn from a seed: how its addresses look is the caller's."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.crawlers.conftest import Portal, Reply
from transforms.dates import VIETNAM

_TEXT = (
    "tỉnh hội nghị đại biểu xã phường kế hoạch triển khai nông thôn doanh nghiệp đầu tư công trình nhân dân lãnh đạo "
    "ủy ban kiểm tra thực hiện phát triển kinh tế học sinh bệnh viện giao thông dự án khảo sát chuyển đổi số văn hóa"
)
_WORDS = _TEXT.split()
SECTIONS = {"kinh-te": "Kinh tế", "van-hoa": "Văn hóa", "y-te": "Y tế"}
SHORT = ("hop-bao", "khai-mac", "toa-dam", "le-hoi", "tin-nhanh", "mua-lu", "dai-hoi", "ra-quan", "cho-phien", "vu-mua")


@dataclass(frozen=True)
class Item:
    """One article."""

    number: int
    section: str
    title: str
    slug: str
    at: datetime
    paragraphs: tuple[str, ...]


@dataclass
class MadeSite:
    """Where its articles, sections and their pages are, and how one article's page is drawn."""

    article: Callable[[Item], str]
    section: Callable[[str, int], str]
    head: Callable[[Item], str] = lambda item: (
        f'<h1 class="tit">{item.title}</h1><div class="meta"><span class="ngay">{item.at:%d/%m/%Y %H:%M}</span></div>'
    )
    text_class: str = "noi-dung"
    per_page: int = 6
    items: list[Item] = field(default_factory=list)

    def paths(self) -> set[str]:
        """The addresses of all its articles."""
        return {self.article(item) for item in self.items}

    def put_on(self, portal: Portal, *, count: int = 60, seed: int = 7) -> None:
        """Draws all pages: home, sections page by page, articles, two pages about the site. No feed, no sitemap."""
        self.items = _items(count, random.Random(seed))
        portal.pages.clear()
        for item in self.items:
            more = [i for i in self.items if i.section == item.section and i is not item][:4]
            text = "".join(f"<p>{p}</p>" for p in item.paragraphs)
            body = (
                f'{self.head(item)}<div class="{self.text_class}">{text}</div><ul class="khac">{self._links(more)}</ul>'
            )
            self._put(portal, self.article(item), item.title, f'<div class="bai">{body}</div>')
        for section, name in SECTIONS.items():
            own = [item for item in self.items if item.section == section]
            parts = [own[n : n + self.per_page] for n in range(0, len(own), self.per_page)]
            pager = "".join(f'<a href="{self.section(section, n)}">{n}</a> ' for n in range(2, len(parts) + 1))
            for n, part in enumerate(parts, 1):
                self._put(portal, self.section(section, n), name, f"<ul>{self._links(part)}</ul><p>{pager}</p>")
        self._put(portal, "/", "Cổng mẫu", f"<ul>{self._links(self.items[:9])}</ul>")
        about = "<p>Cơ quan chủ quản: Ủy ban nhân dân tỉnh. Địa chỉ: số 3 đường Trần Phú.</p>"
        self._put(portal, "/lien-he", "Liên hệ", about)
        self._put(portal, "/gioi-thieu", "Giới thiệu", about * 3)

    def _put(self, portal: Portal, path: str, title: str, main: str) -> None:
        menu = "".join(f'<li><a href="{self.section(s, 1)}">{name}</a></li>' for s, name in SECTIONS.items())
        menu += '<li><a href="/gioi-thieu">Giới thiệu</a></li><li><a href="/lien-he">Liên hệ</a></li>'
        page = f"<html><head><title>{title}</title></head><body><ul>{menu}</ul><main>{main}</main><p>Bản quyền.</p></body></html>"
        portal.pages[path] = Reply(page.encode())

    def _links(self, items: list[Item]) -> str:
        return "".join(f'<li><a href="{self.article(i)}">{i.title}</a> <i>{i.at:%d/%m/%Y}</i></li>' for i in items)


def _items(count: int, chance: random.Random) -> list[Item]:
    begun = datetime(2025, 3, 1, 8, 0, tzinfo=VIETNAM)
    found = []
    for n in range(count):
        words = [chance.choice(_WORDS) for _ in range(9)]
        slug = SHORT[n] if n < len(SHORT) else f"tin-so-{n}-trong-ngay"
        text = tuple(" ".join(chance.choices(_WORDS, k=chance.randint(25, 60))).capitalize() + "." for _ in range(5))
        title = f"{' '.join(words).capitalize()} {n}"
        found.append(Item(n + 100, list(SECTIONS)[n % 3], title, slug, begun - timedelta(hours=7 * n, minutes=n), text))
    chance.shuffle(found)
    return found

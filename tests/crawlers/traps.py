"""A portal with every trap that was met: 200 articles, and addresses, listings, feeds and servers without end."""

import gzip
import itertools
import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

from tests.crawlers.conftest import HOME, Portal, Reply, html, send

COUNT = 200
PER_PAGE = 15
SECTIONS = ("chinh-tri", "kinh-te", "van-hoa-xa-hoi", "quoc-phong-an-ninh")
TITLES = (
    "hop ban trien khai nhiem vu",
    "khai mac hoi cho thuong mai",
    "ky ket thoa thuan hop tac",
    "khanh thanh cay cau moi",
)
FEED_ENTRIES = 100_000


def section_of(number: int) -> str:
    return SECTIONS[number % len(SECTIONS)]


def name_of(number: int) -> str:
    return f"{TITLES[number % len(TITLES)].replace(' ', '-')}-lan-thu-{number}-{1000 + number}.html"


def path_of(number: int) -> str:
    """An article's own address."""
    return f"/{section_of(number)}/{name_of(number)}"


def other_path_of(number: int) -> str:
    """Every tenth article is linked under a second section as well."""
    return f"/{SECTIONS[(number + 1) % len(SECTIONS)]}/{name_of(number)}"


class TrapPortal:
    """Puts the traps onto a `Portal`; `hostile` are more pages, linked from the home page like articles.

    `sitemaps` is whether it has one; without, the listings must be gone down.
    """

    def __init__(self, portal: Portal, hostile: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]]) -> None:
        self.portal = portal
        self.hostile = hostile
        self._tokens = itertools.count(10**9)
        portal.pages = {"*": self.answer, **hostile}

    def token(self) -> str:
        """Another one each time, as of a session."""
        return f"{next(self._tokens) * 7919:024x}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Whatever is asked for."""
        path, _, query = handler.path.partition("?")
        send(handler, self._page(path, query))

    def _page(self, path: str, query: str) -> Reply:
        plain = re.sub(r"^/\(S\(\w+\)\)|;jsessionid=\w+|^/m(?=/)|^/print(?=/)|^/savefile(?=/)", "", path)
        article = re.search(r"-(\d+)\.html$", plain)
        if article and 0 <= int(article[1]) - 1000 < COUNT:
            return self._article(int(article[1]) - 1000, plain)
        if article or path in ("/robots.txt", "/sitemap.xml"):
            return Reply(b"none", 404)
        if path.startswith("/in-bai/"):
            return self._article(int(path.rpartition("/")[2]) - 1000, plain, bare=True)
        if path == "/rss/":
            return self._feed()
        section = path.strip("/").partition("/")[0]
        page = re.search(r"page-(\d+)/$", path)
        if section in SECTIONS:
            return self._listing(section, int(page[1]) if page else 1)
        if path.startswith("/lich"):
            return self._calendar(path)
        return self._home() if path == "/" else self._framed(f"<h1>{path}</h1>", path)

    def _article(self, number: int, path: str, *, bare: bool = False) -> Reply:
        if path == other_path_of(number) and number % 20 == 0:
            return Reply(b"", 301, {"Location": path_of(number)})
        text = "".join(
            f"<p>Đoạn {n} của bài {number}: các đại biểu đã nghe báo cáo số {number * n + n} và thảo luận về kế hoạch của"
            f" năm tới, trong đó có {number + n} việc phải làm ngay trong quý.</p>"
            for n in range(1, 7)
        )
        body = f"<h1>{TITLES[number % len(TITLES)]} lần thứ {number}</h1>{text}"
        title = f"{TITLES[number % len(TITLES)]} lần thứ {number}"
        if bare:
            return Reply(f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode())
        variants = "".join(
            f'<a href="{p}">x</a>'
            for p in (f"/print{path_of(number)}", f"/savefile{path_of(number)}", f"/in-bai/{1000 + number}")
        )
        return self._framed(body + variants, path_of(number), title=title)

    def _framed(self, body: str, path: str, *, title: str = "Cổng thông tin") -> Reply:
        """What every page of the portal has around it."""
        token, name = self.token(), path_of(int(self.token()[-6:], 16) % COUNT)
        junk = (
            f"/?nvvithemever=m&nv_redirect={token}", f"/index.php?second=cronjobs&p={token}", f"{path}?theme={token}",
            "en/vi.html", "vi/en/vi.html", f"/lich/{token}/2026-08-05", "/lich/2026/08/05", f"/(S({token}))/lien-he",
            f"/users/login/?nv_redirect={token}",
        )  # fmt: skip
        again = (
            f"/(S({token}))" + name, name + f";jsessionid={token}", name + f"?PHPSESSID={token}", name + f"?sid={token}",
            "/m" + name, "/print" + name, "/savefile" + name, name + "?print=1", name + f"?utm_source={token}",
        )  # fmt: skip
        links = "".join(f'<a href="{p.replace("&", "&amp;")}">{n}</a>' for n, p in enumerate((*junk, *again)))
        menu = "".join(f'<a href="/{s}/">{s}</a>' for s in SECTIONS)
        feed = '<link rel="alternate" type="application/rss+xml" href="/rss/">'
        head = f"<title>{title}</title>{feed}"
        return Reply(f"<html><head>{head}</head><body>{menu}{body}{links}</body></html>".encode())

    def _home(self) -> Reply:
        paths = [*self.hostile, *(path_of(n) for n in range(12))]
        return self._framed("".join(f'<a href="{p}">Bài {p}</a>' for p in paths), "/")

    def _listing(self, section: str, number: int) -> Reply:
        """Newest first; past the end one section repeats its last page, the others are empty for ever."""
        own = [path_of(n) for n in range(COUNT) if section_of(n) == section]
        guests = [other_path_of(n) for n in range(0, COUNT, 10) if other_path_of(n).startswith(f"/{section}/")]
        paths = [*own, *guests]
        pages = -(-len(paths) // PER_PAGE)
        if number > pages and section == SECTIONS[0]:
            number = pages
        shown = paths[(number - 1) * PER_PAGE : number * PER_PAGE]
        pager = "".join(f'<a href="/{section}/page-{n}/">{n}</a>' for n in range(2, number + 3))
        return self._framed("".join(f'<a href="{p}">Bài {p}</a>' for p in shown) + pager, f"/{section}/")

    def _calendar(self, path: str) -> Reply:
        onward = "".join(f'<a href="/lich/{self.token()}/2026-08-{d:02}">{d}</a>' for d in range(1, 29))
        return self._framed(f"<h1>Lịch</h1>{onward}", path)

    def _feed(self) -> Reply:
        """Its first entries are articles; the others never were."""
        named = [path_of(n) + f"?utm_campaign={n}" for n in range(50)]
        named += [f"/kinh-te/bai-khong-bao-gio-co-{n}-{n}.html" for n in range(9000, 9000 + FEED_ENTRIES - 50)]
        items = "".join(f"<item><link>{HOME[:-1]}{p.replace('&', '&amp;')}</link></item>" for p in named)
        body = f"<rss><channel><title>RSS</title>{items}</channel></rss>".encode()
        return Reply(
            gzip.compress(body, 1), headers={"Content-Type": "application/rss+xml", "Content-Encoding": "gzip"}
        )


def wrong_charset() -> Reply:
    """A page that says what it is not."""
    body = html("<h1>Đồng Tháp</h1>").body
    return Reply(body, headers={"Content-Type": "text/html; charset=windows-1258"})

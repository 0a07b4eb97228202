"""A small portal on loopback, told path by path what to answer; its own web server, in a thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer

from tests.serving import PATIENCE, Quiet, running

TEXT = "Ngày 12/3/2026, Sở Công Thương tỉnh tổ chức hội nghị kết nối cung cầu hàng hóa cho các cơ sở sản xuất."
# What makes each article another one, and no reprint of the others.
MATTERS = ("nước mắm và hải sản khô của ngư dân ven biển", "đồ gỗ mỹ nghệ làng nghề", "chè, cà phê cùng mật ong rừng")
HTML = "text/html; charset=utf-8"


@dataclass
class Answer:
    """One answer; `promised` is the length that its header claims, if not the body's."""

    body: bytes = b""
    kind: str = HTML
    status: int = 200
    promised: int | None = None


@dataclass
class SmallPortal:
    """Answers by path. While `open_` is clear, whoever asks for anything but robots.txt waits; or, with `free`, for any
    but so many articles."""

    base: str
    pages: dict[str, Answer] = field(default_factory=dict)
    open_: threading.Event = field(default_factory=threading.Event)
    free: int | None = None

    def waits(self, path: str) -> bool:
        """Whether who asks for a path now is to wait until it is open."""
        if self.free is None:
            return path != "/robots.txt"
        if not path.startswith("/tin-tuc/"):
            return False
        self.free -= 1
        return self.free < 0

    def article(self, number: int) -> str:
        """Adds an article as NukeViet prints it; returns its path."""
        title, path = f"Hội nghị kết nối cung cầu lần thứ {number}", f"/tin-tuc/bai-so-{number}.html"
        matter = MATTERS[number % len(MATTERS)]
        text = f"Gian hàng {number} bày {matter}. " + f"Khách hỏi mua {matter} nhiều hơn năm trước. " * 6
        body = f'<h1 class="title">{title}</h1><span class="h5">Thứ năm - 12/03/2026 08:30</span>'
        body += f'<div class="hometext">{TEXT}</div><div id="news-bodyhtml"><p>{text}</p></div>'
        self.pages[path] = Answer(page(title, body))
        return path

    def home(self, *paths: str) -> None:
        """The home page, with links to the paths."""
        links = "".join(f'<h3><a href="{path}">Tin {path} của cổng thông tin</a></h3>' for path in paths)
        self.pages["/"] = Answer(page("Trang nhất", f'<div class="news_column">{links}</div>'))


def page(title: str, body: str) -> bytes:
    """A page that says it is NukeViet's."""
    head = f'<meta name="generator" content="NukeViet v4.5"><title>{title}</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


@contextmanager
def small_portal(articles: int = 0) -> Iterator[SmallPortal]:
    """The portal with some articles on its home page, for as long as the block lasts."""

    class Handler(Quiet):
        protocol_version = "HTTP/1.1"

        def asked(self) -> None:
            if portal.waits(self.path):
                portal.open_.wait(PATIENCE)
            answer = portal.pages.get(self.path, Answer(page("404", "<h1>Không tìm thấy</h1>"), status=404))
            length = len(answer.body) if answer.promised is None else answer.promised
            self.answer(answer.status, answer.body, {"Content-Type": answer.kind, "Content-Length": str(length)})
            self.close_connection = answer.promised is not None

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Whoever was killed while it waited is not there any more."""

    with running(Server(("127.0.0.1", 0), Handler)) as server:
        portal = SmallPortal(f"http://127.0.0.1:{server.server_port}/")
        portal.open_.set()
        portal.home(*map(portal.article, range(articles)))
        try:
            yield portal
        finally:
            portal.open_.set()  # whoever waits for it is let go

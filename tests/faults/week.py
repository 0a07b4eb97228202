"""Small portals on loopback that live through a week: they publish, edit, take down, fall silent, go down, look otherwise."""

import random
import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from http.server import ThreadingHTTPServer

from tests.serving import Quiet, running
from tests.smoke.small_portal import page

_TEXT = (
    "tỉnh hội nghị đại biểu xã phường kế hoạch triển khai nông thôn doanh nghiệp đầu tư công trình nhân dân lãnh đạo ủy ban "
    "kiểm tra thực hiện phát triển kinh tế học sinh bệnh viện giao thông dự án khảo sát chuyển đổi số văn hóa ngư dân cầu cảng"
)
_WORDS = _TEXT.split()
_NAMES = re.compile(rb'\b(class|id)="([^"]*)"')


@dataclass
class Told:
    """An article: its address' path, when it was published, and its text as it stands now."""

    path: str
    at: datetime
    title: str
    text: str
    taken_down: bool = False


@dataclass
class Portal:
    """One portal; `redesigned` gives all its classes and ids other names, `down` lets nobody connect."""

    source_id: str
    articles: list[Told] = field(default_factory=list)
    redesigned: bool = False
    port: int = 0
    _open: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.source_id)
        self.open()

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/"

    def publish(self, at: datetime) -> Told:
        """One more article."""
        number = len(self.articles)
        title = f"{' '.join(self._chance.sample(_WORDS, 8)).capitalize()} {self.source_id} {number}"
        self.articles.append(Told(f"/tin-tuc/bai-so-{number}.html", at, title, self.sentences()))
        return self.articles[-1]

    def sentences(self) -> str:
        """A text that nobody else has."""
        made = (" ".join(self._chance.choices(_WORDS, k=22)).capitalize() + "." for _ in range(6))
        return " ".join(made)

    def answer(self, path: str) -> tuple[int, bytes]:
        """Status and page."""
        shown = [told for told in self.articles if not told.taken_down]
        told = next((told for told in shown if told.path == path), None)
        if told is not None:
            made = self._article(told)
        elif path == "/":
            links = "".join(f'<h3><a href="{t.path}">{t.title}</a></h3>' for t in reversed(shown))
            made = page("Trang nhất", f'<div class="news_column">{links}</div>')
        else:
            return 404, page("404", "<h1>Không tìm thấy</h1>")
        if self.redesigned:
            made = _NAMES.sub(lambda m: b'%s="%s"' % (m[1], b" ".join(b"moi-" + n for n in m[2].split())), made)
        return 200, made

    def _article(self, told: Told) -> bytes:
        day = ("hai", "ba", "tư", "năm", "sáu", "bảy")[told.at.weekday()] if told.at.weekday() < 6 else ""
        at = f"{f'Thứ {day}' if day else 'Chủ nhật'} - {told.at:%d/%m/%Y %H:%M}"
        body = f'<h1 class="title">{told.title}</h1><span class="h5">{at}</span>'
        lead, _, rest = told.text.partition(". ")
        return page(
            told.title, body + f'<div class="hometext">{lead}.</div><div id="news-bodyhtml"><p>{rest}</p></div>'
        )

    def open(self) -> None:
        """Answers, at the same port as before."""
        portal = self

        class Handler(Quiet):
            def asked(self) -> None:
                status, body = portal.answer(self.path)
                self.answer(status, body, {"Content-Type": "text/html; charset=utf-8"})

        server = self._open.enter_context(running(ThreadingHTTPServer(("127.0.0.1", self.port), Handler)))
        self.port = server.server_port

    def close(self) -> None:
        """Lets nobody connect."""
        self._open.close()

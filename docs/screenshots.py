"""Takes the pictures in docs/images of every page over the sample portals: desk, phone, dark; `make screenshots`."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

_IMAGES = Path(__file__).parent / "images"
_OTHERS = "airflow-"  # how the pictures begin that are taken elsewhere (`make screenshots-airflow`)
_MOST = 250_000  # bytes a picture
_DESK, _PHONE = (1280, 900), (390, 844)


class Shot(NamedTuple):
    """A page: its address, then what to click on the way to it; on which screens it is shown."""

    path: str
    clicks: tuple[str, ...] = ()
    screens: tuple[str, ...] = ("desktop", "phone")


_SHOTS = {
    "home": Shot("/", screens=("desktop", "phone", "dark")),
    "search": Shot("/?q=hop+tac+tp.hcm", screens=("desktop", "phone", "dark")),
    "question": Shot("/?q=t%E1%BB%89nh+n%C3%A0o+k%C3%BD+k%E1%BA%BFt+v%E1%BB%9Bi+TP.HCM+n%C4%83m+2023"),
    "filters": Shot("/?q=hop+tac&year=2023", ("summary:has-text('Bộ lọc')",), ("phone",)),
    "help": Shot("/?q=hop+tac", (".box-help",)),
    "about": Shot("/about"),
    "nothing": Shot("/?q=hop+tac&province=C%C3%A0+Mau&year=2019", screens=("desktop",)),
    "events": Shot("/events"),
    "article": Shot("/?q=so+ket+tp.hcm+bac+trung+bo", (".hit h2 a >> nth=0",), ("desktop", "phone", "dark")),
    "versions": Shot(
        "/?q=xe+kham+benh+luu+dong", (".hit h2 a >> nth=0", ".versions a:has-text('Bản 1')"), ("desktop",)
    ),
    "event": Shot("/events?event_type=conference&signed=true", (".agenda a >> nth=0",)),
    "agreement": Shot("/agreements?year=2023", (".hit h2 a >> nth=0",), ("desktop",)),
    "people": Shot("/people", screens=("phone",)),
    "person": Shot("/people", (".person-name a >> nth=0",), ("desktop",)),
    "province": Shot("/provinces/34:40"),
    "cooperation": Shot("/cooperation?unit=events&basis=today"),
    "analysis": Shot("/analysis?unit=events&portals=all", screens=("desktop", "phone", "dark")),
    "coverage": Shot("/coverage", screens=("desktop",)),
    "alert": Shot("/alerts/new?q=hop+tac&province=Ngh%E1%BB%87+An", screens=("phone",)),
    "not-found": Shot("/khong-co", screens=("desktop",)),
}


@contextmanager
def served() -> Iterator[str]:
    """The address of the pages over two nights of all sample portals, in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        # Nothing is sent: a mail server and an address only make the form of alerts show.
        mail = {"KHOTIN_SMTP_URL": "smtp://127.0.0.1:9", "KHOTIN_MAIL_FROM": "Kho Tin <tin@kho.example>"}
        environment = os.environ | {
            "KHOTIN_HOME": home,
            "KHOTIN_SOURCES": "",
            "KHOTIN_PUBLIC_URL": "https://kho.example",
        }
        khotin = [sys.executable, "-m", "pipeline.cli"]
        for _ in range(2):
            subprocess.run([*khotin, "samples", "try", "--all", "--once"], env=environment, check=True)  # noqa: S603 our own command
        environment |= mail | {"KHOTIN_SOURCES": f"{home}/sample-sources"}
        page = subprocess.Popen([*khotin, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own command
        try:
            assert page.stdout is not None
            found = re.search(r"http://127\S+", page.stdout.readline())
            assert found, "khotin serve did not print its address"
            yield found[0].rstrip("/")
        finally:
            page.terminate()
            page.wait()


def take(browser: Browser, base: str, name: str, shot: Shot, screen: str) -> None:
    """One picture, in Vietnamese."""
    width, height = _PHONE if screen == "phone" else _DESK
    scheme = "dark" if screen == "dark" else "light"
    page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN", color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(base + shot.path)
    for link in shot.clicks:
        page.click(link)
    page.wait_for_load_state("networkidle")
    picture = page.screenshot()
    page.close()
    if len(picture) > _MOST:
        raise SystemExit(f"{name}-{screen}.png has {len(picture)} bytes, more than {_MOST}: show less of the page")
    (_IMAGES / f"{name}-{screen}.png").write_bytes(picture)


def main() -> None:
    """Serves the samples and takes the pictures with Debian's Chromium; pictures of no page any more are removed."""
    _IMAGES.mkdir(exist_ok=True)
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    wanted = {f"{name}-{screen}.png" for name, shot in _SHOTS.items() for screen in shot.screens}
    with served() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        for name, shot in _SHOTS.items():
            for screen in shot.screens:
                take(browser, base, name, shot, screen)
        browser.close()
    own = {path.name for path in _IMAGES.glob("*.png") if not path.name.startswith(_OTHERS)}
    for left in own - wanted:
        (_IMAGES / left).unlink()


if __name__ == "__main__":
    main()

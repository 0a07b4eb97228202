"""docs/analyst.md does what it says: its page is run over an export of the samples, its client against the app served."""

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from xml.etree import ElementTree

import pytest

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from search.web.limits import Rate
from tests.search.web.browser import Browser
from tests.search.web.sample_archive import TODAY, SampleArchive
from tests.serving import served

ROOT = Path(__file__).resolve().parents[4]
BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "analyst.md").read_text("utf-8"), re.S)
DRAWN = ROOT / "docs" / "images" / "province-by-year.svg"
World = tuple[TantivyEngine, SampleArchive]


def run(*blocks: str) -> tuple[dict[str, object], str]:
    """The names that blocks of the page leave, and what they print."""
    names: dict[str, object] = {}
    printed = io.StringIO()
    with redirect_stdout(printed):
        for block in blocks:
            exec(compile(block, "docs/analyst.md", "exec"), names)
    return names, printed.getvalue()


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the page writes its picture in one line
def test_the_page_draws_province_by_year(client: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("all.parquet").write_bytes(client.get("/export?format=parquet").content)
    names, printed = run(*BLOCKS[:3])
    expected = client.get("/api/count?by=province,year&role=about").json()
    wanted = {(row["province"], row["year"]): row["count"] for row in expected["rows"] if row["year"] != "unknown"}
    assert {(row[0], row[1]): row[2] for row in names["counts"].rows()} == wanted  # type: ignore[attr-defined]
    assert f"{client.get('/export/about').json()['total']} articles; index built at" in printed
    picture = ElementTree.fromstring(Path("province-by-year.svg").read_text("utf-8"))
    assert len(picture.findall(".//{*}rect")) >= len(wanted)
    assert len(ElementTree.fromstring(DRAWN.read_text("utf-8")).findall(".//{*}rect")) > 100


class Clock:
    """The app's seconds, which pass only while the client sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self) -> float:
        return sum(self.slept)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def address(world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The app on a free port, so strict (with this machine too) that the client has to wait."""
    monkeypatch.setattr("search.web.headers.is_limited", lambda scope: True)
    rate = Rate(per_minute=600, burst=4)
    app = create_app(world[0], archive=world[1], rate=rate, today=lambda: TODAY, clock=clock)
    with served(app, proxy_headers=False) as base:
        monkeypatch.setattr("time.sleep", clock.slept.append)
        yield base


def test_the_client_pages_through_a_search(address: str, clock: Clock, client: Browser) -> None:
    block = BLOCKS[3].replace("http://127.0.0.1:8000", address).replace('"limit": 200', '"limit": 2')
    names, printed = run(block.replace('"Nghệ An", "Hồ Chí Minh"', ""))
    total = client.get("/api/search?unit=events&q=h%E1%BB%A3p+t%C3%A1c").json()["total"]
    assert len(printed.splitlines()) == total + 1 > 9
    assert clock.slept  # it was told to wait, and did
    with pytest.raises(RuntimeError, match="unknown filter 'colour'"):
        names["ask"]("/api/search?colour=red")  # type: ignore[operator]

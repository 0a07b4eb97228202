"""docs/analyst.md does what it says: its page is run over an export of the samples, its client against the app served."""

import io
import re
import threading
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from time import monotonic, sleep
from xml.etree import ElementTree

import pytest
import uvicorn

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from search.web.limits import Rate
from tests.search.web.browser import Browser
from tests.search.web.world import TODAY, SampleArchive

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


@pytest.fixture
def served(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The app on a free port, so strict (with this machine too) that the client has to wait."""
    monkeypatch.setattr("search.web.headers.is_limited", lambda scope: True)
    app = create_app(world[0], archive=world[1], rate=Rate(per_minute=600, burst=4), today=lambda: TODAY)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off", proxy_headers=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    begun = monotonic()
    while not server.started:
        assert monotonic() - begun < 20
        sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def test_the_client_pages_through_a_search(served: str, client: Browser) -> None:
    block = BLOCKS[3].replace("http://127.0.0.1:8000", served).replace('"limit": 200', '"limit": 2')
    begun = monotonic()
    names, printed = run(block.replace('"Nghệ An", "Hồ Chí Minh"', ""))
    total = client.get("/api/search?unit=events&q=h%E1%BB%A3p+t%C3%A1c").json()["total"]
    assert len(printed.splitlines()) == total + 1 > 9
    assert monotonic() - begun > 1  # it was told to wait, and did
    with pytest.raises(RuntimeError, match="unknown filter 'colour'"):
        names["ask"]("/api/search?colour=red")  # type: ignore[operator]

"""The servers over real HTTP: validators, statuses, compressed sitemaps, ports, weather, a clean end."""

import gzip
import http.client
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from records.base import from_builtins
from records.source import Source
from samples.content import TRIED, load_portals
from samples.server import PortalServer, Weather, open_servers, running
from samples.sites import write_source
from tests.serving import PATIENCE


def ask(server: PortalServer, target: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    try:
        connection.request("GET", target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()
    finally:
        connection.close()


def opened(tiny: Path, night: int = 1, **weather: float) -> list[PortalServer]:
    asked = Weather(slow=weather.get("slow", 0), fail=weather.get("fail", 0), flood=int(weather.get("flood", 0)))
    return open_servers(load_portals(night, folder=tiny), load_portals(1, folder=tiny), port=0, weather=asked)


@pytest.fixture
def second_night(tiny: Path) -> Iterator[dict[str, PortalServer]]:
    servers = opened(tiny, 2)
    with running(servers):
        yield {s.site.portal.platform: s for s in servers}


def _article(server: PortalServer, slug: str) -> str:
    portal = server.site.portal
    return next(server.site.path(a) for a in (*portal.articles, *portal.gone) if a.slug == slug)


def test_validators_are_honoured(second_night: dict[str, PortalServer]) -> None:
    server = second_night["nukeviet"]
    status, headers, body = ask(server, "/rss/")
    assert (status, bool(body)) == (200, True)
    assert ask(server, "/rss/", If_None_Match=headers["ETag"])[0] == 304
    assert ask(server, "/rss/", If_None_Match='"other"')[0] == 200
    assert ask(server, "/rss/", If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert ask(server, "/rss/", If_Modified_Since="Sat, 01 Jan 2000 00:00:00 GMT")[0] == 200
    assert ask(server, "/rss/", If_Modified_Since="yesterday")[0] == 200


def test_last_modified_moves_only_where_bytes_do(second_night: dict[str, PortalServer]) -> None:
    server = second_night["nukeviet"]
    assert ask(server, "/robots.txt")[1]["Last-Modified"].startswith("Fri, 20 Nov 2026")
    assert ask(server, "/sitemap-vi.news.xml")[1]["Last-Modified"].startswith("Sat, 21 Nov 2026")


def test_statuses(second_night: dict[str, PortalServer]) -> None:
    for server in second_night.values():
        assert ask(server, _article(server, "go"))[0] == 410
        assert ask(server, _article(server, "phien-cho"))[0] == 200
        assert ask(server, "/khong/co/")[0] == 404
    nukeviet = second_night["nukeviet"]
    moved = ask(nukeviet, _article(nukeviet, "phien-cho").replace("/kinh-te/", "/du-lich/"))
    assert (moved[0], moved[1]["Location"]) == (301, nukeviet.base + _article(nukeviet, "phien-cho"))


def test_gzipped_sitemap_is_a_file_not_an_encoding(second_night: dict[str, PortalServer]) -> None:
    _, headers, body = ask(second_night["liferay"], "/sitemap-tin-bai.xml.gz")
    assert "Content-Encoding" not in headers
    assert b"<urlset" in gzip.decompress(body)


def test_pages_name_the_port_they_are_served_at(second_night: dict[str, PortalServer]) -> None:
    for server in second_night.values():
        body = ask(server, _article(server, "phien-cho"))[2].decode()
        assert server.base in body
        assert "mau.example" not in body.replace("gopy@", "").split("<footer")[0]


def test_connection_is_kept_and_head_has_no_body(second_night: dict[str, PortalServer]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", second_night["wordpress"].server_port, timeout=PATIENCE)
    for method in ("GET", "HEAD", "GET"):
        connection.request(method, "/feed/")
        answer = connection.getresponse()
        assert (answer.status, bool(answer.read())) == (200, method == "GET")
    connection.close()


def test_weather_fails_first_requests_and_stops_floods(tiny: Path) -> None:
    servers = opened(tiny, fail=1.0, flood=3)
    with running(servers):
        server = servers[0]
        assert [ask(server, "/")[0] for _ in range(4)] == [503, 200, 200, 429]
        assert ask(server, "/")[1]["Retry-After"] == "60"


def test_log_has_a_line_a_request(tiny: Path) -> None:
    log = StringIO()
    portals = load_portals(folder=tiny)
    servers = open_servers(portals, portals, port=0, weather=Weather(), log=log)
    with running(servers):
        ask(servers[0], "/robots.txt")
        ask(servers[0], "/nope/")
    assert log.getvalue().splitlines() == [f"{portals[0].id} 200 /robots.txt", f"{portals[0].id} 404 /nope/"]


def test_a_busy_port_is_named_and_the_next_taken(tiny: Path) -> None:
    portals = load_portals(folder=tiny)[:1]
    said: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (server,) = open_servers(portals, portals, port=port, weather=Weather(), tell=said.append)
        server.server_close()
    assert server.server_port > port
    assert f"port {port} is busy" in said[0]


def test_source_files_are_sources(tiny: Path, tmp_path: Path) -> None:
    for portal in load_portals(folder=tiny):
        file = write_source(portal, "http://127.0.0.1:8101", tmp_path / "sources")
        source = from_builtins(yaml.safe_load(file.read_text("utf-8")), Source)
        assert (source.id, source.home, source.fetch_from) == (portal.id, portal.home, "http://127.0.0.1:8101")
        assert source.enabled
        assert source.politeness.allow_private
        assert source.politeness.because
        assert [urlsplit(listing.url).netloc for listing in source.listings] == ["", ""]
        assert "{n}" in (source.listing_rule.next_page or "") if source.listing_rule else False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_and_ends_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "samples.commands", "serve", "--port", "0", "--sources", str(tmp_path)]
    command += [part for portal_id in TRIED for part in ("--only", portal_id)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(4)]
        assert [line.split()[0] for line in lines] == ["serving", "serving", "serving", "night"]
        assert len(list(tmp_path.glob("*.yaml"))) == 3
        child.send_signal(number)
        _, errors = child.communicate(timeout=PATIENCE)
    assert (child.returncode, errors) == (0, "")

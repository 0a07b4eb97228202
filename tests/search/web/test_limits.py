"""Rate limits: a bucket a client, a price a call, clear answers; whose address counts, and who is not limited."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI
from lxml import html
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from search.web.limits import Buckets, Rate, Slots, client_of, is_limited, price
from tests.search.web.sample_archive import TODAY, SampleArchive

World = tuple[TantivyEngine, SampleArchive]


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_fills_again_and_tells_how_long() -> None:
    clock = Clock()
    buckets = Buckets(Rate(per_minute=60, burst=10), clock)
    assert [buckets.wait("a", 1) for _ in range(11)] == [0] * 10 + [1]
    assert buckets.wait("b", 1) == 0
    assert buckets.wait("a", 5) == 5
    clock.now += 5
    assert buckets.wait("a", 5) == 0
    assert buckets.wait("a", 0) == 0
    clock.now += 3600
    assert buckets.wait("a", 99) == 0  # what costs more than a bucket holds takes a full one
    assert buckets.wait("a", 1) == 1
    assert all(Buckets(Rate(per_minute=0), clock).wait("a", 100) == 0 for _ in range(1000))


def test_clients_are_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.web.limits._MOST_CLIENTS", 3)
    buckets = Buckets(Rate(per_minute=1, burst=1), Clock())
    assert [buckets.wait(name, 1) for name in "abcd"] == [0, 0, 0, 0]
    assert [buckets.wait(name, 1) > 0 for name in "dcba"] == [True, True, True, False]


def test_dear_calls_cost_more() -> None:
    assert price("/static/style.css") == 0 < price("/healthz") < 1
    assert price("/export") > price("/api/count") > price("/api/search") == price("/") == 1 > price("/api/suggest") > 0
    assert price("/export/about") < price("/export")


def test_slots_are_for_all_and_for_each() -> None:
    slots = Slots(3, each=2)
    assert [slots.take("a"), slots.take("a"), slots.take("a"), slots.take("b"), slots.take("c")] == [
        True, True, False, True, False,
    ]  # fmt: skip
    slots.give_back("a")
    assert slots.take("c")


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("somewhere", "somewhere"),
    ],
)
def test_who_asks_is_an_address_or_a_household(host: str, client: str) -> None:
    assert client_of({"client": (host, 5)}) == client
    assert client_of({"client": None}) == ""


def test_this_machine_is_limited_only_where_it_speaks_for_others() -> None:
    assert not is_limited({"client": ("127.0.0.1", 5), "headers": []})
    assert is_limited({"client": ("127.0.0.1", 5), "headers": [(b"x-forwarded-for", b"203.0.113.7")]})
    assert is_limited({"client": ("203.0.113.7", 5), "headers": []})


def ask(app: object, address: str, host: str = "203.0.113.7", **headers: str) -> httpx.Response:
    async def get() -> httpx.Response:
        wire = httpx.ASGITransport(app, client=(host, 9))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=wire, base_url="http://kho.test") as client:
            return await client.get(address, headers={name.replace("_", "-"): text for name, text in headers.items()})

    return asyncio.run(get())


@pytest.fixture
def limited(world: World) -> FastAPI:
    return create_app(world[0], archive=world[1], rate=Rate(per_minute=6, burst=3), today=lambda: TODAY, clock=Clock())


def test_whoever_asks_too_much_is_told_when_to_go_on(limited: FastAPI) -> None:
    for _ in range(3):
        assert ask(limited, "/api/agreements/none").status_code == 404
    refused = ask(limited, "/api/search")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "10")
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["detail"] == "too many requests from your address: go on in 10 seconds"
    page = ask(limited, "/?q=a")
    assert (page.status_code, page.headers["retry-after"]) == (429, "10")
    told = html.fromstring(page.text).cssselect(".failure")[0]
    assert "Có thể thử lại sau 10 giây." in " ".join(told.text_content().replace("\xa0", " ").split())
    assert told.cssselect("a")[0].get("href") == "/?q=a"
    assert html.fromstring(page.text).cssselect("#q")[0].get("value") == "a"
    assert html.fromstring(page.text).cssselect(".tongue")[0].get("href") == "/?q=a&lang=en"
    assert "Quá nhiều yêu cầu" in page.text
    elsewhere = html.fromstring(ask(limited, "//evil.example/x").text)
    assert all(not link.get("href").startswith("//") for link in elsewhere.iter("a"))
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert ask(limited, "/static/style.css").status_code == 200
    assert ask(limited, "/healthz").status_code == 429
    assert ask(limited, "/healthz", host="127.0.0.1").status_code == 200
    assert ask(limited, "/", host="203.0.113.8").status_code == 200


def test_a_page_with_a_public_address_limits_this_machine_too(world: World) -> None:
    """A proxy here that adds no headers, as nginx's plain proxy_pass, looks like a program of this machine."""
    rate = Rate(per_minute=6, burst=3)
    shown = create_app(
        world[0], archive=world[1], rate=rate, public_url="https://kho.example", today=lambda: TODAY, clock=Clock()
    )
    own = create_app(world[0], archive=world[1], rate=rate, today=lambda: TODAY)
    codes = {
        app: [ask(app, "/api/agreements/x", host="127.0.0.1").status_code for _ in range(5)] for app in (shown, own)
    }
    assert codes == {shown: [404] * 3 + [429] * 2, own: [404] * 5}
    assert ask(shown, "/healthz", host="127.0.0.1").status_code == 200  # whoever watches hears that the page is well
    assert ask(shown, "/healthz", host="127.0.0.1", X_Forwarded_For="203.0.113.7").status_code == 429


def test_only_a_trusted_proxy_is_believed(limited: FastAPI) -> None:
    for number in range(3):  # headers that anybody can send change nothing
        assert ask(limited, "/api/agreements/x", X_Forwarded_For=f"198.51.100.{number}").status_code == 404
    assert ask(limited, "/api/agreements/x", X_Forwarded_For="198.51.100.9").status_code == 429
    proxied = ProxyHeadersMiddleware(limited, ["127.0.0.1"])  # as `khotin serve` puts it on where a proxy is named
    for number in range(5):
        answer = ask(proxied, "/api/agreements/x", host="127.0.0.1", X_Forwarded_For=f"198.51.100.{number}")
        assert answer.status_code == 404
    for _ in range(3):
        last = ask(proxied, "/api/agreements/x", host="127.0.0.1", X_Forwarded_For="8.8.8.8, 192.0.2.1")
    last = ask(proxied, "/api/agreements/x", host="127.0.0.1", X_Forwarded_For="9.9.9.9, 192.0.2.1")
    assert last.status_code == 429  # the address nearest to the proxy counts: what stands before it anybody can write

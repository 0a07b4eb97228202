"""Private networks and Scrapy's own doors stay shut."""

import asyncio

import pytest

from crawlers.safety import PrivateAddressError, is_public, public_address
from crawlers.settings import settings_for
from tests.crawlers.conftest import job_for


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
    ],
)
def test_private_networks(address):
    assert not is_public(address)


def test_public_network():
    assert is_public("203.162.0.11")
    assert is_public("2405:4800::1")


def test_name_of_a_private_network_is_refused():
    with pytest.raises(PrivateAddressError, match="localhost is at"):
        asyncio.run(public_address("localhost"))


def test_name_without_an_address_is_not_let_through():
    with pytest.raises(OSError, match=r"(?i)name|host"):
        asyncio.run(public_address("no-such-host.invalid"))


def test_doors_of_scrapy_stay_shut():
    settings = settings_for(job_for("http://127.0.0.1:1/"))
    assert settings["REMOTE_CONTROL_ENABLED"] is False
    assert settings["TELNETCONSOLE_ENABLED"] is False
    assert settings["COOKIES_ENABLED"] is False
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert settings["EXTENSIONS_BASE"] == {}

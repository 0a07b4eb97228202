"""Encrypted portals: a broken certificate or an old cipher is refused by name, or accepted where the source says so."""

import ssl
import subprocess
from collections.abc import Iterator

import pytest

from crawlers.probe import fetch_site
from records.source import Politeness, Source
from tests.crawlers.conftest import Portal, job_for, portal_of_three

STRICT = Politeness(delay_seconds=0, allow_private=True, because="loopback")
LENIENT = Politeness(delay_seconds=0, allow_private=True, tls="lenient", because="an old server")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> str:
    """A self-signed certificate for another host, with a small key, and its key in one file."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:1024", "-sha1", "-nodes", "-subj", "/CN=other.example",
         "-days", "2", "-keyout", folder / "key", "-out", folder / "certificate"],
        check=True, capture_output=True,
    )  # fmt: skip
    both = folder / "both.pem"
    both.write_bytes((folder / "key").read_bytes() + (folder / "certificate").read_bytes())
    return str(both)


@pytest.fixture
def encrypted(certificate) -> Iterator[Portal]:
    """The portal of three, over TLS as an old server speaks it: a key and ciphers that are refused today."""
    with portal_of_three() as portal:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers("AES128-SHA:@SECLEVEL=0")
        context.load_cert_chain(certificate)
        portal.server.socket = context.wrap_socket(portal.server.socket, server_side=True)
        portal.url = portal.url.replace("http:", "https:")
        yield portal


def test_strict_is_the_rule_and_the_failure_has_its_name(encrypted, run_crawl):
    ran = run_crawl(job_for(encrypted.url, politeness=STRICT))
    assert ran.stats.fatal.startswith("unreachable: tls: certificate verify failed")
    assert (ran.stats.articles, ran.stats.lenient_tls) == (0, 0)


def test_lenient_reads_it_and_says_so(encrypted, run_crawl):
    ran = run_crawl(job_for(encrypted.url, politeness=LENIENT))
    assert (ran.stats.fatal, ran.stats.new) == ("", 3)
    assert ran.stats.lenient_tls == ran.stats.requests


def test_lenient_counts_nothing_where_nothing_is_encrypted(portal, run_crawl):
    ran = run_crawl(job_for(portal.url, politeness=LENIENT))
    assert (ran.stats.new, ran.stats.lenient_tls) == (3, 0)


@pytest.mark.parametrize(("manners", "is_read"), [(STRICT, False), (LENIENT, True)])
def test_a_probe_has_the_manners_of_the_source(manners, is_read, encrypted):
    known = Source(id="a", name="A", home=encrypted.url, politeness=manners)
    facts = fetch_site(encrypted.url, user_agent="a/1 (+b@c.example)", known=known, allow_private=True, delay_seconds=0)
    assert facts.home_page.is_read is is_read, facts.problems

"""What an answer means for the address that was asked."""

import pytest

from crawlers.answer import Answer, judge, judge_article
from crawlers.candidate import Site
from crawlers.protocols import Known
from records.outcome import Verdict
from records.source import Source
from tests.crawlers.conftest import HOME, PLAIN

KNOWN = Known(url=HOME + "a", kind="article", digest="d1", etag='"e"')


@pytest.mark.parametrize(
    ("answer", "known", "verdict"),
    [
        (Answer(url="u", status=200), None, Verdict.NEW),
        (Answer(url="u", status=200), Known(url="u", kind="article"), Verdict.NEW),
        (Answer(url="u", status=200), KNOWN, Verdict.UNCHANGED),
        (Answer(url="u", status=304), KNOWN, Verdict.UNCHANGED),
        (Answer(url="u", status=304), None, Verdict.FAILED),
        (Answer(url="u", status=404), KNOWN, Verdict.GONE),
        (Answer(url="u", status=410), None, Verdict.GONE),
        (Answer(url="u", status=302, target="v"), None, Verdict.REDIRECTED),
        (Answer(url="u", status=302), None, Verdict.FAILED),
        (Answer(url="u", status=204), None, Verdict.FAILED),
        (Answer(url="u", status=599), None, Verdict.FAILED),
        (Answer(url="u", failure="timeout"), KNOWN, Verdict.FAILED),
        (Answer(url="u", failure="too-large"), KNOWN, Verdict.REJECTED),
        (Answer(url="u", failure="budget used up", not_sent=True), KNOWN, Verdict.BUDGET),
    ],
)
def test_verdicts(answer, known, verdict):
    assert judge(answer, known, "d1")[0] is verdict


def test_changed_by_its_digest():
    assert judge(Answer(url="u", status=200), KNOWN, "d2") == (Verdict.CHANGED, "")


@pytest.mark.parametrize(
    ("kind", "body", "verdict"),
    [
        ("text/html; charset=utf-8", b"", Verdict.NEW),
        ("", b"  <!doctype html>", Verdict.NEW),
        ("", b"%PDF", Verdict.REJECTED),
        ("text/plain", b"<html>", Verdict.NEW),
        ("image/png", b"<html>", Verdict.REJECTED),
    ],
)
def test_only_pages_are_articles(kind, body, verdict):
    answer = Answer(url="u", status=200, headers={"content-type": kind}, body=body)
    site = Site(Source(id="a", name="A", home=HOME), PLAIN)
    assert judge_article(answer, None, "d", site)[0] is verdict

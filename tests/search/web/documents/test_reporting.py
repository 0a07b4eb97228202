"""Reports of errors: they carry the id, what is shown, and a correction that the operator's folder takes as it is."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from fastapi import FastAPI

from records.correction import Correction, Fix
from records.event import Event
from search.app import create_app
from search.tantivy.engine import TantivyEngine
from search.web.documents.reporting import event_draft, people_draft, report
from search.web.i18n import language
from sources.corrections import load_corrections
from tests.search.web.browser import Browser
from tests.search.web.pages import CONFERENCE, text, tree
from tests.search.web.sample_archive import TODAY, SampleArchive

World = tuple[TantivyEngine, SampleArchive]


def app(world: World, contact: str) -> FastAPI:
    return create_app(world[0], archive=world[1], contact=contact, today=lambda: TODAY)


def loaded(draft: str, folder: Path) -> Correction:
    """The one correction of a draft put into an operator's folder as it is."""
    (folder / "draft.yaml").write_text(draft, "utf-8")
    (correction,) = load_corrections([folder]).by_id.values()
    return correction


@pytest.mark.parametrize("known", [CONFERENCE, "mau-da-nang-da-nang-summer-arrivals"])
def test_the_draft_of_an_article_is_a_correction_that_loads(world: World, tmp_path: Path, known: str) -> None:
    page = tree(Browser(app(world, "")), f"/report/articles/{known}")
    correction = loaded(page.cssselect("#cite-draft")[0].text, tmp_path)
    assert (correction.article, correction.asked_on) == (known, TODAY)


def test_the_draft_of_an_event_holds_what_is_shown_and_of_people_makes_them_one(world: World, tmp_path: Path) -> None:
    document = world[0].get("events", "e0013")
    assert document
    assert document.event
    event = document.event.event
    fix = loaded(event_draft("e12", event, TODAY), tmp_path).fix
    assert fix
    assert (fix.starts_on, fix.place_province, fix.signed) == (event.starts_on, event.place_province, event.signed)
    assert fix.partners == event.partners
    assert loaded(event_draft("e12", Event(type="forum"), TODAY), tmp_path).fix == Fix(signed=False)
    assert loaded(people_draft(["p1", "p2"], TODAY), tmp_path).same == ("p1", "p2")


def test_a_mail_to_the_operator_carries_id_address_facts_and_draft(world: World) -> None:
    page = tree(Browser(app(world, "bientap@kho.example")), "/report/events/e0013")
    mail = urlsplit(page.cssselect("a.doing")[0].get("href"))
    given = parse_qs(mail.query)
    assert (mail.scheme, mail.path, given["subject"]) == ("mailto", "bientap@kho.example", ["Kho Tin: events e0013"])
    assert "http://kho.test/events/e0013" in given["body"][0]
    assert len(page.cssselect("a.doing")[0].get("href")) <= 1800
    shown = page.cssselect("#cite-shown")[0].text
    assert "Khi nào: 25/3/2023" in shown
    assert "Sự kiện, mã e0013" in [text(note) for note in page.cssselect(".report > .note")]
    assert "Lương Thế Khoát - Phó Bí thư Thành ủy" in shown


def test_what_a_mail_has_no_room_for_is_said_and_the_page_cuts_nothing() -> None:
    long = "Điều " + "rất dài " * 200
    told = report(
        "events", "e1", "Tên", [long], "kind: correction", back="/events/e1", base="http://kho.test",
        contact="a@kho.example", lang=language("vi"),
    )  # fmt: skip
    assert told.shown.endswith(long.strip())
    assert len(told.mail) <= 1800
    assert unquote(told.mail).endswith("xem cả ở địa chỉ trên.]")
    short = report(
        "events", "e1", "Tên", [], "", back="/events/e1", base="http://kho.test", contact="a@kho.example", lang=language("vi")
    )  # fmt: skip
    assert "xem cả" not in unquote(short.mail)


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("https://kho.example/lien-he", "Đến trang liên hệ"),
        ("", "chưa để địa chỉ liên hệ"),
        ("javascript:alert(1)", "Liên hệ người vận hành: javascript:alert(1)"),
        ("a@b.vn?cc=c@d.vn", "Liên hệ người vận hành: a@b.vn?cc=c@d.vn"),
    ],
)
def test_contacts_of_other_kinds(world: World, contact: str, said: str) -> None:
    page = tree(Browser(app(world, contact)), "/report/events/e0013")
    assert said in text(page.cssselect(".report")[0])
    assert all(not a.get("href").startswith(("mailto:", "javascript:")) for a in page.iter("a"))


def test_reports_of_what_is_not_there(world: World) -> None:
    client = Browser(app(world, ""))
    for path in ("events/none", "people/p99999", "nothing/1", "agreements/none"):
        assert client.get(f"/report/{path}").status_code == 404, path
    assert tree(client, "/report/people/p1").cssselect("#cite-shown")

"""The catalogues: every message of the interface is in English too, with the same placeholders, and none is left over."""

import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from babel.messages.extract import extract, extract_python
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from records.places import regions
from search.web.i18n import CATALOGUES, choose, language

WEB = Path(str(files("search.web")))
# A counting message has one Vietnamese form: it is its own plural.
KEYWORDS = {"text": None, "_": None, "many": (1, 1), "_n": (1, 1)}


def used() -> Iterator[tuple[str, bool]]:
    for path in sorted([*WEB.rglob("*.py"), *WEB.glob("templates/**/*.html"), *WEB.glob("templates/mail/*.txt")]):
        method = extract_python if path.suffix == ".py" else babel_extract
        with path.open("rb") as file:
            for _, message, _, _ in extract(method, file, keywords=KEYWORDS):
                yield (message, False) if isinstance(message, str) else (message[0], True)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_translated_and_none_is_left_over() -> None:
    english = language("en").messages
    messages = dict.fromkeys(message for message, _ in used())
    assert len(messages) > 150
    assert [message for message in messages if not all(english.get(message, ("",)))] == []
    assert [message for message in regions("63") + regions("34") if message not in english] == []
    lexicon = yaml.safe_load(files("transforms.lexicons").joinpath("places.yaml").read_text("utf-8"))
    named = {region for name in ("regions", "regions_34") for region in lexicon[name]}
    assert [region for region in named if region not in english] == []
    known = {*messages, *named, *regions("63"), *regions("34"), ""}
    assert [message for message in english if message not in known] == []


def test_counting_messages_have_both_forms() -> None:
    english = language("en").messages
    assert [message for message, counts in used() if counts and len(english[message]) != 2] == []


def test_translations_fill_in_the_same_values() -> None:
    for message, forms in language("en").messages.items():
        for form in forms:
            if message:
                assert placeholders(form) == placeholders(message), message


def test_the_catalogue_is_clean() -> None:
    for path in CATALOGUES["en"]:
        with path.open("rb") as file:
            catalogue = read_po(file, locale="en", abort_invalid=True)
        assert not [message.id for message in catalogue if message.fuzzy and message.id]
        assert not catalogue.obsolete


def test_no_message_is_translated_twice() -> None:
    ids: list[str] = []
    for path in CATALOGUES["en"]:
        with path.open("rb") as file:
            ids += [str(message.id) for message in read_po(file, locale="en") if message.id]
    assert sorted(ids) == sorted(set(ids))


def test_numbers_and_dates_are_written_as_each_language_does() -> None:
    vi, en = language("vi"), language("en")
    assert (vi.number(34976), en.number(34976), vi.number(214)) == ("34.976", "34,976", "214")
    assert (vi.day(date(2023, 3, 25)), en.day("2023-03-05")) == ("25/3/2023", "5 March 2023")
    assert (vi.day("2023-03"), en.day("2023-03"), vi.day("2023")) == ("3/2023", "March 2023", "2023")
    late = datetime(2023, 3, 25, 20, 5, tzinfo=UTC)
    assert (vi.moment(late), en.moment(late)) == ("26/3/2023, 03:05", "26 March 2023, 03:05")
    assert (en.many("{n} bài", 1), en.many("{n} bài", 2000), vi.many("{n} bài", 2000)) == (
        "1\u00a0article", "2,000\u00a0articles", "2.000\u00a0bài",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "code"),
    [
        ("en", "vi", "vi", "en"),
        (None, "en", "vi", "en"),
        ("de", None, "fr, en;q=0.2", "en"),
        (None, None, "en;q=0, vi;q=0.1", "vi"),
        (None, None, "", "vi"),
        (None, "<script>", "q=;;,*", "vi"),
    ],
)
def test_the_language_is_chosen_in_order(asked: str | None, kept: str | None, accepted: str, code: str) -> None:
    assert choose(asked, kept, accepted, "vi") == code

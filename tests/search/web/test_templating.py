"""Templates escape all that they put out, as markupsafe does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from search.web.templating import Environment, escaped

HOSTILE = """<a href='x' onclick="y">&amp;"""


@given(st.text(st.characters(categories=None) | st.sampled_from("&<>'\"")))
def test_a_text_is_escaped_as_markupsafe_does(text: str) -> None:
    assert escaped(text) == str(escape(text))


@pytest.mark.parametrize(
    "value", [3, -0.5, 1e30, float("nan"), None, True, Markup("<b>"), Markup(""), type("Text", (str,), {})(HOSTILE)]
)
def test_so_is_whatever_else_there_is(value: object) -> None:
    assert escaped(value) == str(escape(value))


def test_all_that_a_template_puts_out_is_escaped() -> None:
    made = Environment(autoescape=True).from_string(
        "{% macro said(x) %}[{{ x }}]{% endmacro %}"
        "{{ x }}|{{ said(x) }}|{{ x|upper }}|{{ x ~ y }}|{{ x|safe }}|{% for one in [x] %}{{ one }}{% endfor %}"
        "|{% set held %}{{ x }}{% endset %}{{ held }}|{% autoescape false %}{{ x }}{% endautoescape %}"
    )
    once = str(escape(HOSTILE))
    assert made.render(x=HOSTILE, y=Markup("<i>")).split("|") == [
        once, f"[{once}]", str(escape(HOSTILE.upper())), once + "<i>", HOSTILE, once, once, HOSTILE,
    ]  # fmt: skip


def test_without_escaping_asked_for_there_is_none() -> None:
    assert Environment(autoescape=False).from_string("{{ x }}").render(x=HOSTILE) == HOSTILE


def test_what_is_not_given_fails() -> None:
    with pytest.raises(UndefinedError):
        Environment(autoescape=True, undefined=StrictUndefined).from_string("{{ x }}").render()

"""Jinja2 as the pages use it: everything is escaped, by a function that is called some thousand times a page."""

from typing import Any

import jinja2
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

_PLAIN = (int, float)  # whose text holds nothing to escape


def escaped(value: Any) -> str:
    """The value as HTML shows it, as markupsafe escapes it: what is put out needs no wrapping as Markup, which takes longer
    than the escaping."""
    kind = type(value)
    if kind is not str and kind is not Markup:
        return str(value) if kind in _PLAIN else escape(value)
    text: str = value
    if kind is Markup:
        return text
    if "&" in text:  # looking first takes half as long: few values hold any of them
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    return text


class _Compiler(CodeGenerator):
    """Compiles templates as Jinja2 does, but that what is put out goes through `escaped`."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class Environment(jinja2.Environment):
    """An environment whose templates escape everything they put out."""

    code_generator_class = _Compiler
    escaped = staticmethod(escaped)

"""Reads out of a listing's own scripts how they ask for further pages: the address and data of an Ajax call."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawlers.expressions import STRING, balanced, pairs_of, split
from crawlers.page import Page
from records.platform import PageRequest

# "$.ajax({", "jQuery.get(", "axios.post(", "fetch(": what is called, up to its bracket.
_CALL = re.compile(
    r"(?:\$|jQuery|axios|\$http)\s*\.\s*(ajax|get|post|getJSON)\s*\(|(?<![\w.])(fetch|axios)\s*\(|\.(load)\s*\("
)
_PAGE_NAME = re.compile(
    r"(^|[a-z_])(page|trang|paging|current_?page|offset_?page)(_?(index|num(ber)?|no|hien_?tai|id))?$|^(p|pg|n|i|so_?trang|pi|pn)$",
    re.I,
)
_WRAPPED = re.compile(
    r"^(?:Number|parseInt|String|encodeURIComponent|escape|JSON\.stringify|\$\.param)\s*\((.*)\)$", re.S
)
_FIELD = re.compile(
    r"^(?:\$|jQuery)\(\s*(['\"])(#[\w-]+)\1\s*\)\s*\.\s*(?:val\(\)|(?:attr|data)\(\s*['\"]([\w-]+)['\"]\s*\))$|^document\.getElementById\(\s*(['\"])([\w-]+)\4\s*\)\.value$"
)
_NAME = re.compile(r"^[A-Za-z_$][\w$.]*$")
_STEPPED = re.compile(r"^\+\+|\+\+$|\s*\+\s*1$")
_TEMPLATE = re.compile(r"\$\{([^{}]*)\}")
_PAGE_FIRST = re.compile(r"(^|[?&/_-])(page|trang|p)[=/_-]$", re.I)
_MOST_SCRIPT = 200_000
_MOST_CALLS = 30
# An expression that is longer, has more parts or lies deeper is no address or word; it is left unread.
_MOST_EXPRESSION = 4_000
_MOST_PARTS = 60
_MOST_VARIABLES = 15
_DEEPEST = 20
# An address in an attribute is not longer.
_MOST_ADDRESS = 1_000


@dataclass
class _Reading:
    """What one call's expressions come to: `values` by name, as PageRequest has them, and whether a page was named."""

    text: str
    values: dict[str, str] = field(default_factory=dict)
    paged: bool = False
    unknown: bool = False
    depth: int = 0
    looked_up: int = 0

    def value(self, where: str) -> str:
        """The place of a value that stands at `where` on the page."""
        name = next((known for known, at in self.values.items() if at == where), f"v{len(self.values) + 1}")
        self.values[name] = where
        return "{" + name + "}"

    def read(self, expression: str, key: str = "") -> str:
        """The text that an expression comes to, with {n} for the page's number and {v1}… for what the page holds."""
        if self.unknown or len(expression) > _MOST_EXPRESSION or self.depth >= _DEEPEST:
            self.unknown = True
            return ""
        self.depth += 1
        text = self._sum([part.strip() for part in split(expression, "+")], expression, key)
        self.depth -= 1
        return text

    def _sum(self, parts: list[str], expression: str, key: str) -> str:
        if len(parts) > _MOST_PARTS:
            self.unknown = True
            return ""
        if len(parts) > 1 and not any(STRING.fullmatch(part) for part in parts):
            return self._one(expression.strip(), key)
        text = ""
        for part in parts:
            text += self._one(part, key or ("page" if _PAGE_FIRST.search(text) else ""))
        return text

    def _one(self, part: str, key: str) -> str:
        if STRING.fullmatch(part):
            inner = part[1:-1].replace("\\/", "/").replace('\\"', '"').replace("\\'", "'")
            return _TEMPLATE.sub(lambda m: self.read(m[1], key), inner) if part[0] == "`" else inner
        if re.fullmatch(r"-?\d+(\.\d+)?|true|false", part):
            return part
        if part[:1] == "(" and part[-1:] == ")":
            return self.read(part[1:-1], key)
        wrapped = _WRAPPED.match(part)
        if wrapped:
            return self.read(wrapped[1], key)
        found = _FIELD.match(part)
        if found:
            selector = found[2] or f"#{found[5]}"
            attribute = "value" if not found[3] else f"data-{found[3]}" if ".data" in part else found[3]
            return self.value(f"{selector}@{attribute}")
        return self._variable(_STEPPED.sub("", part).strip(), key, stepped=bool(_STEPPED.search(part)))

    def _variable(self, name: str, key: str, *, stepped: bool) -> str:
        last = name.rpartition(".")[2]
        self.looked_up += 1
        if not _NAME.match(name) or self.looked_up > _MOST_VARIABLES:
            self.unknown = True
        elif stepped or _PAGE_NAME.search(last) or _PAGE_NAME.search(key):
            self.paged = True
            return "{n}"
        elif re.search(rf"\b{re.escape(last)}\s*=\s*['\"]?[\w-]+", self.text):
            return self.value(rf"text:\b{last}\s*=\s*['\"]?([\w-]+)")
        self.unknown = True
        return ""


def find_requests(page: Page) -> list[PageRequest]:
    """How a listing's scripts ask for a page by its number, without what the answer holds; likeliest first.

    Numbers and words of the listing itself are taken from where they stand on it (`values`).
    """
    scripts = [node.text or "" for node in page.tree.iter("script") if not node.get("src")]
    scripts += [value for node in page.tree.iter() for name, value in _attributes(node) if name.startswith("on")]
    text = "\n".join(scripts)[:_MOST_SCRIPT]
    found: list[PageRequest] = []
    for kind, arguments in _calls(text):
        request = _request(kind, arguments, text)
        if request is not None and request not in found:
            found.append(request)
    return found + [r for r in _named_by_attributes(page) if r not in found]


def _attributes(node: object) -> list[tuple[str, str]]:
    return list(getattr(node, "attrib", {}).items())


def _calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each call's kind and its arguments as written."""
    for match, _ in zip(_CALL.finditer(text), range(_MOST_CALLS), strict=False):
        inside = balanced(text, match.end() - 1)
        if inside:
            yield match[1] or match[2] or match[3], [part.strip() for part in split(inside, ",")]


def _request(kind: str, arguments: list[str], text: str) -> PageRequest | None:
    """The request of one call, None where it asks for no page by its number or what it sends can't be made out."""
    reading = _Reading(text)
    options = pairs_of(arguments[0]) if kind in ("ajax", "axios") else None
    if options is None and len(arguments) > 1:
        options = pairs_of(arguments[1]) if kind in ("ajax", "fetch", "axios") else {"data": arguments[1]}
    options = options or {}
    address = options.get("url", "") if pairs_of(arguments[0]) is not None else arguments[0]
    if not address:
        return None
    url = reading.read(address)
    method = options.get("type", options.get("method", "'POST'" if kind == "post" else "'GET'")).strip("\"'` ").upper()
    data = options.get("data", options.get("body", options.get("params", "")))
    is_json = "JSON.stringify" in data or "application/json" in options.get("contentType", "")
    pairs = pairs_of(_WRAPPED.sub(r"\1", data)) if data else {}
    if pairs is None and not STRING.match(data):
        pairs = {}  # a function that takes the answer
    if pairs is None:
        pairs = {k: repr(v) for k, _, v in (p.partition("=") for p in reading.read(data).split("&"))}
    sent = {key: reading.read(value, key) for key, value in pairs.items()}
    return _made(reading, url, method, sent, pairs, is_json=is_json)


def _made(
    reading: _Reading, url: str, method: str, sent: dict[str, str], written: dict[str, str], *, is_json: bool
) -> PageRequest | None:
    if reading.unknown or not reading.paged or not url or " " in url:
        return None
    if method == "POST" and is_json:
        bare = {key for key, value in written.items() if not STRING.match(value.strip())}
        body = ", ".join(
            f"{json.dumps(k)}: {v if k in bare else json.dumps(v, ensure_ascii=False)}" for k, v in sent.items()
        )
        return PageRequest(url=url, json="{" + body + "}", values=reading.values)
    if method == "POST":
        return PageRequest(url=url, form=sent or {"": ""}, values=reading.values)
    query = "&".join(f"{key}={value}" for key, value in sent.items())
    return PageRequest(url=url + (("&" if "?" in url else "?") + query if query else ""), values=reading.values)


def _named_by_attributes(page: Page) -> Iterator[PageRequest]:
    """A button that names the address its script asks: data-url, data-href… with a page's number in it."""
    for node in page.tree.iter("a", "button", "div", "ul", "section", "span"):
        for name, value in _attributes(node):
            if name.startswith("data-") and len(value) <= _MOST_ADDRESS and re.match(r"(https?:/)?/\S+$|\?\S+$", value):
                marked = re.sub(r"(?i)((?:^|[?&/])(?:page\w*|trang|p)[=/])\d+(?=$|[&/])", r"\g<1>{n}", value)
                if "{n}" in marked:
                    yield PageRequest(url=marked)

"""Addresses: one canonical form each, the same page's home and mirror, and ids made of them."""

import hashlib
import re
from urllib.parse import quote, quote_plus, unquote, unquote_plus, urljoin, urlsplit, urlunsplit

# Query parameters that never choose a page.
_NOISE = re.compile(r"^(utm_\w+|fbclid|gclid|zarsrc|_ga|ref|nv_redirect|nvvithemever|jsessionid|phpsessid)$", re.I)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.I)
# What a parameter without "=" begins with: "post/", "extend.", and "article" where a number follows.
_BARE_NAME = re.compile(r"[^\W\d]*[/.:,]|[^\W\d_]+(?=\d)")
_PORTS = {"http": 80, "https": 443}
# An address that is in its one form already, as most are that are met again: known in a twentieth of the time.
_IN_FORM = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::[1-9]\d{3})?/[A-Za-z0-9/._~-]*")
# In bytes. No browser's bar or server's log takes much more, and PostgreSQL's index entries hold 2,700.
LONGEST = 2000


def canonical(url: str, base: str = "") -> str:
    """The one form of an http(s) address: absolute, lower-case scheme and host, no fragment, default port or tracking
    parameters, UTF-8 percent encoding, "/" for an empty path. Raises ValueError where it is none, or longer than LONGEST."""
    if not base and len(url) <= LONGEST and _IN_FORM.fullmatch(url):
        return url
    absolute = urljoin(base, url.strip()) if base else url.strip()
    parts = urlsplit(absolute)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(f"not an http(s) address: {url!r}")
    host = parts.hostname.lower()
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, _PORTS[parts.scheme]) else f":{parts.port}"
    path = (
        quote(
            unquote(_SESSION.sub("", parts.path), errors="surrogateescape"),
            safe="/:@!$&'()*+,;=~-._",
            errors="surrogateescape",
        )
        or "/"
    )
    address = urlunsplit((parts.scheme, host + port, path, _query(parts.query), ""))
    if (size := len(address.encode(errors="surrogateescape"))) > LONGEST:
        raise ValueError(f"an address of {size} bytes, at most {LONGEST} are taken: {address[:80]}…")
    return address


def _query(query: str) -> str:
    """The parameters in their order and one encoding; one without "=" stays so ("?article12", "?post/2023/03/slug")."""
    pairs = (piece.partition("=") for piece in query.split("&") if piece)
    return "&".join(f"{_encoded(key)}{sign}{_encoded(value)}" for key, sign, value in pairs if not _NOISE.match(key))


def query_pairs(query: str) -> list[tuple[str, str]]:
    """The parameters as they are written: names end in "="; one without it ("article12", "extend.12",
    "post/2023/03/slug") is named by the word it begins with, "" where that is all there is."""
    pairs = []
    for piece in query.split("&"):
        name, sign, value = piece.partition("=")
        found = None if sign else _BARE_NAME.match(piece)
        bare = found[0] if found else ""
        if piece:
            pairs.append((name + sign, value) if sign else (bare, piece[len(bare) :]))
    return pairs


def _encoded(part: str) -> str:
    return quote_plus(unquote_plus(part, errors="surrogateescape"), safe="/:@!$'()*,;~", errors="surrogateescape")


def moved(url: str, from_base: str | None, to_base: str | None) -> str:
    """The address with one site's scheme and host put in place of another's; unchanged where it is not of that site."""
    if not from_base or not to_base:
        return url
    old, new, parts = urlsplit(from_base), urlsplit(to_base), urlsplit(url)
    if (parts.scheme, parts.netloc.lower()) != (old.scheme, old.netloc.lower()):
        return url
    return urlunsplit((new.scheme, new.netloc, parts.path, parts.query, parts.fragment))


def same_host(url: str, home: str) -> bool:
    """Whether the address is on the site's host ("www." makes no difference); the port counts."""
    return _bare_host(url) == _bare_host(home)


def _bare_host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def digest(*parts: str | bytes) -> str:
    """20 hexadecimal digits of SHA-256 over the parts, each ended by a zero byte."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part.encode() if isinstance(part, str) else part)
        sha.update(b"\0")
    return sha.hexdigest()[:20]


def article_id(url: str) -> str:
    """The id of the article at a canonical address."""
    return digest(canonical(url))

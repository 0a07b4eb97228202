"""Makes a portal's pages harder to learn from, always the same way: names hashed or gone, heads emptied, noise put in, two
templates on one site. Every variant takes a page's path and bytes and gives its bytes."""

import hashlib
import re
from collections.abc import Callable
from random import Random

Variant = Callable[[str, bytes], bytes]

_ATTRIBUTES = re.compile(rb"\s(class|id)=(\"[^\"]*\"|'[^']*')")
_ALL_NAMES = re.compile(rb"\s(?:class|id|itemprop|itemscope|itemtype|rel|role|data-[\w-]+|name)=(?:\"[^\"]*\"|'[^']*')")
_METAS = re.compile(rb"<meta\b(?![^>]*charset)[^>]*>|<script type=\"application/ld\+json\">.*?</script>", re.S)
_PARAGRAPH = re.compile(rb"</p>|<br\s*/?>\s*<br\s*/?>", re.I)
_HIDDEN = frozenset((b"hidden", b"hide", b"d-none", b"sr-only"))
_TEXT = re.compile(
    rb"<div[^>]*(?:id=\"news-bodyhtml\"|class=\"[^\"]*(?:journal-content-article|entry-content)[^\"]*\")[^>]*>"
)
_NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng", "Phạm Thu Hà", "Đỗ Minh"]


def hashed(path: str, html: bytes, salt: str = "") -> bytes:
    """Classes and ids as a bundler writes them, no h1, nothing in the head but <title>."""
    return _headless(_ATTRIBUTES.sub(lambda m: b' %s="%s"' % (m[1], _hash(m[2][1:-1], salt)), html))


def nameless(path: str, html: bytes) -> bytes:
    """No class, id or other name on any element; h1 and head stay."""
    return _ALL_NAMES.sub(b"", html)


def headless(path: str, html: bytes) -> bytes:
    """No h1, no meta, no JSON-LD."""
    return _headless(html)


def noisy(path: str, html: bytes) -> bytes:
    """A clock above, share bar and counters before the text, a box of other articles in it, comments behind it."""
    rng = Random(path)
    clock = f'<div class="now">Thứ Tư, 18/12/2024, 08:{rng.randint(0, 59):02}</div>'.encode()
    html = re.sub(rb"(<body[^>]*>)", lambda m: m[1] + clock, html, count=1)
    found = _TEXT.search(html)
    if found is None:
        return html
    head, tail = html[: found.end()], html[found.end() :]
    cut = _PARAGRAPH.search(tail)
    if cut:
        tail = tail[: cut.end()] + _related(rng) + tail[cut.end() :]
    bar = '<div class="sharebar"><a href="#f">Facebook</a> <a href="#z">Zalo</a> <span>Lượt xem: %d</span></div>'
    return head + (bar % rng.randint(3, 9999)).encode() + tail.replace(b"</body>", _comments(rng) + b"</body>")


def mixed(path: str, html: bytes) -> bytes:
    """Two templates on one site: every second page has other names, and h2 for h1."""
    if hashlib.sha256(path.encode()).digest()[0] % 2:
        return html
    renamed = _ATTRIBUTES.sub(lambda m: b' %s="%s"' % (m[1], _hash(m[2][1:-1], "two")), html)
    return re.sub(rb"<(/?)h1\b", rb"<\1h2", renamed)


def rebuilt(path: str, html: bytes) -> bytes:
    """Classes and ids with the mark of the build behind them, three builds on one site; no h1, no meta."""
    build = str(hashlib.sha256(path.encode()).digest()[1] % 3)
    marked = _ATTRIBUTES.sub(lambda m: b' %s="%s"' % (m[1], _mark(m[2][1:-1], build)), html)
    return _headless(marked)


VARIANTS: dict[str, Variant] = {
    "names hashed, no h1, no meta": hashed,
    "no names at all": nameless,
    "no h1, no meta": headless,
    "noise": noisy,
    "two templates": mixed,
    "names of three builds": rebuilt,
}


def _headless(html: bytes) -> bytes:
    return re.sub(rb"<(/?)h1\b", rb"<\1div", _METAS.sub(b"", html))


def _hash(names: bytes, salt: str) -> bytes:
    return b" ".join(n if n in _HIDDEN else b"c" + hashlib.sha256(n + salt.encode()).hexdigest()[:7].encode()
                     for n in names.split())  # fmt: skip


def _mark(names: bytes, build: str) -> bytes:
    return b" ".join(n if n in _HIDDEN else n + b"__x" + hashlib.sha256(n + build.encode()).hexdigest()[:5].encode()
                     for n in names.split())  # fmt: skip


def _related(rng: Random) -> bytes:
    items = "".join(f'<li><a href="/tin-khac/bai-so-{(n := rng.randint(1, 10**6))}.html">Địa phương thứ {n} mở phiên chợ quảng bá'
                    f" nông sản của {rng.choice(_NAMES)}</a></li>" for _ in range(3))  # fmt: skip
    return f'<div class="box-related"><b>Tin liên quan</b><ul>{items}</ul></div>'.encode()


def _comments(rng: Random) -> bytes:
    said = "</i><p>Bài viết rất bổ ích, cảm ơn tác giả đã chia sẻ.</p></div>"
    items = "".join(
        f'<div class="comment"><b>{rng.choice(_NAMES)}</b> <i>{rng.randint(1, 17):02}/12/2024 08:1{rng.randint(1, 9)}{said}'
        for _ in range(rng.randint(1, 4))
    )
    return f'<section class="comments">{items}</section>'.encode()

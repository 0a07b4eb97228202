"""Kinds of pages that broken and hostile servers send, and how each ends: docs/reliability.md has the same table.

The end is the crawl's verdict and reason; of what came in as a page, also how it is read.
"""

import gzip

from records.source import Source
from tests.crawlers.conftest import HOME, Page, Reply, html
from tests.crawlers.hostile import answers
from tests.crawlers.hostile.answers import begun, encoded, moved, raw, typed

_TEXT = "Hội nghị kết nối cung cầu hàng hóa giữa các tỉnh đã diễn ra sáng nay tại trung tâm hội nghị của tỉnh. " * 4
ARTICLE = (
    "<!DOCTYPE html><html><head><title>Tin</title></head><body><article><h1>Hội nghị kết nối cung cầu</h1>"
    f'<time datetime="2026-03-12T08:30:00+07:00">12/03/2026</time><p>{_TEXT}</p><p>{_TEXT}</p></article></body></html>'
).encode()
_OTHER = ARTICLE.replace("kết nối".encode(), "xúc tiến".encode())
_PDF = b"%PDF-1.4\n%\xe2\xe3" + b"\0\1" * 100
_CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
SOURCE = Source(id="portal", name="Portal", home=HOME)

PAGES: dict[str, tuple[Page, str]] = {
    # The connection
    "connection reset": (answers.reset, "failed: connection-lost"),
    "hangs up without a word": (answers.silent, "failed: connection-lost"),
    "a byte at a time": (answers.drip, "failed: timeout"),
    "another protocol": (raw(b"SSH-2.0-OpenSSH\r\n\r\n"), "failed: connection-lost"),
    "a page without a status line": (raw(ARTICLE), "failed: connection-lost"),
    "a status that is no number": (raw(b"HTTP/1.1 OK fine\r\n\r\n" + ARTICLE), "failed: connection-lost"),
    "100 Continue a thousand times": (raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000), "failed: connection-lost"),
    # Lengths and chunks
    "half of what was promised": (answers.truncated, "failed: truncated"),
    "more than was promised": (raw(begun(b"Content-Length: 300\r\n\r\n"), ARTICLE), "new, read: truncated"),
    "a length that is no number": (raw(begun(b"Content-Length: many\r\n\r\n"), ARTICLE), "failed: connection-lost"),
    "a length below zero": (raw(begun(b"Content-Length: -5\r\n\r\n"), ARTICLE), "failed: connection-lost"),
    "two lengths": (raw(begun(b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n"), ARTICLE), "failed: connection-lost"),
    "a chunk's length that is no number": (raw(begun(_CHUNKED), b"zz\r\n", ARTICLE), "failed: truncated"),
    "a chunk shorter than it says": (raw(begun(_CHUNKED), b"ffff\r\n", ARTICLE), "failed: truncated"),
    "a chunk longer than it says": (raw(begun(_CHUNKED), b"5\r\n", ARTICLE, b"\r\n0\r\n\r\n"), "failed: truncated"),
    "a chunk of 2^80 bytes": (raw(begun(_CHUNKED), b"1" + b"0" * 20 + b"\r\n", ARTICLE), "failed: truncated"),
    "chunks without a last one": (raw(begun(_CHUNKED), b"5\r\n<html\r\n"), "failed: truncated"),
    # Headers and cookies
    "a header of 1 MB": (answers.one_long_header, "failed: connection-lost"),
    "1000 headers of 1 kB": (answers.many_headers, "rejected: too-large"),
    "a cookie of 100 kB": (answers.cookies(100_000, 1), "failed: connection-lost"),
    "50 cookies of 4 kB": (answers.cookies(4_000, 50), "rejected: too-large"),
    # Size and packing
    "a page that never ends": (answers.endless, "rejected: too-large"),
    "declared too large": (Reply(b"x" * 1_500_000), "rejected: too-large"),
    "a gzip bomb": (encoded(gzip.compress(answers.BOMB), "gzip"), "rejected: too-large"),
    "a bomb in a bomb": (encoded(gzip.compress(gzip.compress(answers.BOMB)), "gzip, gzip"), "rejected: too-large"),
    "a deflate bomb": (answers.deflate_bomb(), "rejected: too-large"),
    "not gzip": (encoded(b"plain", "gzip"), "failed: broken-encoding"),
    "not brotli": (encoded(ARTICLE, "br"), "failed: broken-encoding"),
    "not zstd": (encoded(ARTICLE, "zstd"), "failed: broken-encoding"),
    "half a gzip": (encoded(gzip.compress(ARTICLE)[:200], "gzip"), "new, read: truncated"),
    # What it claims to be
    "an honest PDF": (typed(_PDF, "application/pdf"), "rejected: not-html: application/pdf"),
    "a PDF that claims to be a page": (typed(_PDF, "text/html"), "new, read: not-html"),
    "a picture that claims to be a page": (typed(b"\x89PNG\r\n\x1a\n" + b"\0\1\2\xff" * 99, "text/html"), "new, read: not-html"),
    "a page that claims to be a picture": (typed(ARTICLE, "image/png"), "rejected: not-html: image/png"),
    "a page that claims to be bytes": (typed(ARTICLE, "application/octet-stream"), "new, read: not-html"),
    "a charset that is none": (typed(_OTHER, "text/html; charset=utf-99"), "new, read: article"),
    "UTF-16 that claims to be UTF-8": (typed(ARTICLE.decode().encode("utf-16"), "text/html; charset=utf-8"), "new, read: article"),
    "NUL bytes in the text": (typed(ARTICLE.replace(b"cung", b"cu\0ng"), "text/html; charset=utf-8"), "new, read: article"),
    "NUL bytes and nothing else": (typed(b"\0" * 1000, "text/html"), "new, read: empty"),
    "nothing": (Reply(b""), "new, read: empty"),
    # What it says with a good status
    "an error page of status 200": (html("<h1>404 - Không tìm thấy trang</h1>"), "new, read: error-page"),
    "a flood page": (html("Hãy đợi một chút…"), "failed: challenge"),
    "a parked domain's page": (html("<h1>This domain is for sale</h1>"), "new, read: not-article: no portal here"),
    # Statuses
    "gone": (Reply(b"", 410), "gone: 410 Gone"),
    "forbidden": (Reply(b"", 403), "failed: 403 Forbidden"),
    "server error": (Reply(b"", 500), "failed: 500 Internal Server Error"),
    "304 that nobody asked for": (Reply(b"", 304), "failed: 304 Not Modified"),
    "a status that is none": (Reply(ARTICLE, 999), "failed: 999"),
    # Redirects
    "a redirect to itself": (moved("/tin-tuc/xau.html", 301), "failed: redirect-loop"),
    "a redirect to the home page": (moved("/"), "gone: redirected to the home page"),
    "a redirect to a listing": (moved("/tin-tuc/"), f"gone: redirected to {HOME}tin-tuc/"),
    "a redirect off the site": (moved("http://x.example/"), "redirected: http://x.example/"),
    "a redirect to a private network": (moved("http://10.0.0.1/tin-tuc/x-1.html"), "redirected: http://10.0.0.1/"),
    "a redirect to another port": (moved("http://portal.example:22/tin-tuc/x-1.html"), "redirected: http://portal.example:22/"),
    "a redirect to a file": (moved("file:///etc/passwd"), "redirected: file:///etc/passwd"),
    "a redirect to a script": (moved("javascript:alert(1)"), "redirected: javascript:alert(1)"),
    "a redirect to no address": (moved("http://[bad"), "redirected: http://[bad"),
    "a redirect to an address of 100 kB": (moved("/" + "a" * 100_000), "failed: connection-lost"),
    "a redirect to nowhere": (moved(""), "failed: 302 Found"),
}  # fmt: skip

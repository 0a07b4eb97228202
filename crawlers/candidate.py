"""Which addresses are the site's own, which of them look like an article, and where to ask for them."""

import re
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from records.platform import Platform
from records.source import Source
from transforms.addresses import canonical, same_host

# Files and services that are never an article page, whatever their name looks like.
_ATTACHMENT = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|json|xml|rss|atom|zip|rar|7z|gz|jpe?g|png|gif|bmp|svg|webp|ico"
    r"|mp3|mp4|avi|wmv|flv|mov|m4v|webm|css|js|woff2?|ttf|eot|swf|exe|apk|ics)$",
    re.I,
)
# Path segments under which CMSs keep everything but articles.
_NOT_ARTICLES = re.compile(
    r"/(tags?|tu-khoa|keywords?|print|in-bai|savefile|sendmail|login|logout|dang-nhap|dang-ky|register|search|tim-kiem"
    r"|seek|users?|account|author|tac-gia|feeds?|rss|page|trang|archives?|categor(y|ies)|chuyen-muc|danh-muc|cart"
    r"|sitemap|so-do-(trang|site)|rss\.html|lien-he|contact|wp-(content|json|admin|includes)|admin|api|comment(s|-page)?"
    r"|uploads?|documents?|themes?|assets|statics?|images?|video-clip|thu-vien-anh|banners?)(/|-\d+/?$|\.\w+$|$)",
    re.I,
)
# Query parameters that show the same or no article in another way.
_NOT_ARTICLE_QUERY = re.compile(
    r"^(page\w*|trang|p?cur|.*_cur|sort\w*|order\w*|print|lang(uage)?|q|s|key(word)?s?|search\w*|redirect\w*|returnurl"
    r"|replytocom|share|action|second|nv\w+|download|p_p_lifecycle|format)$",
    re.I,
)
_ID_KEY = re.compile(r"^(\w*id|tin|news|bai(viet)?|article|post|p)$", re.I)
_PAGE_SUFFIX = re.compile(r"\.(html?|aspx?|php|jsp|vnp|shtml)$", re.I)


def looks_like_article(path_query: str) -> bool:
    """Whether a path and query of an unknown CMS look like those of an article.

    True for a last segment with at least three hyphens (a title), a number of four or more digits, or a query that
    picks a record by number; never for attachments, tags, print views, searches and the like.
    """
    path, _, query = path_query.partition("?")
    if _ATTACHMENT.search(path) or _NOT_ARTICLES.search(path):
        return False
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(_NOT_ARTICLE_QUERY.match(key) for key, _ in pairs):
        return False
    slug = _PAGE_SUFFIX.sub("", path.rstrip("/").rpartition("/")[2])
    if slug.count("-") >= 3 or re.search(r"\d{4,}", slug):
        return not re.fullmatch(r"(19|20)\d\d", slug)
    return any(_ID_KEY.match(key) and value.isdigit() for key, value in pairs)


class Site:
    """One source's site: its canonical home, where it is fetched from, its patterns of articles and junk."""

    def __init__(self, source: Source, platform: Platform | None) -> None:
        self.home = canonical(source.home)
        self.fetch_base = canonical(source.fetch_from or source.home)
        self._hosts = tuple(dict.fromkeys((self.home, self.fetch_base)))
        pattern = source.article_pattern or (platform.article_pattern if platform else None)
        self._article = re.compile(pattern) if pattern else None
        self._junk = tuple(re.compile(p) for p in (*source.junk, *(platform.junk if platform else ())))

    def canonical(self, url: str, base: str = "") -> str | None:
        """The canonical address on `home` of an address on it or on its mirror; None for any other site's."""
        try:
            absolute = canonical(url, base)
        except ValueError:
            return None
        if not any(same_host(absolute, host) for host in self._hosts):
            return None
        home, parts = urlsplit(self.home), urlsplit(absolute)
        return urlunsplit((home.scheme, home.netloc, parts.path, parts.query, ""))

    def fetch_address(self, url: str) -> str:
        """Where to ask for a canonical address."""
        base, parts = urlsplit(self.fetch_base), urlsplit(url)
        return urlunsplit((base.scheme, base.netloc, parts.path, parts.query, ""))

    def answered_at(self, address: str) -> None:
        """Takes note that the site answers at another scheme or with "www.", so that not every page is asked twice."""
        parts = urlsplit(address)
        self.fetch_base = urlunsplit((parts.scheme, parts.netloc, "/", "", ""))

    def is_junk(self, url: str) -> bool:
        """Whether a canonical address is never to be asked for."""
        part = path_query(url)
        return any(junk.search(part) for junk in self._junk)

    def is_article(self, url: str) -> bool:
        """Whether a canonical address looks like an article's, by the source's pattern or in general."""
        part = path_query(url)
        if any(junk.search(part) for junk in self._junk):
            return False
        if self._article:
            return bool(self._article.search(part)) and not _ATTACHMENT.search(part.partition("?")[0])
        return looks_like_article(part)


def path_query(url: str) -> str:
    """The part of an address that patterns are searched in."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def last_segment(url: str) -> str:
    """The last part of an address' path."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]

"""Which addresses are the site's own, which of them look like an article, and where to ask for them."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from records.platform import Platform
from records.source import Source
from transforms.addresses import canonical, query_pairs, same_host

# Sessions that some servers write into every address: they name no page.
_SESSION_PATH = re.compile(r"/\((?:[A-Z]\([^()/]*\))+\)(?=/)|;(?:j?session_?id|sid)=[^/?#]*", re.I)
_SESSION_KEY = re.compile(r"^(\w*sess(ion)?_?id|sid|s|cftoken|cfid|zenid|oscsid|aspsessionid\w+|token|_t)$", re.I)
_SESSION_VALUE = re.compile(r"(?=[^\d]*\d)(?=[\d]*[a-z])[a-z0-9]{16,}", re.I)
# Relative links that nest (x.html/en/vi/en/vi.html), and depths that no editor makes.
_NESTED = re.compile(
    r"\.(html?|aspx|php)/.*\.\w+$|/([^/]+)(?=/)(?:/[^/]+)?/\2/(?:[^/]+/)?\2(?:/|$)|(?:/[^/]+){12}", re.I
)
_LONGEST = 1000
# So many articles lie under the address of a section.
_SECTION_HOLDS = 3
_DATE_ONLY = re.compile(r"(19|20)\d\d([-_.]?\d{1,2}){0,2}|\d{1,2}[-_.]\d{1,2}[-_.](19|20)\d\d")

# The archive of a month or a day: "/2019/04/". A year alone may be an article's number.
_DATE_PATH = re.compile(r"/(19|20)\d\d(/(0?[1-9]|1[0-2])(/\d{1,2})?|-\d{1,2}(-\d{1,2})?)/?")

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
    r"|m|mobile|mobi|amp|in-bai-viet|printer|savefiles?|lich(-cong-tac)?|calendar|uploads?|documents?|themes?|assets|statics?|images?|video-clip|thu-vien-anh|banners?)(/|-\d+/?$|\.\w+$|$)",
    re.I,
)
# Query parameters that show the same or no article in another way.
_NOT_ARTICLE_QUERY = re.compile(
    r"^(page\w*|trang|p?cur|.*_cur|sort\w*|order\w*|print|lang(uage)?|q|s|key(word)?s?|search\w*|redirect\w*|returnurl"
    r"|replytocom|share|action|second|nv\w+|download|p_p_lifecycle|format|theme|skin|template|tmpl|layout|mobile|m|fontsize|device)$",
    re.I,
)
_ID_KEY = re.compile(r"^(\w*id|tin|news|bai(viet)?|article|post|p)$", re.I)
_PAGE_SUFFIX = re.compile(r"\.(html?|aspx?|php|jsp|vnp|shtml)$", re.I)


def looks_like_article(path_query: str) -> bool:
    """Whether a path and query of an unknown CMS look like those of an article.

    True for a last segment with at least three hyphens (a title), a number of four or more digits, or a query that
    picks a record by number; never for attachments, tags, print views, searches and the like.
    """
    if is_other_page(path_query):
        return False
    path, _, query = path_query.partition("?")
    pairs = query_pairs(query)
    slug = _PAGE_SUFFIX.sub("", path.rstrip("/").rpartition("/")[2])
    if slug.count("-") >= 3 or re.search(r"\d{4,}", slug):
        return not _DATE_ONLY.fullmatch(slug)
    if any(value.count("-") >= 3 for key, value in pairs if not key.endswith("=")):
        return True
    return any(_ID_KEY.match(key.rstrip("=/.:,")) and value.isdigit() for key, value in pairs)


def is_other_page(path_query: str) -> bool:
    """Whether a path and query are those of a file, a tag, a print view, a search or the like: never an article's."""
    path, _, query = path_query.partition("?")
    if _ATTACHMENT.search(path) or _NOT_ARTICLES.search(path):
        return True
    return any(_NOT_ARTICLE_QUERY.match(key) for key, _ in parse_qsl(query, keep_blank_values=True))


def is_file(url: str) -> bool:
    """Whether an address is that of a document, a picture, a feed or the like."""
    return bool(_ATTACHMENT.search(urlsplit(url).path))


class Site:
    """One source's site: its canonical home, where it is fetched from, its patterns of articles and junk."""

    def __init__(self, source: Source, platform: Platform | None) -> None:
        self.home = canonical(source.home)
        self.fetch_base = canonical(source.fetch_from or source.home)
        self._hosts = tuple(dict.fromkeys((self.home, self.fetch_base)))
        pattern = source.article_pattern or (platform.article_pattern if platform else None)
        self._article = re.compile(pattern) if pattern else None
        self._under: dict[str, set[str]] = {}
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
        path, query = _SESSION_PATH.sub("", parts.path), parts.query
        if query and _SESSION_VALUE.search(query):
            query = "&".join(k + v for k, v in query_pairs(query) if not _is_session(k.removesuffix("="), v))
        return urlunsplit((home.scheme, home.netloc, path or "/", query, ""))

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
        return self._is_junk(path_query(url))

    def _is_junk(self, part: str) -> bool:
        if len(part) > _LONGEST or _NESTED.search(part.partition("?")[0]):
            return True
        return any(junk.search(part) for junk in self._junk)

    def is_article(self, url: str) -> bool:
        """Whether a canonical address looks like an article's, by the source's pattern or in general."""
        part = path_query(url)
        if self._is_junk(part) or _DATE_PATH.fullmatch(part):
            return False
        if self._article:
            return bool(self._article.search(part)) and not _ATTACHMENT.search(part.partition("?")[0])
        return looks_like_article(part) and not self._is_folder(part)

    def learn_folders(self, urls: Iterable[str]) -> None:
        """Takes in addresses that look like articles: what several of them lie under is a section, however much its
        own name looks like a title ("van-hoa-xa-hoi")."""
        if self._article:
            return
        for url in urls:
            parts = urlsplit(url).path.split("/")[1:-1]
            for n in range(1, len(parts) + 1):
                under = self._under.setdefault("/" + "/".join(parts[:n]), set())
                if len(under) < _SECTION_HOLDS:
                    under.add(url)

    def _is_folder(self, part: str) -> bool:
        return len(self._under.get(part.partition("?")[0].rstrip("/"), ())) >= _SECTION_HOLDS


def _is_session(key: str, value: str) -> bool:
    return bool(_SESSION_KEY.match(key)) and bool(_SESSION_VALUE.fullmatch(value))


def path_query(url: str) -> str:
    """The part of an address that patterns are searched in."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def last_segment(url: str) -> str:
    """The last part of an address' path."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]

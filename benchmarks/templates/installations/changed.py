"""Sets an installation's pages in another theme and order, by a seed: what stands where above the text, forms of dates, how
a text is signed, boxes in it and beside it, names of classes and tags; only the family's own names stay."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from random import Random

from benchmarks.templates.installations.signatures import STYLES, Style
from benchmarks.templates.installations.written import Installation
from benchmarks.templates.lines import rows, weekday
from benchmarks.templates.piece import Piece
from transforms.extract.selecting import Page


@dataclass(frozen=True, kw_only=True)
class _Family:
    """Where an article's parts stand (selectors), which classes and ids are the family's, and whether the day's form is."""

    title: str
    date: str
    lead: str
    body: str
    kept: str
    dated: bool = True  # whether the date's text may have another form


_NUKEVIET = _Family(
    title="h1.title",
    date="span.h5",
    lead="div.hometext",
    body="#news-bodyhtml",
    kept="title|h5|hometext|news-bodyhtml|bodytext|text-right|hidden|hide|d-none|related|other-news",
)
_LIFERAY = _Family(
    title=".asset-full-content-title",
    date=".assetPublishDate",
    lead=".sapo",
    body=".asset-full-content .journal-content-article",
    kept=r"asset-\S+|assetPublishDate|sapo\S*|journal-content-article|portlet\S*|metadata-\S+|view-content-author",
)
_FAMILIES: Mapping[str, _Family] = {
    "nukeviet": _NUKEVIET,
    "nukeviet-egov": _NUKEVIET,
    "liferay": _LIFERAY,
    "tan-dan": _Family(
        title=".tandan-p-article-news-title",
        date=".tandan-span-date-publish",
        lead=".tandan-p-article-news-summary",
        body=".tandan-p-article-news-main",
        kept=r"tandan-\S+|ms-rtestate-field|ExternalClass\S*",
    ),
    "sharepoint-ministry": _Family(
        title="h1",
        date='[id$="lblDate"]',
        lead="#divArticleDescription",
        body="#divArticleContent",
        kept=r"divArticle\w+|\S+_ctl00_\w+|ms-\S+|ExternalClass\S*|aspnetForm",
    ),
    "vnpt": _Family(
        title=".ArticleHeader",
        date=".PostDate",
        lead=".ArticleSummary",
        body=".ArticleContent",
        kept=r"Article\w+|PostDate|UIArticle\w*|DesktopModule|OtherArticles",
    ),
    "common-title": _Family(
        title=".title-detail",
        date=".post-date",
        lead=".article-brief",
        body=".article-content",
        kept=r"title-detail|(?:article|common)-\w+|post-date|post-author|wrapper-pagination",
    ),
    "vccorp": _Family(
        title="[data-role=title]",
        date="[data-role=publishdate]",
        lead="[data-role=sapo]",
        body="[data-role=content]",
        kept=r"detail-\w+|afcbc-body|VC\w+|box-category\S*|PhotoCMS\w*",
    ),
    "ha-tinh": _Family(
        title=".detail-title",
        date=".time",
        lead=".detail-content-lead",
        body=".detail-content",
        kept=r"detail-\S+|time",
    ),
    "webforms": _Family(
        title=".title-article",
        date="#datearticle",
        lead=".trichdan",
        body=".chitietbaiviet",
        kept="title-article|datearticle|chitietbaiviet|aspnetForm|__VIEWSTATE",
    ),
    "bac-ninh": _Family(
        title="#contentDetailTitleId",
        date=".kb-when span",
        lead="#sapoDetailId",
        body="#contentDetail",
        kept="contentDetail\\w*|sapoDetailId",
    ),
    "wordpress": _Family(
        title="h1",
        date=".wp-block-post-date",
        lead="",
        body=".entry-content",
        kept=r"wp-\S+|entry-content|single\S*|archive|category\S*|post-template-default|taxonomy-\S+|comment\S*|post-navigation\S*",
        dated=False,
    ),
}
_DATES: tuple[Callable[[datetime], str], ...] = (
    lambda at: f"{at:%d/%m/%Y %H:%M}",
    lambda at: f"{weekday(at)}, {at:%d/%m/%Y - %H:%M}",
    lambda at: f"{weekday(at)}, ngày {at:%d/%m/%Y}, {at:%H:%M} (GMT+7)",
    lambda at: f"{at:%H:%M} | {at:%d/%m/%Y}",
    lambda at: f"Ngày đăng: {at:%d-%m-%Y %H:%M} | Lượt xem: {at.minute * 7 + 12}",
    lambda at: f"Cập nhật lúc {at:%H:%M} ngày {at:%d/%m/%Y}",
    lambda at: f"{at:%d/%m/%Y} {at.hour % 12 or 12}:{at:%M}:00 {'SA' if at.hour < 12 else 'CH'}",
    lambda at: f"Đăng ngày {at.day}/{at.month}/{at.year} {at:%H:%M}",
)
_ORDERS = (
    ("title", "date", "lead"),
    ("date", "title", "lead"),
    ("title", "lead", "date"),
)
_CLOSERS = re.compile(
    r"\s*(?:</(?:span|strong|b|i|em|font)>|<o:p></o:p>|\u200b|&nbsp;|<br\s*/?>|\s)*(?:</(?:p|div)>)?", re.I
)
_NAMED = re.compile(r'\b(class|id)="([^"]*)"')


@dataclass(frozen=True, kw_only=True)
class _Theme:
    """What a seed chose for an installation."""

    family: _Family
    order: tuple[str, ...]
    date: Callable[[datetime], str] | None
    heading: str
    own_date: bool
    style: Style
    inset: int
    wrapped: bool
    renamed: bool
    column: bool

    @property
    def told(self) -> str:
        flags = [name for name in ("own_date", "wrapped", "renamed", "column") if getattr(self, name)]
        return ", ".join([" ".join(self.order), self.heading, self.style.name, f"inset {self.inset}", *flags])


def changed(plain: Installation, seed: int) -> Installation:
    """The installation in the theme and order of that seed, the same on all of its pages."""
    theme = _theme(plain, Random(f"{seed} {plain.name}"))

    def render(piece: Piece) -> str:
        return _set(theme, plain.render(replace(piece, author="", credit="")), piece)

    other = plain.other[1]
    return replace(
        plain,
        name=f"{plain.name} ({seed}: {theme.told})",
        render=render,
        signed=theme.style.signed,
        other=(plain.other[0], _renamed(other, theme.family.kept) if theme.renamed else other),
    )


def _theme(plain: Installation, rng: Random) -> _Theme:
    family = _FAMILIES[plain.platform]
    return _Theme(
        family=family,
        order=rng.choice(_ORDERS),
        date=rng.choice((None, *_DATES, *_DATES)) if family.dated else None,
        heading=rng.choice(("h1", "h1", "h2", "h3", "div")),
        own_date=family.dated and rng.random() < 0.25,
        style=rng.choice(STYLES),
        inset=rng.randrange(4),
        wrapped=rng.random() < 0.5,
        renamed=rng.random() < 0.6,
        column=rng.random() < 0.4,
    )


def _set(theme: _Theme, html: str, piece: Piece) -> str:
    """A page in a theme."""
    family = theme.family
    tree = Page(html.encode()).tree
    parts = {}
    for name in ("title", "date", "lead", "body"):
        selector = getattr(family, name)
        node = tree.css_first(selector) if selector else None
        parts[name] = (node.html or "") if node is not None else ""
        if node is not None:
            node.replace_with(f"@{name}@")
    page = tree.html or ""
    # The serialised page keeps what stood around each part.
    parts["title"] = _retagged(parts["title"], theme.heading)
    if theme.date is not None:
        parts["date"] = re.sub(r">.*<", f">{theme.date(piece.at)}<", parts["date"], count=1, flags=re.S)
    if theme.own_date:
        parts["date"] = re.sub(r'\b(?:class|id|data-role)="[^"]*"', 'class="k-when"', parts["date"], count=1)
    if theme.style.in_bar:
        parts["date"] = f'<div class="k-bar">{parts["date"]} {theme.style.beside(piece)}</div>'
    above = [f'<div class="k-{n}">{parts[n]}</div>' if theme.wrapped else parts[n] for n in theme.order]
    if theme.renamed:
        page = _renamed(page, family.kept)
    body = _signed(theme, _boxed(theme, parts["body"], piece), piece)
    for name in ("date", "lead"):
        page = page.replace(f"@{name}@", "", 1)
    page = page.replace("@title@", "\n".join(above), 1).replace("@body@", body, 1)
    return _with_column(page, piece) if theme.column else page


def _retagged(html: str, tag: str) -> str:
    return re.sub(r"</\w+>\s*$", f"</{tag}>", re.sub(r"^<\w+", f"<{tag}", html))


def _renamed(html: str, kept: str) -> str:
    """The page with every class and id that is not the family's under a name nobody knows."""

    def other(found: re.Match[str]) -> str:
        names = [n if re.fullmatch(kept, n) else f"k{sum(map(ord, n)) % 97}" for n in found[2].split()]
        return f'{found[1]}="{" ".join(names)}"'

    return _NAMED.sub(other, html)


def _behind(body: str, text: str, more: str) -> str:
    """The body with something behind that paragraph."""
    start = body.find(escape(text, quote=False))
    if start < 0:
        raise ValueError(f"no paragraph {text[:40]!r} in the body")
    found = _CLOSERS.match(body, start + len(escape(text, quote=False)))
    end = found.end() if found else start
    return f"{body[:end]}\n{more}\n{body[end:]}"


def _boxed(theme: _Theme, body: str, piece: Piece) -> str:
    """The body with a box of other articles behind its second paragraph."""
    row = {
        1: '<div class="k-more"><b>Xem thêm:</b> <a href="{address}">{title}</a></div>',
        2: '<p><a href="{address}"><strong>&gt;&gt; {title}</strong></a></p>',
        3: '<li><a href="{address}" title="{title}">{title}</a></li>',
    }.get(theme.inset)
    if row is None or len(piece.paragraphs) < 3:
        return body
    links = rows(piece, row, last=1 if theme.inset < 3 else 3)
    box = f'<div class="k-box"><p><b>Tin liên quan</b></p><ul>{links}</ul></div>' if theme.inset == 3 else links
    return _behind(body, piece.paragraphs[1], box)


def _signed(theme: _Theme, body: str, piece: Piece) -> str:
    """The body signed in its last lines, or with a box behind it."""
    typed, box = theme.style.typed(piece), theme.style.box(piece)
    return (_behind(body, piece.paragraphs[-1], typed) if typed else body) + box


def _with_column(page: str, piece: Piece) -> str:
    """The page with a column of dated news before all else."""
    links = rows(piece, '<li><a href="{address}">{title}</a><i>{date}</i></li>', "%d/%m/%Y %H:%M")
    column = f'<div class="k-left"><h3>Tin nổi bật</h3><ul>{links}</ul></div>'
    return re.sub(r"(<body[^>]*>)", lambda found: found[1] + column, page, count=1)

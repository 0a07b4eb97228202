"""Ten page templates that no rules were written for, the first of them: what failed on them was mended."""

from collections.abc import Callable
from functools import partial
from html import escape

from benchmarks.templates.piece import Piece, Template, links_of, paragraphs_of, worked

_MENU = ("Giới thiệu", "Tin tức - Sự kiện", "Kinh tế", "Văn hóa - Xã hội", "Văn bản", "Liên hệ")
_WEEK = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


def commune_tables(piece: Piece) -> str:
    """A commune's portal of nested tables: title in a cell, the author in bold on the right, "Nguồn tin" in italics."""
    menu = "".join(f'<td class="mnu"><a href="/muc/{n}">{name}</a></td>' for n, name in enumerate(_MENU))
    signed = f'<tr><td align="right"><b>{escape(piece.author)}</b></td></tr>' if piece.author else ""
    source = f'<tr><td align="right"><i>Nguồn tin: {escape(piece.credit)}</i></td></tr>' if piece.credit else ""
    others = links_of(piece, '<tr><td>- <a href="{address}">{title}</a> <i>(02/10/2025)</i></td></tr>')
    return f"""<html><head><meta charset="utf-8"><title>UBND xã Mẫu Sơn</title></head><body>
<table width="1000" align="center"><tr><td><img src="/banner.jpg"></td></tr><tr><td><table><tr>{menu}</tr></table></td></tr>
<tr><td>Hôm nay, ngày 30 tháng 11 năm 2026</td></tr><tr><td><table><tr><td width="200"><table><tr><td><b>LIÊN KẾT</b></td></tr>
<tr><td><a href="http://tinh.example.test">Cổng tỉnh</a></td></tr></table></td><td><table>
<tr><td class="duongdan"><a href="/">Trang chủ</a> &raquo; <a href="/muc/1">Tin tức - Sự kiện</a></td></tr>
<tr><td class="tieude">{escape(piece.title)}</td></tr><tr><td><i>Cập nhật lúc: {piece.at:%d/%m/%Y %H:%M}</i></td></tr>
<tr><td><b>{escape(piece.lead)}</b></td></tr><tr><td>{paragraphs_of(piece)}</td></tr>{signed}{source}
<tr><td><b>Các tin khác</b></td></tr>{others}</table></td></tr></table></td></tr>
<tr><td align="center">UBND xã Mẫu Sơn - Điện thoại: 0205.000.000<br>Lượt truy cập: 120.334</td></tr></table></body></html>"""


def hashed_build(piece: Piece) -> str:
    """A bundler's build: hashed names, everything in <div> and <span>, author and time in one line under the title."""
    by = (
        f'<span class="css-1q2w3e">{escape(piece.author)}</span><span class="css-9dot">•</span>' if piece.author else ""
    )
    source = (
        f'<div class="css-77src"><span>Nguồn</span><span>{escape(piece.credit)}</span></div>' if piece.credit else ""
    )
    cards = links_of(
        piece, '<div class="css-crd"><a href="{address}"><img src="/_next/i.webp"><h3>{title}</h3></a></div>'
    )
    menu = "".join(f'<a class="css-nav1" href="/c/{n}">{name}</a>' for n, name in enumerate(_MENU))
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charSet="utf-8"/><title>{escape(piece.title)} | Cổng thông tin Mẫu</title>
<meta property="og:title" content="{escape(piece.title)}"/></head><body><div id="__next"><div class="css-0hdr">{menu}</div>
<div class="css-a81"><div class="css-b72"><div class="css-bc1"><a href="/">Trang chủ</a><a href="/c/1">Tin tức</a></div>
<h1 class="css-ttl9">{escape(piece.title)}</h1>
<div class="css-mt4">{by}<span class="css-tm">{piece.at:%H:%M} - {piece.at:%d/%m/%Y}</span><span>3 phút đọc</span></div>
<div class="css-sp0">{escape(piece.lead)}</div><div class="css-bd77">{paragraphs_of(piece, "div", ' class="css-par"')}</div>{source}
<div class="css-tags"><a href="/t/1">hợp tác</a><a href="/t/2">liên kết vùng</a></div></div>
<div class="css-side"><div class="css-h">Đọc nhiều</div>{cards}</div></div><div class="css-ft">© 2026 Cổng thông tin Mẫu</div></div>
<script id="__NEXT_DATA__" type="application/json">{{"page":"/[slug]","buildId":"x9"}}</script></body></html>"""


def font_tags(piece: Piece) -> str:
    """A layout of 2008: <font>, <br>, no paragraph tags; the author closes the text in bold on its right."""
    text = "<br><br>\n".join(escape(text) for text in piece.paragraphs)
    signed = f'<div align="right"><font size="2"><b>{escape(piece.author)}</b></font></div>' if piece.author else ""
    source = (
        f'<div align="right"><font size="2"><i>(Theo {escape(piece.credit)})</i></font></div>' if piece.credit else ""
    )
    others = links_of(piece, '<font size="1">&bull; <a href="{address}">{title}</a> (3/10)</font><br>')
    return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8"><TITLE>Tin tuc</TITLE></HEAD>
<BODY bgcolor="#ffffff"><center><img src="top.gif"></center><table width="780"><tr><td width="150" valign="top">
<font size="2"><a href="gt.asp">Giới thiệu</a><br><a href="tin.asp">Tin tức</a><br><a href="lh.asp">Liên hệ</a></font></td>
<td valign="top"><font color="#cc0000" size="4"><b>{escape(piece.title)}</b></font><br>
<font color="#808080" size="1">{_WEEK[piece.at.weekday()]}, ngày {piece.at:%d/%m/%Y}</font><br><br>
<font size="2"><b>{escape(piece.lead)}</b><br><br>
{text}</font>{signed}{source}<hr size="1"><font size="2"><b>Tin đã đưa</b></font><br>{others}</td></tr></table>
<center><font size="1">Bản quyền thuộc Sở Mẫu. Ghi rõ nguồn khi phát hành lại thông tin.</font></center></BODY></HTML>"""


def english_labels(piece: Piece) -> str:
    """A provincial page in an English shell: "Posted on", "By", "Source" as a list of terms under the title."""
    by = f"<dt>By</dt><dd>{escape(piece.author)}</dd>" if piece.author else ""
    source = f"<dt>Source</dt><dd>{escape(piece.credit)}</dd>" if piece.credit else ""
    others = links_of(piece, '<li><a href="{address}">{title}</a></li>')
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Mau Province Portal - {escape(piece.title)}</title>
<meta name="description" content="{escape(piece.lead[:150])}"></head><body><div class="topbar"><a href="/vi">Tiếng Việt</a></div>
<ul class="mainnav"><li><a href="/about">About us</a></li><li><a href="/news">News</a></li><li><a href="/invest">Investment</a>
</li></ul>
<div class="wrap"><div class="col-left"><h2>{escape(piece.title)}</h2>
<dl class="info"><dt>Posted on</dt><dd>{piece.at:%B %d, %Y, %I:%M %p}</dd>{by}{source}<dt>Views</dt><dd>1,204</dd></dl>
<p class="intro"><strong>{escape(piece.lead)}</strong></p>{paragraphs_of(piece)}
<div class="tools"><a href="#">Print</a> <a href="#">Email</a> <a href="#">Back to top</a></div></div>
<div class="col-right"><h3>Latest news</h3><ul>{others}</ul></div></div>
<div class="bottom">Copyright 2026 Mau Province. All rights reserved.</div></body></html>"""


def author_card(piece: Piece) -> str:
    """A newspaper's page: the author in a card with a picture below the text, a box of other articles in its midst."""
    half = len(piece.paragraphs) // 2
    at = piece.at
    stamp = f"{_WEEK[at.weekday()]}, {at.day}/{at.month}/{at.year} {at:%H:%M} (GMT+7)"
    box = (
        '<div class="inner-box"><p class="hd">Xem thêm</p>'
        + links_of(piece, '<p><a href="{address}">{title}</a></p>')
        + "</div>"
    )
    top = "".join(f"<p>{escape(text)}</p>" for text in piece.paragraphs[:half])
    rest = "".join(f"<p>{escape(text)}</p>" for text in piece.paragraphs[half:])
    card = (
        f'<div class="writer"><img src="/avt/{piece.number}.jpg" alt=""><a href="/tac-gia/{piece.number}">{escape(piece.author)}'
        '</a><a class="follow" href="#">Theo dõi</a></div>' if piece.author else ""
    )  # fmt: skip
    source = f'<p class="from"><em>Theo {escape(piece.credit)}</em></p>' if piece.credit else ""
    others = links_of(piece, '<li><a href="{address}">{title}</a><time>2 giờ trước</time></li>')
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(piece.title)} - Báo Mẫu</title>
<meta property="og:type" content="website"></head><body><header><a href="/">Báo Mẫu</a><nav><a href="/a">Thời sự</a>
<a href="/b">Kinh tế</a>
<a href="/c">Đời sống</a></nav></header><main><section class="story"><div class="cat"><a href="/a">Thời sự</a></div>
<h1>{escape(piece.title)}</h1><div class="stamp">{stamp}</div>
<h2 class="sum">{escape(piece.lead)}</h2><div class="txt">{top}{box}{rest}</div>{source}{card}
<div class="cmt"><h3>Bình luận (2)</h3><p>Bạn đọc Hòa: tin hay quá, mong có thêm nhiều bài như thế này nữa.</p></div></section>
<aside><h3>Tin mới</h3><ul>{others}</ul></aside></main><footer><p>Tổng biên tập: Nguyễn Văn Mẫu</p></footer></body></html>"""


def signed_in_text(piece: Piece) -> str:
    """A department's page: everything in one editor's field; author and source as its last lines, written together."""
    signed = " - ".join(part for part in (piece.author, f"(Nguồn: {piece.credit})" if piece.credit else "") if part)
    last = f'<p style="text-align: right;"><strong><em>{escape(signed)}</em></strong></p>' if signed else ""
    others = links_of(piece, '<div class="it"><a href="{address}">{title}</a><span>01-10-2025</span></div>')
    return f"""<html><head><meta charset="utf-8"><title>Sở Mẫu tỉnh Mẫu &gt; Tin hoạt động</title></head><body>
<form id="aspnetForm">
<div id="top"><a href="/home">Trang nhất</a> <a href="/tin">Tin hoạt động</a> <a href="/vb">Văn bản</a></div>
<div id="pane"><div class="tenbai">{escape(piece.title)}</div>
<div class="ngay">Ngày {piece.at.day} tháng {piece.at.month} năm {piece.at.year}</div>
<div class="nd"><p style="text-align: justify;"><strong>{escape(piece.lead)}</strong></p>
{paragraphs_of(piece, "p", ' style="text-align: justify;"')}{last}</div><div class="khac">
<div>Bài viết mới hơn</div>{others}</div></div>
<div id="bot">Địa chỉ: số 1, đường Mẫu</div></form></body></html>"""


def magazine(piece: Piece) -> str:
    """A magazine's page: kicker above the title, "Bài: … " and the day in the opening line, custom elements."""
    by = f"<x-by>{escape(worked('Bài: ', piece.author))}</x-by>" if piece.author else ""
    source = f"<x-src>Nguồn bài viết: {escape(piece.credit)}</x-src>" if piece.credit else ""
    others = links_of(piece, '<x-card><a href="{address}">{title}</a></x-card>')
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(piece.title)} — Tạp chí Mẫu</title></head><body>
<x-top><a href="/">Tạp chí Mẫu</a><a href="/so-moi">Số mới</a></x-top><x-page><x-kick>Chuyên đề liên kết</x-kick>
<x-title>{escape(piece.title)}</x-title><x-meta>{by}<x-day>{piece.at:%d.%m.%Y}</x-day></x-meta><x-dek>{escape(piece.lead)}</x-dek>
<x-body>{paragraphs_of(piece)}</x-body>{source}<x-share>Chia sẻ</x-share></x-page>
<x-more>Cùng số này{others}</x-more></body></html>"""


def app_shell(piece: Piece) -> str:
    """A server-rendered app: article in <article> without h1, a block of "label: value" pairs at the end of the text."""
    pairs = [
        ("Ngày đăng", f"{piece.at:%d/%m/%Y %H:%M}"),
        ("Tác giả", piece.author),
        ("Nguồn", piece.credit),
        ("Lượt xem", "87"),
    ]
    rows = "".join(f"<li><label>{name}</label><b>{escape(value)}</b></li>" for name, value in pairs if value)
    others = links_of(piece, '<a class="lnk" href="{address}"><p>{title}</p></a>')
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Huyện Mẫu</title></head><body><app-root><app-head>
<a routerlink="/">Huyện Mẫu</a><a href="/tin">Tin</a></app-head><article><p class="ttl">{escape(piece.title)}</p>
<p class="sapo"><i>{escape(piece.lead)}</i></p><section>{paragraphs_of(piece)}</section><ul class="kv">{rows}</ul></article>
<app-list><p>Tin cùng loại</p>{others}</app-list></app-root></body></html>"""


def message_board(piece: Piece) -> str:
    """A message board's page: who wrote it above the text, the source in brackets behind the last sentence."""
    by = f"Người viết: <strong>{escape(piece.author)}</strong> | " if piece.author else ""
    source = f" (Theo {escape(piece.credit)})" if piece.credit else ""
    text = "<br />\n<br />\n".join(escape(text) for text in piece.paragraphs)
    others = links_of(piece, '<tr><td><a href="{address}">{title}</a></td><td>01/10/2025</td><td>45</td></tr>')
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Bảng tin &laquo; Hội Nông dân tỉnh Mẫu</title></head><body>
<div id="hd"><a href="/">Trang chủ</a> | <a href="/bang-tin">Bảng tin</a> | <a href="/hoi-dap">Hỏi đáp</a></div>
<table class="view"><thead><tr><th colspan="2">{escape(piece.title)}</th></tr>
<tr><td colspan="2">{by}Ngày: {piece.at:%d-%m-%Y} {piece.at:%Hh%M} | Xem: 132</td></tr></thead>
<tbody><tr><td colspan="2"><div class="cont"><b>{escape(piece.lead)}</b><br /><br />
{text}{source}</div></td></tr></tbody></table>
<div class="btn"><a href="#">Danh sách</a> <a href="#">Trả lời</a></div>
<table class="list"><tr><th>Tiêu đề</th><th>Ngày</th><th>Xem</th></tr>{others}</table></body></html>"""


def site_builder(piece: Piece) -> str:
    """A site builder's page: sections of spans, the day and who made it at the very end, in plain print."""
    paragraphs = "".join(
        f'<p class="zfr3Q"><span style="color:#222">{escape(text[:40])}</span><span>{escape(text[40:])}</span></p>'
        for text in piece.paragraphs
    )
    signed = escape(worked("Bài và ảnh: ", piece.author))
    by = f'<p class="zfr3Q"><span>{signed}</span></p>' if signed else ""
    source = f'<p class="zfr3Q"><span>Nguồn: </span><span>{escape(piece.credit)}</span></p>' if piece.credit else ""
    others = links_of(piece, '<div role="listitem"><a href="{address}"><span>{title}</span></a></div>')
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Thư viện tỉnh Mẫu - {escape(piece.title)}</title>
<meta property="og:type" content="website"><meta property="og:title" content="{escape(piece.title)}"></head><body>
<div role="navigation"><a href="/home">Trang chủ</a><a href="/tin">Tin thư viện</a></div><div role="main">
<section><h1 dir="ltr"><span>{escape(piece.title)}</span></h1></section><section><div><p class="zfr3Q"><span>
<strong>{escape(piece.lead)}</strong></span></p>
{paragraphs}{by}{source}<p class="zfr3Q"><span>Đăng ngày </span><span>{piece.at:%d/%m/%Y}</span></p></div></section>
<section><h2>Tin khác</h2>{others}</section></div><div role="contentinfo">Thư viện tỉnh Mẫu, 2026</div></body></html>"""


# In the order in which they were first run.
TEMPLATES: dict[str, Template] = {
    "commune's portal of tables": commune_tables,
    "build with hashed names": hashed_build,
    "font tags of 2008": font_tags,
    "English labels": english_labels,
    "newspaper with the author's card": author_card,
    "signed in the text": signed_in_text,
    "magazine of custom elements": magazine,
    "app with labels behind the text": app_shell,
    "message board": message_board,
    "site builder": site_builder,
}
# How a template prints an author, where otherwise than plainly.
SIGNED: dict[str, Callable[[str], str]] = {
    "magazine of custom elements": partial(worked, "Bài: "),
    "site builder": partial(worked, "Bài và ảnh: "),
}

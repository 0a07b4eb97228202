"""More page templates that no rules were written for, in the makes of portals of towns, parties, unions and newspapers.

They came in rounds of four, two and two: each was scored at first sight, before anything was mended for it; those scores are
kept in benchmarks/first_runs.yaml.
"""

import re
from collections.abc import Callable
from functools import partial
from html import escape

from benchmarks.templates.piece import Piece, Template, links_of, paragraphs_of, worked

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def initials(author: str) -> str:
    """A name of three or more words by its first letters: "Vàng Thị Sua" as "V.T.S"."""
    words = author.split()
    plain = all(re.fullmatch(r"[^\W\d_]+", word) for word in words)
    return ".".join(word[0] for word in words) if plain and len(words) >= 3 else author


def webforms_row(piece: Piece) -> str:
    """A town's WebForms site: spans with ids of controls, author and source in one row of a table under the text."""
    told = [f"Tác giả: {escape(piece.author)}" if piece.author else "", f"Nguồn: {escape(piece.credit)}"]
    signed = " - ".join(part for part in told[: 2 if piece.credit else 1] if part)
    row = f'<tr><td class="tdAuthor" align="right">{signed}</td></tr>' if signed else ""
    others = links_of(
        piece,
        '<tr><td><img src="/Images/bullet.gif" /> <a class="lnkOther" href="{address}">{title}</a>'
        ' <span class="oDate">(02/10/2025)</span></td></tr>',
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head id="Head1"><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Trang tin thị xã Mẫu</title></head><body><form method="post" action="xemtin.aspx?id={piece.number}" id="form1">
<input type="hidden" name="__VIEWSTATE" value="/wEPDwUK{piece.number}" /><div id="wrap"><div id="banner"></div>
<div id="hnav"><span id="lblToday">Thứ Hai, 30/11/2026 - 08:15</span> <input name="txtSearch" type="text" />
<a href="Default.aspx">Trang nhất</a><a href="gioithieu.aspx">Giới thiệu thị xã</a><a href="dsvb.aspx">Văn bản</a></div>
<table id="main" width="100%"><tr><td id="colL" valign="top"><div class="hd">Thăm dò ý kiến</div>
<div>Bạn thấy trang tin thế nào?</div>
<div><label>Đẹp</label> <label>Bình thường</label></div><div class="hd">Thời tiết</div><div>Mẫu: 28 độ C</div></td>
<td id="colM" valign="top"><table width="100%"><tr>
<td><span id="ctl00_lblTitle" class="cTitle">{escape(piece.title)}</span></td></tr>
<tr><td><span id="ctl00_lblDate" class="cDate">Cập nhật ngày: {piece.at:%d/%m/%Y %H:%M:%S}</span></td></tr>
<tr><td><div id="ctl00_divSapo" class="cSapo"><strong>{escape(piece.lead)}</strong></div></td></tr>
<tr><td><div id="ctl00_divBody" class="cBody">{paragraphs_of(piece, "div")}</div></td></tr>{row}
<tr><td align="right"><a href="javascript:print()">In trang</a> | <a href="javascript:history.back()">Quay lại</a></td></tr>
<tr><td class="oTitle">CÁC TIN ĐÃ ĐĂNG</td></tr>{others}</table></td></tr></table>
<div id="foot">Cơ quan chủ quản: UBND thị xã Mẫu<br />
Địa chỉ: số 1, đường Mẫu. Điện thoại: 0205.000.000</div></div></form></body></html>"""


def linked_reporter(piece: Piece) -> str:
    """A newspaper on line: the reporter as a link with its portrait above the lead, the time below it, tags, comments."""
    by = (
        f'<div class="reporter"><div class="reporter__photo"><img src="/p/{piece.number}.webp" alt="{escape(piece.author)}"/></div>'
        f'<div class="reporter__txt"><a rel="author" href="/nhom-tac-gia/t{piece.number}.html">{escape(piece.author)}</a>'
        "<small>Phóng viên</small></div></div>" if piece.author else ""
    )  # fmt: skip
    source = f'<p class="src"><i>Theo <b>{escape(piece.credit)}</b></i></p>' if piece.credit else ""
    middle = len(piece.paragraphs) // 2
    text = [f"<p>{escape(line)}</p>" for line in piece.paragraphs]
    shown = "Một góc thành phố nhìn từ trên cao. Ảnh: Mẫu Media"
    picture = f'<figure><img src="/img/{piece.number}.jpg"/><figcaption>{shown}</figcaption></figure>'
    more = links_of(piece, '<div class="card"><a href="{address}"><h3>{title}</h3></a><span>5 giờ trước</span></div>')
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"/><title>{escape(piece.title)} - Mẫu Online</title>
<meta name="author" content="Mẫu Online"/><link rel="canonical" href="https://mau.example{piece.address}"/></head><body>
<div class="mast"><a href="/"><img src="/logo.svg" alt="Mẫu Online"/></a><span class="mast__day">Thứ Hai, 30/11/2026</span></div>
<nav><a href="/thoi-su">Thời sự</a><a href="/kinh-te">Kinh tế</a><a href="/ban-doc">Bạn đọc</a></nav>
<div class="grid"><div class="grid__main">
<ul class="trail"><li><a href="/">Mẫu Online</a></li><li><a href="/thoi-su">Thời sự</a></li></ul>
<h1>{escape(piece.title)}</h1>{by}<p class="dek">{escape(piece.lead)}</p>
<div class="when">{piece.at:%H:%M} | {piece.at:%d/%m/%Y}</div>
<div class="sharebar"><a href="#">Chia sẻ</a><a href="#">Lưu bài</a></div>
<div class="prose">{"".join(text[:middle])}{picture}{"".join(text[middle:])}</div>{source}
<div class="kw"><span>Từ khóa:</span><a href="/k/1">liên kết vùng</a><a href="/k/2">hợp tác</a></div>
<div class="talk"><h4>Ý kiến bạn đọc (1)</h4>
<p><b>Lê Văn Tám</b> Bài viết rất hay, mong tỉnh nhà sớm làm được như vậy.</p></div></div>
<div class="grid__side"><h4>Đọc nhiều</h4>{more}</div></div>
<div class="base">Tổng Biên tập: TRẦN VĂN MẪU. Giấy phép số 01/GP-BTTTT</div></body></html>"""


def icons_in_line(piece: Piece) -> str:
    """A union's page in a bought theme: day, views and who made it as a list of icons under the title."""
    at = piece.at
    by = f'<li class="list-inline-item"><i class="fa fa-user"></i> {escape(worked("Thực hiện: ", piece.author))}</li>'
    source = f'<div class="text-end fst-italic mt-3">(Theo {escape(piece.credit)})</div>' if piece.credit else ""
    others = links_of(
        piece,
        '<div class="col-md-4"><a class="text-dark" href="{address}"><img src="/t.jpg" alt=""><h6>{title}</h6></a></div>',
    )
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Công đoàn Mẫu | {escape(piece.title)}</title><meta property="og:type" content="website">
<meta property="og:title" content="{escape(piece.title)}"><meta property="og:description" content="Trang tin Công đoàn Mẫu"></head>
<body><div class="topline bg-light">
<div class="container"><span>Hotline: 1900.0000</span> <a href="/dang-nhap">Đăng nhập</a></div></div>
<div class="navbar"><a class="navbar-brand" href="/">Công đoàn Mẫu</a><a class="nav-link" href="/tin">Tin tức</a>
<a class="nav-link" href="/van-ban">Văn bản</a></div><div class="container"><div class="row"><div class="col-lg-8">
<h2 class="fw-bold">{escape(piece.title)}</h2><ul class="list-inline text-muted small">
<li class="list-inline-item"><i class="fa fa-clock"></i> {at:%d/%m/%Y} {at:%H:%M}</li>
<li class="list-inline-item"><i class="fa fa-eye"></i> 1.234 lượt xem</li>{by if piece.author else ""}</ul>
<blockquote class="summary">{escape(piece.lead)}</blockquote><div class="ck-content">{paragraphs_of(piece)}</div>{source}
<div class="d-flex"><a class="btn" href="#">Facebook</a><a class="btn" href="#">Zalo</a></div>
<h5 class="mt-4">Tin cùng chuyên mục</h5><div class="row">{others}</div></div>
<div class="col-lg-4"><div class="card"><div class="card-header">Thông báo</div>
<div class="card-body"><a href="/tb/1">Lịch nghỉ lễ</a></div>
</div></div></div></div><div class="bg-dark">© Công đoàn Mẫu. Thiết kế bởi Mẫu Soft</div></body></html>"""


def pasted_from_word(piece: Piece) -> str:
    """A party committee's page: text pasted from a word processor, initials and source in its last line."""
    span = '<span style="font-size:14pt;font-family:&quot;Times New Roman&quot;">'
    text = "\n".join(
        f'<p class="MsoNormal" style="text-align:justify">{span}{escape(line)}<o:p></o:p></span></p>'
        for line in piece.paragraphs
    )
    names = _by_initials(piece.author)
    said = f"{names} (theo {piece.credit})" if names and piece.credit else names or f"(Theo {piece.credit})"
    last = (
        f'<p class="MsoNormal" align="right" style="text-align:right"><b><i>{span}{escape(said)}</span></i></b></p>'
        if piece.author or piece.credit else ""
    )  # fmt: skip
    others = links_of(piece, '<p class="older">+ <a href="{address}">{title}</a> - <em>12/10/2025</em></p>')
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>Đảng bộ Mẫu</title></head><body>
<div class="hdr"><div class="clock">Hà Nội, 30/11/2026 07:45:12</div></div><div class="tabs"><a href="/?m=1">Tin hoạt động</a>
<a href="/?m=2">Xây dựng Đảng</a><a href="/?m=3">Tư liệu - Văn kiện</a></div>
<div class="left"><p>LIÊN KẾT WEBSITE</p><a href="http://a.example">Ban Tuyên giáo</a></div><div class="mid">
<h4>{escape(piece.title)}</h4>
<p class="dt">({_DAYS[piece.at.weekday()]}, {piece.at.day}/{piece.at.month}/{piece.at.year}, {piece.at:%Hh%M})</p>
<div class="detail"><p class="MsoNormal" style="text-align:justify"><b>{span}{escape(piece.lead)}<o:p></o:p></span></b></p>
{text}
{last}</div><p class="more">Các tin khác:</p>{others}</div>
<div class="ftr">Ban Biên tập: 0205.000.001. Ghi rõ nguồn khi trích dẫn.</div></body></html>"""


def station(piece: Piece) -> str:
    """A radio and television station's page: names and source in one right-aligned paragraph, parted by a line break."""
    lines = [f"<strong>{escape(piece.author)}</strong>" if piece.author else ""]
    lines.append(f"<em>(Nguồn: {escape(piece.credit)})</em>" if piece.credit else "")
    told = "<br/>".join(line for line in lines if line)
    signed = f'<p style="text-align:right">{told}</p>' if told else ""
    others = links_of(
        piece, '<li class="n-item"><a href="{address}" title="{title}">{title}</a><i>(08:00, 01/10)</i></li>'
    )
    lead = f"<p><em><strong>{escape(piece.lead)}</strong></em></p>" if piece.lead else ""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>PTTH Mẫu :: {escape(piece.title)}</title></head><body>
<div id="player"><b>TRỰC TIẾP</b> <a href="/truyen-hinh">Truyền hình</a> <a href="/phat-thanh">Phát thanh</a></div>
<div class="scroll"><marquee>Chào mừng quý vị đến với Đài Phát thanh và Truyền hình Mẫu</marquee></div>
<div class="menu"><ul><li><a href="/thoi-su">THỜI SỰ</a></li><li><a href="/lich">LỊCH PHÁT SÓNG</a></li></ul></div>
<div class="w70"><div class="path"><a href="/">Trang chủ</a> / <a href="/thoi-su">Thời sự</a></div>
<div class="box-detail"><h1 class="t">{escape(piece.title)}</h1>
<div class="m"><span class="src">PTTH Mẫu</span> - <span>{piece.at:%H:%M}, {piece.at:%d/%m/%Y}</span>
<span class="fz"><a href="#">A-</a><a href="#">A+</a></span></div>
<div class="c">{lead}{paragraphs_of(piece)}{signed}</div></div>
<div class="box-rel"><div class="hd">Tin cùng chuyên mục</div><ul>{others}</ul></div></div>
<div class="w30"><div class="hd">Video mới</div><a href="/v/1">Bản tin tối 29/11/2026</a></div>
<div class="f">ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH MẪU<br>Giám đốc: Nguyễn Văn Mẫu</div></body></html>"""


def chip(piece: Piece) -> str:
    """A youth union's page of utility classes: who wrote it as a chip with a portrait under the lead, readers' comments."""
    by = (
        f'<div class="flex gap-3 my-4"><img class="w-10 h-10 rounded-full" src="/u/{piece.number}.png" alt=""/><div><div '
        f'class="font-medium">{escape(piece.author)}</div><div class="text-xs text-gray-500">Cộng tác viên</div></div></div>'
        if piece.author
        else ""
    )
    source = (
        f'<div class="mt-6 text-sm">Nguồn tin bài: <span>{escape(piece.credit)}</span></div>' if piece.credit else ""
    )
    others = links_of(piece, '<a class="block py-2 hover:underline" href="{address}">{title}</a>')
    at = piece.at
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(piece.title)} · Tỉnh đoàn Mẫu</title>
<meta property="og:type" content="website"><meta property="og:site_name" content="Tỉnh đoàn Mẫu"></head>
<body class="bg-white"><div class="sticky top-0 flex"><a href="/">Tỉnh đoàn Mẫu</a><a href="/hoat-dong">Hoạt động</a>
<a href="/guong-sang">Gương Sáng</a></div><div class="max-w-5xl mx-auto grid grid-cols-3"><div class="col-span-2">
<div class="text-blue-600 uppercase">Hoạt Động Hội</div><h1 class="text-3xl font-bold">{escape(piece.title)}</h1>
<div class="text-gray-500">{at.day} tháng {at.month}, {at.year} lúc {at:%H:%M}</div>
<p class="text-lg my-4">{escape(piece.lead)}</p>{by}<div class="prose max-w-none">{paragraphs_of(piece)}</div>{source}
<div class="flex gap-2"><span class="rounded bg-gray-100">#tinhnguyen</span><span class="rounded bg-gray-100">#lienket</span></div>
<section class="mt-8"><h2 class="font-bold">2 bình luận</h2><div class="py-2"><div class="font-medium">Trần Thị Bưởi</div>
<p>Tự hào quá các bạn trẻ quê mình ơi, chúc các em luôn mạnh khỏe và nhiệt huyết với công việc chung của xã nhà.</p></div></section>
</div><div><h2 class="font-bold">Xem nhiều</h2>{others}</div></div><div class="bg-gray-800">Cơ quan chủ quản: Tỉnh đoàn Mẫu</div>
</body></html>"""


def sheet(piece: Piece) -> str:
    """A department's page: section, day, author and source in a little table under the title, as a record has them."""
    told = [("Chuyên mục", "Tin hoạt động"), ("Ngày đăng", f"{piece.at:%d/%m/%Y %H:%M}"), ("Tác giả", piece.author)]
    told.append(("Nguồn tin", piece.credit))
    rows = "".join(f"<tr><td>{name}</td><td>{escape(value)}</td></tr>" for name, value in told if value)
    others = links_of(piece, '<div class="row2"><span>02/10/2025</span> <a href="{address}">{title}</a></div>')
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Chi tiết tin - Sở Mẫu</title></head><body>
<table class="top"><tr><td><a href="/">Sở Mẫu</a></td><td><a href="/tin">Tin hoạt động</a></td>
<td><a href="/lh">Liên hệ</a></td></tr></table>
<div class="cot"><p class="tieude"><b>{escape(piece.title)}</b></p><table class="tt" border="1">{rows}</table>
<div class="tomtat">{escape(piece.lead)}</div><div class="noidung">{paragraphs_of(piece)}</div>
<div class="xemthem"><p>Bản tin trước</p>{others}</div></div>
<div class="chan">Sở Mẫu, số 1 đường Mẫu. ĐT: 0205.000.000</div></body></html>"""


def long_read(piece: Piece) -> str:
    """A newspaper's long read: who did the words and who the pictures in centred lines at its end."""
    by = f'<p class="credits">{escape(worked("Bài: ", piece.author))}</p>' if piece.author else ""
    end = f'<div class="credits-box" style="text-align:center">{by}<p class="credits">Đồ họa: Lê Minh Họa</p></div>'
    source = f'<p class="credits-src" style="text-align:center">Theo {escape(piece.credit)}</p>' if piece.credit else ""
    others = links_of(piece, '<figure class="tile"><a href="{address}"><img src="/t.webp" alt="{title}"></a></figure>')
    stamp = f"{_DAYS[piece.at.weekday()]}, {piece.at:%d/%m/%Y} | {piece.at:%H:%M} GMT+7"
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>[Longform] {escape(piece.title)}</title></head>
<body>
<div class="cover"><img src="/cover/{piece.number}.jpg" alt=""></div>
<div class="e-top"><a href="/">Báo Mẫu</a><a href="/e">eMagazine</a></div>
<div class="wrap-e"><h1>{escape(piece.title)}</h1><p class="e-time">{stamp}</p>
<h3 class="e-sapo">{escape(piece.lead)}</h3>{paragraphs_of(piece, "div", ' class="e-par"')}
{end}{source}</div><div class="e-more"><h4>Cùng tác giả</h4>{others}</div>
<div class="e-foot">Bản quyền thuộc về Báo Mẫu</div></body></html>"""


def _by_initials(author: str) -> str:
    return initials(author).replace(" - ", " – ")


# In the order in which they were first run.
TEMPLATES: dict[str, Template] = {
    "town's row of author and source": webforms_row,
    "reporter linked above the lead": linked_reporter,
    "icons under the title": icons_in_line,
    "pasted from a word processor": pasted_from_word,
    "station's two lines in one": station,
    "chip under the lead": chip,
    "record's little table": sheet,
    "long read": long_read,
}
# How a template prints an author, where otherwise than plainly.
SIGNED: dict[str, Callable[[str], str]] = {
    "icons under the title": partial(worked, "Thực hiện: "),
    "pasted from a word processor": _by_initials,
    "long read": partial(worked, "Bài: "),
}

"""A commune's page of a page builder and a Party committee's site, by a stranger's hand."""

from collections.abc import Callable
from functools import partial
from html import escape

from benchmarks.templates.lines import rows, theo, weekday
from benchmarks.templates.piece import Piece, Template, paragraphs_of, worked


def commune_meaningless_boxes(piece: Piece) -> str:
    """All divs of meaningless class, the right column too; "Tin, ảnh: X" the bold last paragraph; "Nguồn: Y" under it."""
    title, lead = escape(piece.title), escape(piece.lead)
    sign = escape(worked("Tin, ảnh: ", piece.author))
    sign = f'<div class="t3" style="text-align:right"><b>{sign}</b></div>' if sign else ""
    source = f'<div class="t9"><em>{escape(theo(piece.credit, "Nguồn:"))}</em></div>' if piece.credit else ""
    return f"""<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>UBND xã Kim Đông - {title}</title>
<meta property="og:site_name" content="UBND xã Kim Đông, tỉnh Ninh Bình"><meta property="og:type" content="website">
<style>.k2{{max-width:1140px;margin:auto}}.k5{{float:left;width:70%}}.k6{{float:right;width:28%}}.t1{{font-size:22px;font-weight:700}}</style>
</head><body>
<div class="k1"><div class="k2"><img src="/img/quochuy.png" alt=""><div class="h7">TRANG THÔNG TIN ĐIỆN TỬ</div><div class="h8">XÃ KIM ĐÔNG - TỈNH NINH BÌNH</div></div></div>
<div class="k3"><div class="k2"><a href="/">Trang chủ</a><a href="/p/1">Giới thiệu</a><a href="/p/2">Tin tức</a><a href="/p/3">Nông thôn mới</a><a href="/p/4">Thủ tục hành chính</a><a href="/p/5">Tiếp dân</a><a href="/p/9">Liên hệ</a></div></div>
<div class="k2">
<div class="k4"><a href="/">Trang chủ</a> / <a href="/p/2">Tin tức</a> / <a href="/p/21">Tin trong xã</a></div>
<div class="k5">
<div class="t0">{weekday(piece.at)}, {piece.at:%d/%m/%Y, %H:%M}</div>
<div class="t1">{title}</div>
<div class="t8"><a href="#">Chia sẻ</a> <a href="#">Zalo</a> <a href="#">In</a></div>
<div class="t2">{lead}</div>
<div class="t4">
<div class="t5"><img src="/upload/{piece.number}/anh1.jpg" alt=""></div>
{paragraphs_of(piece, "div", ' class="t3"')}
{sign}
</div>
{source}
<div class="u1"><div class="u2">TIN LIÊN QUAN</div>
{rows(piece, '<div class="u3"><a href="{address}">{title}</a><div class="u4">{date}</div></div>', "%d/%m/%Y, %H:%M")}
</div>
</div>
<div class="k6">
<div class="u2">TIN ĐỌC NHIỀU</div>
{rows(piece, '<div class="u5"><a href="{address}">{title}</a></div>', last=3)}
<div class="u2">THĂM DÒ Ý KIẾN</div>
<div class="u6">Ông (bà) đánh giá thế nào về thái độ phục vụ của cán bộ bộ phận một cửa?<br><label><input type="radio" name="v"> Rất hài lòng</label><br><label><input type="radio" name="v"> Hài lòng</label><br><label><input type="radio" name="v"> Chưa hài lòng</label><br><button>Biểu quyết</button> <a href="/vote">Xem kết quả</a></div>
<div class="u2">LỊCH CÔNG TÁC</div>
<div class="u6"><a href="/lich/48">Lịch công tác tuần 48 (từ 23/11/2026 đến 29/11/2026)</a></div>
</div>
<div style="clear:both"></div>
</div>
<div class="k8"><div class="k2">Ủy ban nhân dân xã Kim Đông. Trụ sở: xóm 5, xã Kim Đông, tỉnh Ninh Bình. Điện thoại: 0229 3000 000<br>Trưởng Ban biên tập: Trần Văn Thiện - Chủ tịch UBND xã. Số người đang xem: 7</div></div>
</body></html>"""


def party_box_under_title(piece: Piece) -> str:
    """A <ul> box under the h1 with day and hour, author, source, each on its labelled line; a line without value is left out."""
    title, lead = escape(piece.title), escape(piece.lead)
    author = f"<li><span>Tác giả:</span> {escape(piece.author)}</li>" if piece.author else ""
    source = f"<li><span>Nguồn:</span> <em>{escape(piece.credit)}</em></li>" if piece.credit else ""
    at = piece.at
    return f"""<!DOCTYPE html>
<html lang="vi-VN">
<head>
<meta charset="UTF-8">
<title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:description" content="{lead}">
<meta property="og:image" content="/media/anh/{piece.number}.jpg">
<link rel="shortcut icon" href="/codang.ico">
</head>
<body>
<div id="page">
<div class="masthead"><img src="/images/dang-ky.png" alt="Đảng Cộng sản Việt Nam"><div><p>ĐẢNG CỘNG SẢN VIỆT NAM</p><p>ĐẢNG BỘ TỈNH TUYÊN QUANG</p></div>
 <form action="/tim-kiem"><input name="q" placeholder="Tìm kiếm..."><button>Tìm</button></form></div>
<nav id="nav"><a href="/">Trang chủ</a><a href="/xay-dung-dang">Xây dựng Đảng</a><a href="/hoc-tap-bac">Học tập và làm theo Bác</a><a href="/nghi-quyet">Đưa nghị quyết vào cuộc sống</a><a href="/tu-lieu">Tư liệu - Văn kiện</a><a href="/dien-dan">Diễn đàn</a></nav>
<div class="today"><script>document.write(new Date())</script>Thứ hai, 23/11/2026 - 09:41</div>
<div class="content-left">
<div class="bread"><a href="/xay-dung-dang">Xây dựng Đảng</a> <b>›</b> <a href="/xay-dung-dang/tin-tuc">Tin tức</a></div>
<article id="bai-{piece.number}">
<h1>{title}</h1>
<ul class="thong-tin-bai">
<li><span>Đăng lúc:</span> {at:%H} giờ {at:%M} phút, ngày {at.day}/{at.month}/{at.year}</li>
{author}
{source}
</ul>
<h2 class="chapeau">{lead}</h2>
<div class="than-bai">
<figure><img src="/media/anh/{piece.number}.jpg" alt=""></figure>
{paragraphs_of(piece)}
</div>
<div class="tools"><a href="#"><img src="/images/fb.png" alt="fb"></a><a href="#"><img src="/images/in.png" alt="in"> Bản in</a><a href="#top">Về đầu trang</a></div>
</article>
<section class="tin-khac"><h3>Tin mới hơn</h3>
<ul>
{rows(piece, '<li><a href="{address}">{title}</a> - {date}</li>', "%d/%m/%Y", last=2)}
</ul>
<h3>Tin đã đưa</h3>
<ul>
{rows(piece, '<li><a href="{address}">{title}</a> - {date}</li>', "%d/%m/%Y", first=2)}
</ul></section>
</div>
<div class="content-right">
<div class="w"><h4>Học và làm theo Bác mỗi ngày</h4><blockquote>"Đảng ta là đạo đức, là văn minh." <cite>Hồ Chí Minh</cite></blockquote></div>
<div class="w"><h4>Bài đọc nhiều</h4>
{rows(piece, '<p><a href="{address}">{title}</a><br><span>{who}</span></p>', first=1, last=4)}
</div>
<div class="w"><h4>Văn bản mới</h4><p><a href="/vb/1">Kết luận số 18-KL/TU ngày 04/11/2026</a></p><p><a href="/vb/2">Chỉ thị số 22-CT/TU ngày 29/10/2026</a></p></div>
</div>
<div id="foot"><p>TRANG THÔNG TIN ĐIỆN TỬ ĐẢNG BỘ TỈNH TUYÊN QUANG</p><p>Chịu trách nhiệm xuất bản: Đồng chí Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy</p><p>ĐT: 0207.3000.000 * Thư điện tử: lienhe@mau.example</p></div>
</div>
</body></html>"""


TEMPLATES: dict[str, Template] = {
    "commune's boxes without meaning": commune_meaningless_boxes,
    "Party's box under the title": party_box_under_title,
}
SIGNED: dict[str, Callable[[str], str]] = {
    "commune's boxes without meaning": partial(worked, "Tin, ảnh: "),
}

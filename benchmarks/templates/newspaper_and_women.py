"""A newspaper's page and one of a women's union, by a stranger's hand."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from html import escape

from benchmarks.templates.lines import bracketed, rows, theo, weekday
from benchmarks.templates.piece import Piece, Template, paragraphs_of, worked


def _two(author: str) -> str:
    """The author with a colleague, where the byline is one plain name."""
    if not author or any(mark in author for mark in (":", ",", ";", "-", "–", "/", "&", "(", " và ")):
        return author
    return f"{author} - Lê Quân"


def newspaper_names_under_title(piece: Piece) -> str:
    """Names (one link, no label) at the left of a bar under the h1, the hour and day at its right; source in brackets at the end."""
    title, lead = escape(piece.title), escape(piece.lead)
    names = escape(_two(piece.author))
    names = f'<span class="article__authors"><a href="/tac-gia/{piece.number}">{names}</a></span>' if names else ""
    source = (
        f'<p class="article__agency"><strong>{escape(bracketed(piece.credit))}</strong></p>' if piece.credit else ""
    )
    at = piece.at
    return f"""<!DOCTYPE html>
<html lang="vi" prefix="og: http://ogp.me/ns#">
<head>
<meta charset="utf-8"/>
<title>{title} - Báo và phát thanh, truyền hình Lạng Sơn</title>
<meta name="description" content="{lead}"/>
<meta property="og:type" content="article"/><meta property="og:title" content="{title}"/>
<meta property="og:site_name" content="Báo và phát thanh, truyền hình Lạng Sơn"/>
<meta property="og:image" content="https://cdn.mau.example/zoom/600/{piece.number}.jpg"/>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[{{"@type":"ListItem","position":1,"name":"Trang chủ","item":"/"}},{{"@type":"ListItem","position":2,"name":"Xã hội","item":"/xa-hoi"}}]}}</script>
<script>window.dataLayer=window.dataLayer||[];</script>
</head>
<body>
<header class="site-header">
 <div class="site-header__inner"><a class="site-header__logo" href="/"><img src="/logo.svg" alt="Báo và phát thanh, truyền hình Lạng Sơn"/></a>
 <span class="site-header__updated">Cập nhật lúc: 10:25, 23/11/2026</span>
 <ul class="site-header__tools"><li><a href="/truyen-hinh-truc-tuyen">Truyền hình</a></li><li><a href="/phat-thanh">Phát thanh</a></li><li><a href="/bao-in">Báo in</a></li><li><a href="/media">Media</a></li></ul></div>
 <nav class="site-nav"><ul><li><a href="/thoi-su">Thời sự</a></li><li><a href="/kinh-te">Kinh tế</a></li><li><a href="/xa-hoi">Xã hội</a></li><li><a href="/phap-luat">Pháp luật</a></li><li><a href="/van-hoa">Văn hóa</a></li><li><a href="/the-thao">Thể thao</a></li><li><a href="/ban-doc">Bạn đọc</a></li></ul></nav>
</header>
<div class="layout">
<div class="layout__main">
 <div class="crumb"><a href="/xa-hoi">Xã hội</a><a href="/xa-hoi/doi-song">Đời sống</a></div>
 <div class="article">
  <h1 class="article__title">{title}</h1>
  <div class="article__bar">{names}<span class="article__when">{at:%H:%M}, {weekday(at)}, {at:%d/%m/%Y}</span>
   <span class="article__share"><a href="#" title="Facebook"></a><a href="#" title="Zalo"></a><a href="#" title="Lưu bài">Lưu bài</a><a href="#binh-luan">2 bình luận</a></span></div>
  <p class="article__lead">{lead}</p>
  <div class="article__related-inline"><a href="{escape(piece.others[0][1]) if piece.others else "/xa-hoi"}">{escape(piece.others[0][0]) if piece.others else "Xã hội"}</a></div>
  <div class="article__content">
   <figure><img src="https://cdn.mau.example/{piece.number}.jpg" alt=""/></figure>
{paragraphs_of(piece)}
{source}
  </div>
  <div class="article__tags"><b>Từ khóa:</b> <a href="/tag/lang-son">Lạng Sơn</a> <a href="/tag/doi-song">đời sống</a></div>
  <div class="comments" id="binh-luan"><h3>Ý kiến bạn đọc (2)</h3>
   <textarea placeholder="Ý kiến của bạn"></textarea><button>Gửi bình luận</button>
   <div class="comments__item"><b>Nguyễn Văn Tư</b> <span>{at + timedelta(days=1, hours=2):%H:%M %d/%m/%Y}</span><p>Bài viết rất bổ ích, mong báo có thêm nhiều bài như vậy.</p></div>
   <div class="comments__item"><b>Lộc Thị Mến</b> <span>{at + timedelta(days=2, minutes=17):%H:%M %d/%m/%Y}</span><p>Rất đáng trân trọng.</p></div>
  </div>
 </div>
 <div class="more"><h3>Cùng chuyên mục</h3>
{rows(piece, '<div class="more__item"><a href="{address}"><img src="/i.jpg" alt=""/></a><h4><a href="{address}">{title}</a></h4><span class="more__who">{who}</span><time>{date}</time></div>', "%H:%M, %d/%m/%Y")}
 </div>
</div>
<aside class="layout__side">
 <div class="side"><h3>Đọc nhiều</h3><ol>
{rows(piece, '<li><a href="{address}">{title}</a></li>', last=5)}
 </ol></div>
 <div class="side"><h3>Lịch phát sóng LSTV</h3><ul><li>05:00 Thể dục buổi sáng</li><li>06:30 Chào buổi sáng</li><li>19:45 Thời sự Lạng Sơn</li></ul></div>
 <div class="side ads"><img src="/qc/300x250.jpg" alt="Quảng cáo"/></div>
</aside>
</div>
<footer class="site-footer"><p><b>BÁO VÀ PHÁT THANH, TRUYỀN HÌNH LẠNG SƠN</b></p><p>Cơ quan của Đảng bộ, chính quyền và nhân dân các dân tộc tỉnh Lạng Sơn</p>
<p>Giám đốc: Hoàng Thị Mẫu. Phó Giám đốc: Nguyễn Văn Mẫu, Vi Minh Tú</p><p>Giấy phép hoạt động báo điện tử số 88/GP-BVHTTDL ngày 10/7/2025</p><p>Tòa soạn: đường Hùng Vương, phường Lương Văn Tri, tỉnh Lạng Sơn. ĐT: 0205 3000 000</p></footer>
</body></html>"""


def women_calendar_leaf(piece: Piece) -> str:
    """All divs of meaningless class; the day on a leaf left of the title; "Theo Y" under the title; "Bài và ảnh: X" after the text."""
    title, lead = escape(piece.title), escape(piece.lead)
    source = f'<div class="zq-18">{escape(theo(piece.credit))}</div>' if piece.credit else ""
    sign = escape(worked("Bài và ảnh: ", piece.author))
    sign = f'<div class="zq-44"><div class="zq-45">{sign}</div></div>' if sign else ""
    at = piece.at
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8">
<title>{title} - Hội LHPN tỉnh Đồng Tháp</title>
<meta property="og:title" content="{title}">
<meta property="og:url" content="{escape(piece.address)}">
<link rel="stylesheet" href="/assets/site.8c1f.css"></head>
<body class="zq">
<div class="zq-1"><div class="zq-2"><a href="/"><img src="/logo-hoi.png" alt="Hội Liên hiệp Phụ nữ Việt Nam"></a><div class="zq-3"><div>HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM</div><div>TỈNH ĐỒNG THÁP</div></div></div></div>
<div class="zq-4"><div class="zq-5"><a href="/">Trang chủ</a></div><div class="zq-5"><a href="/gioi-thieu">Giới thiệu</a></div><div class="zq-5"><a href="/hoat-dong-hoi">Hoạt động Hội</a></div><div class="zq-5"><a href="/guong-phu-nu">Gương phụ nữ</a></div><div class="zq-5"><a href="/gia-dinh">Gia đình</a></div><div class="zq-5"><a href="/van-ban">Văn bản</a></div><div class="zq-5"><a href="/lien-he">Liên hệ</a></div></div>
<div class="zq-6"><a href="/">Trang chủ</a><span>»</span><a href="/hoat-dong-hoi">Hoạt động Hội</a><span>»</span><span>Tin cơ sở</span></div>
<div class="zq-7">
 <div class="zq-8">
  <div class="zq-10">
   <div class="zq-11"><div class="zq-12">{at.day}</div><div class="zq-13">tháng {at.month}, {at.year}</div></div>
   <div class="zq-14"><h1 class="zq-15">{title}</h1>{source}</div>
  </div>
  <div class="zq-19"><a href="#">Thích</a><a href="#">Chia sẻ</a><a href="#">Tweet</a></div>
  <div class="zq-20"><i>{lead}</i></div>
  <div class="zq-21"><img src="/uploads/{piece.number}.jpg" alt=""></div>
  <div class="zq-22">
{paragraphs_of(piece, "p", ' class="zq-23"')}
  </div>
  {sign}
  <div class="zq-30">
   <div class="zq-31">BÀI VIẾT KHÁC</div>
{rows(piece, '   <div class="zq-32"><div class="zq-33"><img src="/t.jpg" alt=""></div><div class="zq-34"><a href="{address}">{title}</a></div><div class="zq-35">{date}</div></div>', "%d/%m/%Y")}
  </div>
 </div>
 <div class="zq-9">
  <div class="zq-31">XEM NHIỀU TRONG TUẦN</div>
{rows(piece, '  <div class="zq-36"><a href="{address}">{title}</a><div class="zq-37">{views} lượt xem</div></div>', last=4)}
  <div class="zq-31">VIDEO</div><div class="zq-38"><iframe src="https://www.youtube.com/embed/x" title="Phụ nữ Đồng Tháp khởi nghiệp"></iframe></div>
  <div class="zq-31">LỊCH</div><div class="zq-38">Tháng 11, 2026<br>23 Thứ Hai</div>
  <div class="zq-31">FANPAGE</div><div class="zq-38"><a href="https://facebook.com/">Phụ nữ Đồng Tháp</a></div>
 </div>
</div>
<div class="zq-90"><div>HỘI LIÊN HIỆP PHỤ NỮ TỈNH ĐỒNG THÁP</div><div>Địa chỉ: đường Lý Thường Kiệt, phường Mỹ Tho, tỉnh Đồng Tháp</div><div>Điện thoại: 0273 3000 000 - Email: lienhe@mau.example</div><div>Chịu trách nhiệm nội dung: Ban Thường vụ Hội LHPN tỉnh</div><div>© 2025</div></div>
</body></html>"""


TEMPLATES: dict[str, Template] = {
    "newspaper's two names under the title": newspaper_names_under_title,
    "women's calendar leaf": women_calendar_leaf,
}
SIGNED: dict[str, Callable[[str], str]] = {
    "newspaper's two names under the title": _two,
    "women's calendar leaf": partial(worked, "Bài và ảnh: "),
}

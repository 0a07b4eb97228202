"""A tourism department and a women's union, by a stranger's hand."""

from collections.abc import Callable
from datetime import timedelta
from html import escape

from benchmarks.templates.piece import Piece, Template, links_of


def tourism_icons(piece: Piece) -> str:
    """A tourism promotion centre: time, writer (linked) and source over the big picture above the title, told apart by icons only.

    The icons' meaning is in their titles. Where there is no writer or no source the icon is missing too.
    """
    at = piece.at
    lines = [f"<p>{escape(line)}</p>" for line in piece.paragraphs]
    lines.insert(
        (len(lines) + 1) // 2,
        '<figure class="w-image"><picture><source srcset="/media/ruong-bac-thang.webp" type="image/webp"><img loading="lazy" '
        'src="/media/ruong-bac-thang.jpg" alt="Ruộng bậc thang mùa nước đổ"></picture><figcaption>Ruộng bậc thang mùa nước đổ. Ảnh: Lê Mẫu</figcaption></figure>',
    )
    writer = (
        f'<li><i class="ti ti-pencil" title="Tác giả"></i><a href="/nguoi-viet/{piece.number}">{escape(piece.author)}</a></li>'
        if piece.author
        else ""
    )
    source = f'<li><i class="ti ti-link" title="Nguồn"></i>{escape(piece.credit)}</li>' if piece.credit else ""
    lead = f'<h2 class="intro">{escape(piece.lead)}</h2>' if piece.lead else ""
    near = at - timedelta(days=33)
    others = links_of(
        piece,
        '<article class="card"><a href="{address}" class="card__img"><img src="/media/thumb.webp" alt=""></a>'
        '<div class="card__in"><h3><a href="{address}">{title}</a></h3>'
        f'<ul class="card__meta"><li><i class="ti ti-clock"></i>{near.day} tháng {near.month}, {near.year}</li>'
        '<li><i class="ti ti-pencil"></i>Thu Mẫu</li></ul></div></article>',
    )
    return f"""<!DOCTYPE html>
<html lang="vi-VN"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{escape(piece.title)} – Khám phá Mẫu</title><meta property="og:site_name" content="Khám phá Mẫu"><meta property="og:title" content="{escape(piece.title)}">
<meta property="og:locale" content="vi_VN"><meta property="og:url" content="https://khamphamau.example{escape(piece.address)}">
<link rel="alternate" hreflang="en" href="https://khamphamau.example/en"><link rel="preload" as="image" href="/media/hero.webp"></head>
<body class="page-story"><a class="skip" href="#main">Đến nội dung chính</a>
<header class="nav"><a class="nav__logo" href="/"><svg width="120" height="40"><title>Khám phá Mẫu</title></svg></a>
<nav><a href="/diem-den">Điểm đến</a><a href="/am-thuc">Ẩm thực</a><a href="/le-hoi">Lễ hội</a><a href="/luu-tru">Lưu trú</a><a href="/tour">Tour</a>
<a href="/tin-tuc">Tin du lịch</a><a href="/ban-do-so">Bản đồ số</a></nav><div class="nav__r"><button aria-label="Tìm kiếm"></button><a href="/vi">VI</a>
<a href="/en">EN</a><a href="/ko">KO</a><span class="weather">Mẫu 24°C, có mây</span></div></header>
<section class="hero" style="background-image:url(/media/hero.webp)"><div class="hero__in">
<ol class="crumbs"><li><a href="/">Trang chủ</a></li><li><a href="/tin-tuc">Tin du lịch</a></li><li><a href="/tin-tuc/hop-tac">Liên kết - Xúc tiến</a></li></ol>
<ul class="hero__meta"><li><i class="ti ti-clock" title="Ngày đăng"></i>{at.day} tháng {at.month}, {at.year} lúc {at:%H:%M}</li>
{writer}{source}<li><i class="ti ti-eye" title="Lượt xem"></i>2,4K</li></ul>
<h1>{escape(piece.title)}</h1></div></section>
<main id="main" class="wrap"><div class="story">{lead}
<div class="story__share"><a href="#" title="Chia sẻ Facebook"></a><a href="#" title="Chia sẻ Zalo"></a><button title="Lưu vào hành trình"></button></div>
<div class="story__text">{"".join(lines)}</div>
<div class="story__tags"><a href="/tag/du-lich-xanh">#dulichxanh</a><a href="/tag/kham-pha-mau">#khamphamau</a></div>
<div class="rate"><p>Bài viết có hữu ích với bạn?</p><button>Có (18)</button><button>Không (2)</button></div>
<div class="talk"><h3>Bình luận</h3><div class="talk__one"><b>Minh Mẫu</b><span>3 tuần trước</span><p>Cuối tuần này có chợ phiên không ạ?</p></div>
<textarea placeholder="Chia sẻ cảm nhận của bạn"></textarea></div></div>
<aside class="side"><div class="side__box"><h3>Sự kiện sắp diễn ra</h3><ul><li><b>20.12.2026</b> <a href="/le-hoi/hoa-tam-giac-mach">Lễ hội hoa
tam giác mạch</a> <span>08:00 - 22:00, Quảng trường trung tâm</span></li><li><b>01.01.2027</b> <a href="/le-hoi/countdown">Đêm hội đón năm mới</a></li></ul></div>
<div class="side__box"><h3>Đọc nhiều</h3><ol><li><a href="/am-thuc/10-mon-ngon">10 món ngon không thể bỏ lỡ</a><span>15 tháng 8, 2026</span></li>
<li><a href="/diem-den/homestay">Homestay giữa đại ngàn</a><span>{(at + timedelta(days=5)).day} tháng {(at + timedelta(days=5)).month}, {(at + timedelta(days=5)).year}</span></li></ol></div>
<div class="side__box"><h3>Tour gợi ý</h3><a href="/tour/2n1d">Mẫu 2 ngày 1 đêm - từ 1.490.000đ</a></div></aside></main>
<section class="more"><h2>Có thể bạn quan tâm</h2><div class="more__grid">{others}</div></section>
<footer class="foot"><div><b>Trung tâm Thông tin Xúc tiến Du lịch tỉnh Mẫu</b><p>Trực thuộc Sở Văn hóa, Thể thao và Du lịch</p><p>Số 3 đường Hồ Mẫu, phường Mẫu</p>
<p>Đường dây nóng hỗ trợ du khách: 1900 0001 (7h30 - 21h00)</p></div><div><a href="#">Facebook</a><a href="#">YouTube</a><a href="#">TikTok</a></div>
<p>© 2021 - 2026 Khám phá Mẫu. Ghi rõ nguồn khi sử dụng lại thông tin.</p></footer></body></html>"""


def union_table(piece: Piece) -> str:
    """A mass organisation's old home-made PHP site: under the text a table of two columns says the day, who wrote and the source.

    The title is the caption of the whole table, the lead stands bold beside a small picture, the text has no paragraphs.
    """
    at = piece.at
    text = "<br />\n<br />\n".join(escape(line) for line in piece.paragraphs)
    who = f'<tr><td class="l">Tác giả</td><td class="r"><i>{escape(piece.author)}</i></td></tr>' if piece.author else ""
    whence = f'<tr><td class="l">Trích nguồn</td><td class="r">{escape(piece.credit)}</td></tr>' if piece.credit else ""
    lead = f"<b>{escape(piece.lead)}</b>" if piece.lead else ""
    newer = at + timedelta(days=2)
    others = links_of(
        piece,
        f'<li><a href="{{address}}" class="tinlq">{{title}}</a> <font color="#888888">[{newer:%d-%m-%Y}]</font></li>',
    )
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>Hội Liên hiệp Phụ nữ tỉnh Mẫu :: {escape(piece.title)}</title>
<meta name="description" content="Trang thông tin điện tử Hội Liên hiệp Phụ nữ tỉnh Mẫu"><link href="css/phunu.css" rel="stylesheet" type="text/css">
</head><body bgcolor="#fdeef4"><table width="980" align="center" cellpadding="0" cellspacing="0" class="khung">
<tr><td colspan="3"><img src="images/banner_hoi.jpg" width="980" height="150" alt="Hội LHPN tỉnh Mẫu"></td></tr>
<tr><td colspan="3" class="menungang"><a href="index.php">Trang chủ</a> | <a href="index.php?mod=gioithieu">Giới thiệu</a> |
<a href="index.php?mod=tin&amp;cat=1">Tin tức</a> | <a href="index.php?mod=tin&amp;cat=4">Phong trào thi đua</a> |
<a href="index.php?mod=tin&amp;cat=7">Gương điển hình</a> | <a href="index.php?mod=vanban">Văn bản Hội</a> | <a href="index.php?mod=lienhe">Liên hệ</a></td></tr>
<tr><td colspan="3" class="dongchu"><marquee>Hôm nay, ngày 30-11-2026 - Nhiệt liệt chào mừng Đại hội đại biểu Phụ nữ toàn quốc!</marquee></td></tr>
<tr valign="top"><td width="190"><table class="mod" width="100%"><tr><th>CHUYÊN MỤC</th></tr><tr><td><a href="index.php?mod=tin&amp;cat=2">Hoạt động của
Tỉnh Hội</a></td></tr><tr><td><a href="index.php?mod=tin&amp;cat=3">Tin cơ sở</a></td></tr><tr><td><a href="index.php?mod=tin&amp;cat=9">Gia đình 5 không 3 sạch</a></td></tr>
<tr><td><a href="index.php?mod=tin&amp;cat=11">Phụ nữ khởi nghiệp</a></td></tr></table>
<table class="mod" width="100%"><tr><th>BÌNH CHỌN</th></tr><tr><td>Bạn thấy trang tin này thế nào?<br><input type="radio" name="v">Tốt<br>
<input type="radio" name="v">Khá<br><input type="button" value="Gửi"></td></tr></table></td>
<td width="580" class="giua"><div class="vitri"><a href="index.php">Trang chủ</a> &gt;&gt; <a href="index.php?mod=tin&amp;cat=1">Tin tức</a> &gt;&gt;
<a href="index.php?mod=tin&amp;cat=2">Hoạt động Hội</a></div>
<table class="baiviet" width="100%" cellpadding="4"><caption class="tieudebai">{escape(piece.title)}</caption>
<tr><td colspan="2" class="tomtat"><img src="upload/thumb_hoi.jpg" width="130" align="left" hspace="8" alt="">{lead}</td></tr>
<tr><td colspan="2" class="noidung" align="justify">{text}</td></tr>
<tr><td class="l">Ngày đưa tin</td><td class="r">{at:%d-%m-%Y}</td></tr>
{who}{whence}
<tr><td class="l">Số lần đọc</td><td class="r">561</td></tr>
<tr><td colspan="2" align="right"><a href="print.php?id={piece.number}" target="_blank"><img src="images/in.gif" border="0" alt=""> Bản in</a>
<a href="#top"><img src="images/top.gif" border="0" alt=""> Đầu trang</a> <a href="#">Chia sẻ Facebook</a></td></tr></table>
<div class="cactin"><b>CÁC TIN MỚI HƠN</b><ul>{others}</ul><b>CÁC TIN CŨ HƠN</b><ul>
<li><a href="index.php?mod=tin&amp;id=702" class="tinlq">Trao 20 mái ấm tình thương cho hội viên nghèo</a> <font color="#888888">[{at - timedelta(days=4):%d-%m-%Y}]</font></li>
<li><a href="index.php?mod=tin&amp;id=699" class="tinlq">Tập huấn kỹ năng bán hàng trực tuyến</a> <font color="#888888">[{at - timedelta(days=8):%d-%m-%Y}]</font></li></ul></div></td>
<td width="210"><table class="mod" width="100%"><tr><th>TIN XEM NHIỀU</th></tr><tr><td><a href="index.php?mod=tin&amp;id=655">Mô hình "Biến rác thành tiền"</a>
(08-03-2026)</td></tr><tr><td><a href="index.php?mod=tin&amp;id=641">Người cán bộ Hội tận tụy</a> - Hải Mẫu</td></tr></table>
<table class="mod" width="100%"><tr><th>VIDEO CLIP</th></tr><tr><td><img src="images/video.jpg" width="190" alt=""></td></tr></table>
<table class="mod" width="100%"><tr><th>ĐẾM TRUY CẬP</th></tr><tr><td>Số người online: 6<br>Tổng: 873.240</td></tr></table></td></tr>
<tr><td colspan="3" class="chantrang" align="center"><b>HỘI LIÊN HIỆP PHỤ NỮ TỈNH MẪU</b><br>Trụ sở: Số 18 đường Hai Bà Mẫu, phường Mẫu<br>
Điện thoại: 0263.3000.000 - Email: phunu@mau.example<br>Trưởng Ban Biên tập: Đỗ Thị Mẫu - Chủ tịch Hội LHPN tỉnh<br>
Giấy phép số 06/GP-TTĐT do Sở TT&amp;TT cấp ngày 14-05-2014</td></tr></table></body></html>"""


TEMPLATES: dict[str, Template] = {
    "tourism's icons": tourism_icons,
    "union's table": union_table,
}
SIGNED: dict[str, Callable[[str], str]] = {}

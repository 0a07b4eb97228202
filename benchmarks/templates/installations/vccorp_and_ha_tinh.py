"""VCCorp of a department and Hà Tĩnh's own of a commune, by a stranger's hand."""

import json
from datetime import timedelta
from html import escape

from benchmarks.templates.installations.written import Installation, texts_of, views
from benchmarks.templates.lines import rows, theo, weekday
from benchmarks.templates.piece import Piece


def _vcc_frame(title: str, head: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1" />
{head}
<meta property="og:site_name" content="sovhtt.mau.example" />
<link rel="preconnect" href="https://static.mediacdn.vn" /><link rel="stylesheet" href="https://static.mediacdn.vn/sovhtt/web_css/detail.20260912.min.css" />
<script>var _ADM_Channel='/van-hoa/detail/';var pageSettings={{Domain:"",sharefbApiDomain:"https://sharefb.cnnd.vn",DomainUtils:"https://utils3.cnnd.vn"}};</script>
</head>
<body>
<header class="header"><div class="container"><a href="/" class="logo"><img src="https://static.mediacdn.vn/sovhtt/image/logo.svg" alt="Sở Văn hóa và Thể thao"/></a><div class="header__date" id="datetime-now">Thứ hai, ngày 23/11/2026</div><div class="header__lang"><a href="/english.htm">EN</a></div></div>
<nav class="header__nav"><ul><li><a href="/" class="nav-link">Trang chủ</a></li><li><a href="/tin-tuc.htm" class="nav-link">Tin tức</a></li><li><a href="/di-san.htm" class="nav-link">Di sản</a></li><li><a href="/the-thao.htm" class="nav-link">Thể thao</a></li><li><a href="/gia-dinh.htm" class="nav-link">Gia đình</a></li><li><a href="/van-ban.htm" class="nav-link">Văn bản</a></li></ul></nav></header>
<main class="main"><div class="container"><div class="layout__two">
{main}
<div class="layout__two-sub"><div class="box-category" data-layout="3"><div class="box-category-top"><h2>Mới nhất</h2></div><div class="box-category-middle"><div class="box-category-item"><a class="box-category-link-title" data-type="0" href="/trung-bay-tranh-dan-gian-197261122091500121.htm">Trưng bày tranh dân gian Hàng Trống</a><span class="box-category-time">22/11/2026 09:15</span></div><div class="box-category-item"><a class="box-category-link-title" data-type="0" href="/giai-dien-kinh-tre-19726112014003345.htm">Giải điền kinh trẻ toàn thành phố</a><span class="box-category-time">20/11/2026 14:00</span></div><div class="box-category-item"><a class="box-category-link-title" data-type="0" href="/tu-bo-dinh-lang-197261115103000981.htm">Tu bổ cấp thiết đình làng Chèm</a><span class="box-category-time">15/11/2026 10:30</span></div></div></div>
<div class="box-banner"><img src="https://static.mediacdn.vn/sovhtt/image/qc-300.jpg" alt=""/></div></div>
</div></div></main>
<footer class="footer"><p>© SỞ VĂN HÓA VÀ THỂ THAO HÀ NỘI</p><p>Tổng biên tập: Nguyễn Thị Mẫu</p><p>Địa chỉ: đường Yết Kiêu, phường Hai Bà Trưng, Hà Nội. Giấy phép số 67/GP-TTĐT ngày 02/6/2025</p><p>Powered by ONECMS - A Product of NEKO</p></footer>
</body></html>"""


def vccorp_department(piece: Piece) -> str:
    """VCCorp-like of a department: role-marked title, hour and lead, photo figures, a related box in the body, "Theo …" typed last, the author's box under the body."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    code = f"197{at:%y%m%d%H%M}{piece.number:05d}"
    texts = [f'<p class="">{text}</p>' for text in texts_of(piece)]
    figure = f'<figure class="VCSortableInPreviewMode" type="Photo"><div><img src="https://sovhtt.mediacdn.vn/{code}/anh-1.jpg" alt="{title} - Ảnh 1." title="{title} - Ảnh 1." data-author="" class="lightbox-content" /></div><figcaption class="PhotoCMS_Caption"><p class="" data-placeholder="Nhập chú thích ảnh">Không gian trưng bày thu hút đông người xem. Ảnh: BTC</p></figcaption></figure>'
    near = rows(
        piece,
        '<a class="VCObjectBoxRelatedNewsItemTitle" data-newsid="{views}" title="{title}" href="{address}">{title}</a>',
        last=1,
    )
    box = f'<div class="VCSortableInPreviewMode alignRight" type="RelatedOneNews"><div class="VCObjectBoxRelatedNewsContentWrapper">{near}</div></div>'
    texts.insert(min(1, len(texts)), figure)
    texts.insert(min(3, len(texts)), box)
    source = (
        f'<p class="" style="text-align:right"><b><i>{escape(theo(piece.credit))}</i></b></p>' if piece.credit else ""
    )
    author = f'<div class="detail-author" data-role="author">{escape(piece.author)}</div>' if piece.author else ""
    newline = "\n"
    known = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "datePublished": f"{at:%Y-%m-%dT%H:%M:%S}+07:00",
        "dateModified": f"{at + timedelta(minutes=9):%Y-%m-%dT%H:%M:%S}+07:00",
        "author": {"@type": "Person", "name": "Sở Văn hóa và Thể thao Hà Nội"},
    }
    data = json.dumps(known, ensure_ascii=False).replace("</", "<\\/")
    head = f"""<meta name="description" content="{lead}" /><meta property="og:type" content="article" /><meta property="og:title" content="{title}" /><meta property="og:url" content="{escape(piece.address)}" />
<meta property="article:published_time" content="{at:%Y-%m-%dT%H:%M:%S}+07:00" /><link rel="canonical" href="{escape(piece.address)}" />
<script type="application/ld+json">{data}</script>"""
    main = f"""<div class="layout__two-main"><div class="detail__main">
<div class="detail-cate"><a href="/tin-tuc.htm" data-role="cate-name" title="Tin tức">Tin tức</a></div>
<h1 class="detail-title" data-role="title">{title}</h1>
<div class="detail-flex"><div class="detail-time"><div data-role="publishdate">{at:%d/%m/%Y %H:%M}</div></div><div class="detail-social"><a href="javascript:;" class="sendsocial" rel="facebook">Chia sẻ</a><a href="javascript:;" class="zalo-share-button">Zalo</a><a href="javascript:window.print()">In</a><span class="audio">Nghe 3:12</span></div></div>
<h2 class="detail-sapo" data-role="sapo">{lead}</h2>
<div class="detail-cmain"><div class="detail-content afcbc-body" data-role="content" itemprop="articleBody" data-io-article-url="{escape(piece.address)}">
<div data-check-position="body_start"></div>
{newline.join(texts)}
{source}
<div data-check-position="body_end"></div></div></div>
{author}
<div class="detail-tag"><b>Từ khóa:</b> <a href="/di-san.html" title="di sản">di sản</a>, <a href="/van-hoa.html" title="văn hóa">văn hóa</a></div>
<div class="detail__related" data-marked-zoneid="detail_same"><div class="box-category" data-layout="7"><div class="box-category-top"><h2>Tin cùng chuyên mục</h2></div><div class="box-category-middle">
{rows(piece, '<div class="box-category-item"><a class="box-category-link-title" href="{address}">{title}</a><span class="box-category-time">{date}</span></div>', "%d/%m/%Y %H:%M")}
</div></div></div>
<div class="comment-section"><h3>Bình luận (1)</h3><textarea placeholder="Ý kiến của bạn"></textarea><div class="item-comment"><b>Hoàng Lan</b><span>{at + timedelta(hours=7):%H:%M %d/%m/%Y}</span><p>Mong có thêm nhiều triển lãm như thế này cho học sinh.</p></div></div>
</div></div>"""
    return _vcc_frame(title, head, main)


_VCC_LISTING = _vcc_frame(
    "Di sản - Sở Văn hóa và Thể thao Hà Nội",
    '<meta name="description" content="Tin tức về di sản văn hóa" /><meta property="og:type" content="website" />',
    """<div class="layout__two-main"><div class="list__main"><h1 class="list-name"><a href="/di-san.htm">Di sản</a></h1>
<div class="box-category-item"><a class="box-category-link-title" data-type="0" href="/so-hoa-sac-phong-197261119081200411.htm">Số hóa hơn 2.000 đạo sắc phong</a><span class="box-category-time">19/11/2026 08:12</span><p class="box-category-sapo">Dự án kéo dài ba năm ở 140 di tích, giúp lưu giữ tư liệu Hán Nôm trước nguy cơ mối mọt.</p></div>
<div class="box-category-item"><a class="box-category-link-title" data-type="0" href="/phuc-dung-mua-roi-197261110150000207.htm">Phục dựng tích rối nước cổ làng Đào Thục</a><span class="box-category-time">10/11/2026 15:00</span><p class="box-category-sapo">Các nghệ nhân sưu tầm lời trò và làm lại 12 con rối theo mẫu xưa.</p></div>
<div class="box-category-item"><a class="box-category-link-title" data-type="0" href="/khai-quat-hoang-thanh-197261101093000118.htm">Kết quả khai quật khu vực điện Kính Thiên</a><span class="box-category-time">01/11/2026 09:30</span><p class="box-category-sapo">Xuất lộ nhiều dấu tích kiến trúc thời Lê sơ.</p></div>
<a class="list__viewmore" href="javascript:;">Xem thêm</a></div></div>""",
)


def _ht_frame(title: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="vi">
<head><meta charset="utf-8" /><title>{title}</title><meta name="viewport" content="width=device-width" />
<link rel="stylesheet" href="/content/themes/canloc/style.css" /><script src="/content/themes/canloc/jquery.js"></script></head>
<body>
<div id="page">
<div id="head"><div class="head-left"><img src="/content/themes/canloc/logo.png" alt=""/><b>CỔNG THÔNG TIN ĐIỆN TỬ XÃ CAN LỘC</b><br/>TỈNH HÀ TĨNH</div><div class="head-right">Thứ Hai, 23/11/2026 | 10:25<br/>26°C Hà Tĩnh</div></div>
<div id="menu"><a href="/trang-chu">Trang chủ</a> <a href="/gioi-thieu">Giới thiệu</a> <a href="/tin-tuc">Tin tức - Sự kiện</a> <a href="/nong-thon-moi">Nông thôn mới</a> <a href="/thong-bao">Thông báo</a></div>
<div id="cols">
<div class="c-main">
{main}
</div>
<div class="c-side">
<div class="blk"><div class="blk-h">ĐỌC NHIỀU NHẤT</div><ol><li><a href="/2026-11-08/vuon-mau">Vườn mẫu xã Can Lộc vào mùa cam</a> <span class="time">08/11/2026</span></li><li><a href="/2026-10-30/bao-so-9">Khẩn trương khắc phục hậu quả bão</a> <span class="time">30/10/2026</span></li><li><a href="/2026-10-21/nga-ba-dong-loc">Đoàn viên dâng hương Ngã ba Đồng Lộc</a> <span class="time">21/10/2026</span></li></ol></div>
<div class="blk"><div class="blk-h">VĂN BẢN MỚI</div><p><a href="/vb/44">44/UBND-VX</a> - 18/11/2026</p><p><a href="/vb/39">39/UBND-NN</a> - 11/11/2026</p></div>
<div class="blk"><img src="/content/qc/cchc.gif" alt=""/></div></div>
</div>
<div id="foot">Bản quyền thuộc UBND xã Can Lộc, tỉnh Hà Tĩnh<br/>Trưởng Ban biên tập: Ông Phan Văn Mẫu<br/>Tổng lượt truy cập: 4.508.221</div>
</div></body></html>"""


def ha_tinh_commune(piece: Piece) -> str:
    """Hà Tĩnh's own in a commune: date above the title, nested divs, a "Đọc thêm:" link in the body, the bare italic name and "(Nguồn: …)" typed last."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    texts = [f'<div style="margin-bottom:8px"><div>{text}</div></div>' for text in texts_of(piece)]
    more = "".join(
        f'<div class="more"><b>Đọc thêm:</b> <a href="{escape(address)}">{escape(name)}</a></div>'
        for name, address in piece.others[:1]
    )
    texts.insert(min(2, len(texts)), more)
    source = f'<div style="text-align:right">(Nguồn: {escape(piece.credit)})</div>' if piece.credit else ""
    name = (
        f'<div style="text-align:right"><em><strong>{escape(piece.author)}</strong></em></div>' if piece.author else ""
    )
    newline = "\n"
    main = f"""<div class="path"><a href="/">Trang chủ</a> » <a href="/tin-tuc">Tin tức - Sự kiện</a></div>
<div class="detail-box">
 <div class="time">{weekday(at)}, {at.day}/{at.month}/{at.year} {at:%H:%M}</div>
 <h1 class="detail-title">{title}</h1>
 <div class="acts"><a href="#">Thích</a> <a href="#">Chia sẻ</a> <a href="#">In bài viết</a> | <span>Lượt xem: {views(piece)}</span></div>
 <div class="detail-content-lead">{lead}</div>
 <div class="detail-content">
  <div style="text-align:center"><img src="/uploads/{at:%Y/%m}/{piece.number}.jpg" alt="" /><div><i>Người dân chỉnh trang hàng rào xanh, đường hoa.</i></div></div>
{newline.join(texts)}
  {name}
  {source}
 </div>
 <div class="vote">Đánh giá bài viết: <span>★★★★☆</span> (4 phiếu)</div>
</div>
<div class="new-list"><div class="blk-h">TIN MỚI HƠN</div><ul>
{rows(piece, '<li><a href="{address}">{title}</a> <span class="time">({date})</span></li>', "%d/%m/%Y", last=3)}
</ul><div class="blk-h">TIN CŨ HƠN</div><ul>
{rows(piece, '<li><a href="{address}">{title}</a> <span class="time">({date})</span></li>', "%d/%m/%Y")}
</ul></div>"""
    return _ht_frame(title, main)


_HT_CONTACT = _ht_frame(
    "Liên hệ",
    """<div class="path"><a href="/">Trang chủ</a> » Liên hệ</div><div class="contact"><h1>Liên hệ - Góp ý</h1><p>UBND xã Can Lộc, tỉnh Hà Tĩnh</p><p>Điện thoại: 0239 3000 000 - Email: ubndxa@mau.example</p><p>Tiếp công dân: thứ Năm hằng tuần, từ 7h30 đến 11h00</p>
<form method="post" action="/lien-he"><input name="hoten" placeholder="Họ và tên"/><input name="dienthoai" placeholder="Điện thoại"/><textarea name="noidung" placeholder="Nội dung"></textarea><button>Gửi</button></form></div>""",
)

INSTALLATIONS = (
    Installation(
        name="VCCorp of a department", platform="vccorp", render=vccorp_department, other=("listing", _VCC_LISTING)
    ),
    Installation(
        name="Hà Tĩnh's of a commune", platform="ha-tinh", render=ha_tinh_commune, other=("contact", _HT_CONTACT)
    ),
)

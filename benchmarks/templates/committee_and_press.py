"""A district's Party committee and a press agency, by a stranger's hand."""

import json
from collections.abc import Callable
from datetime import timedelta
from html import escape

from benchmarks.templates.piece import Piece, Template, links_of

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def party_committee(piece: Piece) -> str:
    """A provincial Party committee's portal: one meta line with upright bars between title and lead holds all, names unlabelled.

    Weekday, day without leading zeros and the minute come first, then the writer, then "Theo" and the source, then the views.
    """
    at = piece.at
    meta = [f"{_DAYS[at.weekday()]}, {at.day}/{at.month}/{at.year} - {at:%H:%M}"]
    if piece.author:
        meta.append(escape(piece.author))
    if piece.credit:
        meta.append(f"Theo {escape(piece.credit)}")
    meta.append("Lượt xem: 1.946")
    lines = [f'<p style="text-align: justify;">{escape(line)}</p>' for line in piece.paragraphs]
    lines.insert(
        len(lines) * 2 // 3,
        '<table align="center" border="0" style="width:500px"><tbody><tr><td><img alt="" src="/Media/TinTuc/hoi-nghi.jpg" /></td></tr>'
        '<tr><td style="text-align:center"><em>Các đại biểu dự hội nghị tại điểm cầu Tỉnh ủy</em></td></tr></tbody></table>',
    )
    lead = f'<p style="text-align: justify;"><strong>{escape(piece.lead)}</strong></p>' if piece.lead else ""
    prior = at - timedelta(days=2)
    others = links_of(
        piece,
        '<li><i class="fa fa-angle-right"></i> <a href="{address}">{title}</a> '
        f"<em>({prior.day}/{prior.month}/{prior.year})</em></li>",
    )
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1.0" />
<title>Trang thông tin điện tử Tỉnh ủy Mẫu</title><meta name="description" content="Trang thông tin điện tử Đảng bộ tỉnh Mẫu" />
<meta property="og:title" content="Trang thông tin điện tử Tỉnh ủy Mẫu" /><link href="/lib/bootstrap/css/bootstrap.min.css" rel="stylesheet" />
<link href="/css/tinhuy.css?v=Zk3" rel="stylesheet" /></head><body>
<div class="tu-top"><div class="container"><span id="clock">Thứ Hai, 30/11/2026 - 15:27:08</span><span class="pull-right"><a href="/so-do">Sơ đồ trang</a>
<a href="/hop-thu">Hộp thư góp ý</a><a href="https://mail.mau.example">Thư công vụ</a></span></div></div>
<div class="tu-banner"><div class="container"><img src="/images/co-dang.png" alt="Đảng Cộng sản Việt Nam" /><div><p>ĐẢNG CỘNG SẢN VIỆT NAM</p>
<p class="big">ĐẢNG BỘ TỈNH MẪU</p></div></div></div>
<div class="tu-menu"><div class="container"><ul><li><a href="/"><i class="fa fa-home"></i></a></li><li><a href="/dang-bo-tinh">Đảng bộ tỉnh</a></li>
<li><a href="/tin-tuc">Tin tức - Sự kiện</a><ul><li><a href="/hoat-dong-thuong-truc">Hoạt động của Thường trực Tỉnh ủy</a></li>
<li><a href="/hoat-dong-cap-uy">Hoạt động của cấp ủy cơ sở</a></li></ul></li><li><a href="/xay-dung-dang">Công tác xây dựng Đảng</a></li>
<li><a href="/nghi-quyet">Nghị quyết và cuộc sống</a></li><li><a href="/van-kien">Văn kiện - Tư liệu</a></li><li><a href="/lich-cong-tac">Lịch công tác</a></li></ul></div></div>
<div class="container"><div class="row"><div class="col-md-9"><ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/tin-tuc">Tin tức - Sự kiện</a></li>
<li><a href="/hoat-dong-thuong-truc">Hoạt động của Thường trực Tỉnh ủy</a></li></ul>
<div class="chi-tiet"><h3 class="td">{escape(piece.title)}</h3>
<p class="thong-tin">{" | ".join(meta)} | <a href="javascript:void(0)" class="co-chu">A-</a> <a href="javascript:void(0)" class="co-chu">A+</a>
| <a href="/in-bai/{piece.number}"><i class="fa fa-print"></i></a></p>
<div class="noi-dung">{lead}{"".join(lines)}</div>
<div class="chia-se"><div class="fb-like" data-layout="button_count"></div><div class="zalo-share-button"></div><a href="mailto:?body=">Gửi cho bạn bè</a></div>
<div class="sao"><span>Đánh giá:</span><i class="fa fa-star"></i><i class="fa fa-star"></i><i class="fa fa-star"></i><i class="fa fa-star-o"></i><i class="fa fa-star-o"></i>
<span>(9 lượt)</span></div></div>
<div class="lien-quan"><h4><span>Tin cùng chuyên mục</span></h4><ul>{others}
<li><i class="fa fa-angle-right"></i> <a href="/tin/20911/giao-ban-khoi-noi-chinh">Giao ban khối nội chính quý III</a> <em>(2/10/2026)</em></li></ul></div></div>
<div class="col-md-3"><div class="hop"><h4>Tin nổi bật</h4><div class="nb"><a href="/tin/21001/ky-hop-ban-chap-hanh">Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ sáu</a>
<span>{_DAYS[(at + timedelta(days=9)).weekday()]}, {(at + timedelta(days=9)).day}/{(at + timedelta(days=9)).month}/{(at + timedelta(days=9)).year} | Đức Mẫu</span></div>
<div class="nb"><a href="/tin/20877/tiep-xuc-cu-tri">Tiếp xúc cử tri sau kỳ họp</a> <span>Thứ Năm, 22/10/2026 | Mai Mẫu</span></div></div>
<div class="hop"><h4>Học tập và làm theo Bác</h4><a href="/chuyen-de/hoc-bac"><img src="/images/bac-ho.jpg" alt="Học Bác" /></a></div>
<div class="hop"><h4>Thăm dò ý kiến</h4><p>Theo bạn, chuyên mục nào cần được bổ sung?</p><label><input type="radio" name="td" /> Nghiệp vụ công tác Đảng</label>
<label><input type="radio" name="td" /> Hỏi - đáp</label><button>Gửi</button></div>
<div class="hop"><h4>Liên kết</h4><select><option>Các cơ quan Đảng Trung ương</option><option>Tỉnh ủy, Thành ủy</option></select></div></div></div></div>
<div class="tu-footer"><div class="container"><p><b>TRANG THÔNG TIN ĐIỆN TỬ ĐẢNG BỘ TỈNH MẪU</b></p><p>Cơ quan chủ quản: Tỉnh ủy Mẫu. Đơn vị thực hiện: Văn phòng Tỉnh ủy</p>
<p>Trưởng Ban Biên tập: Đồng chí Bùi Văn Mẫu, Chánh Văn phòng Tỉnh ủy</p><p>Điện thoại: 080.30000 - Giấy phép số 31/GP-TTĐT cấp ngày 9/6/2023</p></div></div>
</body></html>"""


def press_last_line(piece: Piece) -> str:
    """A provincial newspaper with a bought system for newsrooms: writer and source share the text's last paragraph.

    The writer is bold, the source in italics and brackets after the name; the time is between title and lead, and in a JSON-LD too.
    """
    at = piece.at
    weekday = "Chủ nhật" if at.weekday() == 6 else f"Thứ {at.weekday() + 2}"
    lines = [f"<p>{escape(line)}</p>" for line in piece.paragraphs]
    lines.insert(
        min(2, len(lines)),
        '<div class="sc-photo"><div class="sc-photo__i"><img src="/image/630/2026/11/cau-mau.jpg" alt="Cầu Mẫu trước ngày thông xe."></div>'
        '<div class="sc-photo__c">Cầu Mẫu trước ngày thông xe. (Ảnh: Văn Mẫu)</div></div>',
    )
    lines.insert(
        len(lines) - 1,
        '<div class="sc-box"><p class="sc-box__t">Đọc thêm</p><a href="/gia-ca-phe-hom-nay-post88120.html" title="Giá cà phê tiếp tục tăng">'
        "Giá cà phê tiếp tục tăng</a></div>",
    )
    signs = []
    if piece.author:
        signs.append(f"<strong>{escape(piece.author)}</strong>")
    if piece.credit:
        signs.append(f"<em>(Theo {escape(piece.credit)})</em>")
    if signs:
        lines.append(f'<p style="text-align:right">{" ".join(signs)}</p>')
    lead = f'<div class="sc-sapo"><p>{escape(piece.lead)}</p></div>' if piece.lead else ""
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": f"https://baothu.example{piece.address}"},
        "headline": piece.title,
        "datePublished": f"{at:%Y-%m-%dT%H:%M}:00+07:00",
        "dateModified": f"{at + timedelta(minutes=95):%Y-%m-%dT%H:%M}:41+07:00",
        "author": {"@type": "Organization", "name": "Báo Mẫu và PTTH"},
        "publisher": {"@type": "Organization", "name": "Báo Mẫu và PTTH"},
    }
    held = json.dumps(told, ensure_ascii=False).replace("</", "<\\/")
    soon = at + timedelta(hours=5)
    others = links_of(
        piece,
        '<article class="st"><figure class="st__img"><a href="{address}"><img class="lazy" data-src="/image/225/st.jpg" alt="{title}"></a></figure>'
        '<h3 class="st__t"><a href="{address}" title="{title}">{title}</a></h3>'
        f'<time class="st__time">{soon:%H:%M} {soon:%d/%m/%Y}</time></article>',
    )
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{escape(piece.title)} | baothu.example</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="copyright" content="Báo Mẫu"><meta name="robots" content="max-image-preview:large">
<meta property="og:type" content="article"><meta property="og:title" content="{escape(piece.title)}"><meta property="og:description" content="{escape(piece.lead)}">
<link rel="canonical" href="https://baothu.example{escape(piece.address)}"><script type="application/ld+json">{held}</script></head>
<body class="detail-page"><div class="adv adv-top"></div>
<header class="sh"><div class="sh__top"><span class="sh__date">Thứ 2, 30/11/2026 | 09:02:17 GMT+7</span><a href="/epaper">Báo in</a><a href="/truyen-hinh">Truyền hình</a>
<a href="/phat-thanh">Phát thanh</a><span class="sh__hot">Hotline: 0912.000.000</span></div><a class="sh__logo" href="/"><img src="/static/logo.svg" alt="Báo Mẫu"></a>
<ul class="sh__menu"><li><a href="/chinh-tri">Chính trị</a></li><li><a href="/kinh-te">Kinh tế</a></li><li><a href="/xa-hoi">Xã hội</a></li><li><a href="/van-hoa">Văn hóa</a></li>
<li><a href="/phap-luat">Pháp luật</a></li><li><a href="/the-thao">Thể thao</a></li><li><a href="/quoc-te">Quốc tế</a></li><li><a href="/multimedia">Multimedia</a></li></ul></header>
<div class="bc"><h2 class="bc__m"><a href="/chinh-tri">Chính trị</a></h2><ul class="bc__s"><li><a href="/chinh-tri/thoi-su">Thời sự</a></li>
<li><a href="/chinh-tri/xay-dung-chinh-quyen">Xây dựng chính quyền</a></li></ul></div>
<div class="lay"><div class="lay__l"><div class="sc">
<h1 class="sc-title">{escape(piece.title)}</h1>
<div class="sc-meta"><span class="sc-time">{weekday}, {at:%d/%m/%Y} | {at:%H:%M}</span><div class="sc-tool"><a class="gn" href="#">Theo dõi trên Google News</a>
<button class="fs">Aa</button><audio src="/tts/{piece.number}.m4a"></audio><span>Nghe đọc bài 0:00 / 3:41</span></div></div>
{lead}
<ul class="sc-rel"><li><a href="/thong-qua-quy-hoach-post88097.html">Thông qua quy hoạch chung đô thị Mẫu</a></li></ul>
<div class="sc-body">{"".join(lines)}</div>
<div class="sc-share"><a class="fb" href="#">Chia sẻ</a><a class="za" href="#">Zalo</a><a class="tw" href="#">X</a><a class="cp" href="#">Sao chép liên kết</a></div>
<div class="sc-tags"><span>Từ khóa:</span><a href="/tu-khoa/tinh-mau.html">tỉnh Mẫu</a><a href="/tu-khoa/dau-tu-cong.html">đầu tư công</a></div>
<div class="sc-cmt"><h4>Bình luận <span>2</span></h4><div class="c"><b>Quang Mẫu</b><p>Mong dự án sớm hoàn thành.</p><span>10:12 29/11/2026</span><a href="#">Thích</a></div>
<div class="c"><b>Cô Ba</b><p>Tin vui cho bà con.</p><span>21:40 28/11/2026</span><a href="#">Thích</a></div><input placeholder="Bình luận của bạn..."><button>Gửi</button></div></div>
<div class="same"><h4>Cùng chuyên mục</h4>{others}</div></div>
<div class="lay__r"><div class="adv adv-r1"></div><div class="most"><h4>Đọc nhiều</h4><ol><li><a href="/lich-nghi-tet-post87990.html">Lịch nghỉ Tết Nguyên đán 2027</a></li>
<li><a href="/khoi-to-vu-an-post88003.html">Khởi tố vụ án mua bán hóa đơn</a></li></ol></div>
<div class="last"><h4>Mới nhất</h4><ul><li><time>08:55</time><a href="/du-bao-thoi-tiet-post88140.html">Không khí lạnh tăng cường</a></li>
<li><time>08:31</time><a href="/doi-bong-tinh-post88137.html">Đội bóng tỉnh nhà thắng trận thứ ba</a></li></ul></div></div></div>
<footer class="sf"><p>BÁO VÀ PHÁT THANH, TRUYỀN HÌNH MẪU - Cơ quan của Tỉnh ủy Mẫu</p><p>Tổng Biên tập: Cao Văn Mẫu; Phó Tổng Biên tập: Đinh Thị Mẫu, Hồ Văn Mẫu</p>
<p>Tòa soạn: 45 đường Mẫu. Điện thoại: 0262.3000.000. Email: toasoan@baothu.example</p><p>Giấy phép hoạt động báo chí số 402/GP-BVHTTDL ngày 28/8/2025</p>
<p>® Ghi rõ nguồn "Báo Mẫu" khi phát hành lại thông tin từ website này</p></footer></body></html>"""


TEMPLATES: dict[str, Template] = {
    "committee's three in one line": party_committee,
    "press signed in the last line": press_last_line,
}
SIGNED: dict[str, Callable[[str], str]] = {}

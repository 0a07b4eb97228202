"""Four more page templates that no rules were written for: a daily newspaper, a district, a department and a magazine.

Written by a hand that has not seen the rules. None of them changes what is true of the piece: title, lead, paragraphs,
author and source are shown as given; only the department's page has no minute (its date is the day alone). Their scores at
first sight, and by rules first learned, are kept in benchmarks/first_runs.yaml.
"""

import json
from collections.abc import Callable
from functools import partial
from html import escape

from benchmarks.templates.piece import Piece, Template, links_of, paragraphs_of, worked

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def daily_slash(piece: Piece) -> str:
    """A province's daily: time above the headline, a box of related news amid the text, "name/source" as its last paragraph.

    The linked data names the newspaper as author and tells when the page was changed as well as when it was published.
    """
    at = piece.at
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "datePublished": f"{at:%Y-%m-%dT%H:%M}:00+07:00",
        "dateModified": "2026-11-29T22:10:05+07:00",
        "author": {"@type": "Organization", "name": "Báo Mẫu"},
        "publisher": {"@type": "NewsMediaOrganization", "name": "Báo Mẫu", "url": "https://baomau.example"},
    }
    linked = json.dumps(known, ensure_ascii=False).replace("</", "<\\/")
    sign = "/".join(part for part in (piece.author, piece.credit) if part)
    if piece.credit and not piece.author:
        sign = f"Theo {piece.credit}"
    signed = f'<p class="t-right"><strong>{escape(sign)}</strong></p>' if sign else ""
    text = [f"<p>{escape(line)}</p>" for line in piece.paragraphs]
    cut = (len(text) + 1) // 2
    inset = (
        '<div class="c-inset"><div class="c-inset__name">Tin liên quan</div><ul>'
        '<li><a href="/nong-thon-moi/ba-xa-ve-dich-truoc-hen-55102.html">Ba xã về đích trước hẹn</a></li>'
        '<li><a href="/giao-thong/thong-xe-cau-moi-qua-song-mau-55087.html">Thông xe cầu mới qua sông Mẫu</a></li></ul>'
        "</div>"
    )
    others = links_of(
        piece,
        '<article class="c-story"><a class="c-story__thumb" href="{address}"><img data-src="/t/320x200.webp" alt="{title}">'
        "</a>"
        '<h3 class="c-story__head"><a href="{address}">{title}</a></h3><span class="c-story__time">29/11/2026 06:30</span>'
        "</article>",
    )
    sapo = f'<h2 class="c-read__sapo">{escape(piece.lead)}</h2>' if piece.lead else ""
    return f"""<!DOCTYPE html>
<html lang="vi-VN"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(piece.title)} | Báo Mẫu điện tử</title><meta name="description" content="{escape(piece.lead)}">
<meta name="copyright" content="Báo Mẫu"><meta property="og:site_name" content="Báo Mẫu điện tử">
<meta property="og:title" content="{escape(piece.title)}">\
<meta property="og:url" content="https://baomau.example{piece.address}">
<script type="application/ld+json">{linked}</script></head><body class="page-read">
<header class="l-head"><div class="l-head__in"><a class="logo" href="/"><img src="/assets/logo.svg" alt="Báo Mẫu"></a>
<p class="l-head__org">Cơ quan của Đảng bộ, chính quyền và nhân dân tỉnh Mẫu</p>
<span class="l-head__now">Thứ Hai, 30/11/2026 09:41</span><a href="/e-paper">Báo in</a>\
<a href="/lien-he-quang-cao">Quảng cáo</a></div>
<nav class="l-nav"><ul><li><a href="/">Trang chủ</a></li><li><a href="/chinh-tri">Chính trị</a></li><li>\
<a href="/kinh-te">Kinh tế</a></li>
<li><a href="/xa-hoi">Xã hội</a></li><li><a href="/quoc-phong-an-ninh">Quốc phòng - An ninh</a></li><li>\
<a href="/video">Video</a></li>
<li><a href="/emagazine">E-Magazine</a></li></ul></nav></header>
<main class="l-wrap"><section class="l-col l-col--main"><div class="c-crumb"><a href="/chinh-tri">Chính trị</a>
<a href="/chinh-tri/tin-tuc">Tin tức - Sự kiện</a></div>
<div class="c-read"><div class="c-read__top">\
<span class="c-read__time">{_DAYS[at.weekday()]}, {at:%d/%m/%Y}, {at:%H:%M} (GMT+7)</span>
<a class="gg" href="https://news.google.example/mau">Theo dõi Báo Mẫu trên Google News</a></div>
<h1 class="c-read__head">{escape(piece.title)}</h1>
<div class="c-audio"><button>Nghe đọc bài báo</button><span>0:00</span> / <span>3:27</span><select><option>Giọng nữ miền Bắc\
</option>
<option>Giọng nam miền Nam</option></select></div>
<div class="c-tools"><a href="#" title="Chia sẻ Facebook">Facebook</a><a href="#" title="Chia sẻ Zalo">Zalo</a>\
<a href="#">Gửi email</a>
<a href="#" class="cmt">2</a></div>
{sapo}<div class="c-read__body">{"".join(text[:cut])}{inset}{"".join(text[cut:])}{signed}</div>
<div class="c-tags"><h3>Chủ đề:</h3><a href="/tag/lien-ket">Liên kết phát triển</a><a href="/tag/dau-tu">Xúc tiến đầu tư</a>\
</div>
<div class="c-cmt"><h4>Bình luận</h4><textarea placeholder="Ý kiến của bạn..."></textarea><button>Gửi</button>
<div class="c-cmt__one"><b>Hoàng Thị Lan</b> <i>2 giờ trước</i><p>Mong các tỉnh sớm làm thật, đừng để nằm trên giấy.</p>
<a href="#">Thích (4)</a> <a href="#">Trả lời</a></div>
<div class="c-cmt__one"><b>Quang Dũng</b> <i>hôm qua</i><p>Cảm ơn quý báo đã đưa tin.</p><a href="#">Thích</a></div></div>\
</div>
<div class="c-more"><h2 class="c-more__name">Cùng chuyên mục</h2>{others}</div></section>
<aside class="l-col l-col--side"><div class="c-box"><h2>Đọc nhiều nhất</h2><ol>
<li><a href="/xa-hoi/khong-khi-lanh-tang-cuong-55120.html">Không khí lạnh tăng cường từ đêm nay</a></li>
<li><a href="/xa-hoi/gia-ca-phe-hom-nay-55118.html">Giá cà phê hôm nay</a></li></ol></div>
<div class="c-box c-poll"><h2>Bình chọn</h2><p>Theo bạn, giao diện mới của Báo Mẫu thế nào?</p><label>\
<input type="radio">Rất đẹp</label>
<label><input type="radio">Cần sửa thêm</label><button>Biểu quyết</button><a href="#">Xem kết quả</a></div></aside></main>
<footer class="l-foot"><p><b>BÁO MẪU ĐIỆN TỬ</b></p><p>Giấy phép số 123/GP-BTTTT cấp ngày 05/4/2022</p>
<p>Tổng Biên tập: <b>Đỗ Văn Mẫu</b> - Phó Tổng Biên tập: <b>Vũ Thị Mẫu</b></p>
<p>Tòa soạn: số 10, đường Mẫu. Đường dây nóng: 0900.000.000. Email: toasoan@baomau.example</p></footer></body></html>"""


def district_facts(piece: Piece) -> str:
    """A district's portal on ASP.NET: no headings, a twelve-hour clock (SA/CH), breaks for paragraphs, facts listed at the end."""
    at = piece.at
    hour = at.hour % 12 or 12
    half = "SA" if at.hour < 12 else "CH"
    facts = "<dt>Người đăng:</dt><dd>Quản trị cổng</dd>"
    facts += f"<dt>Người viết:</dt><dd>{escape(piece.author)}</dd>" if piece.author else ""
    facts += f"<dt>Nguồn bài:</dt><dd>{escape(piece.credit)}</dd>" if piece.credit else ""
    text = "<br />\n<br />\n".join(f"&nbsp; &nbsp; {escape(line)}" for line in piece.paragraphs)
    others = links_of(
        piece,
        '<div class="khac-item"><span class="glyphicon glyphicon-menu-right"></span> <a href="{address}">{title}</a>'
        ' <span class="khac-ngay">15/11/2026 9:15:00 SA</span></div>',
    )
    summary = f'<div class="ct-trichyeu">{escape(piece.lead)}</div>' if piece.lead else ""
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8" /><meta http-equiv="X-UA-Compatible" content="IE=edge" />
<title>Cổng thông tin điện tử huyện Mẫu - Chi tiết tin</title><link href="/Content/bootstrap.min.css" rel="stylesheet" />
<meta name="keywords" content="huyen mau, cong thong tin dien tu, ubnd huyen" /></head><body>
<div class="container" id="khung"><div id="bn"><img src="/Uploads/banner-huyen.jpg" alt="CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN MẪU" />
<div class="bn-ngay">Hôm nay: 30/11/2026 7:52:31 SA</div></div>
<div class="navbar navbar-default"><ul class="nav navbar-nav"><li><a href="/Home">TRANG CHỦ</a></li><li class="dropdown">\
<a href="#">GIỚI THIỆU</a>
<ul class="dropdown-menu"><li><a href="/GioiThieu/1">Điều kiện tự nhiên</a></li><li><a href="/GioiThieu/2">Bộ máy tổ chức\
</a></li></ul></li>
<li><a href="/Tin/7">TIN HOẠT ĐỘNG</a></li><li><a href="/VanBan">VĂN BẢN</a></li><li><a href="/HoiDap">HỎI ĐÁP</a></li></ul>\
</div>
<marquee scrollamount="3">Nhiệt liệt chào mừng kỷ niệm Ngày thành lập huyện Mẫu - Sống, làm việc theo Hiến pháp và pháp luật\
</marquee>
<div class="row"><div class="col-md-3" id="trai"><div class="khoi"><div class="khoi-ten">DANH MỤC</div>
<a href="/Tin/8">Kinh tế - Xã hội</a><a href="/Tin/9">Tin từ các xã, thị trấn</a><a href="/Tin/10">Thông tin quy hoạch</a>\
</div>
<div class="khoi"><div class="khoi-ten">THĂM DÒ Ý KIẾN</div><div>Ông (bà) có hài lòng với bộ phận một cửa huyện?</div>
<div><input type="radio" name="td" /> Hài lòng (512)</div><div><input type="radio" name="td" /> Chưa hài lòng (31)</div>
<button type="button">Gửi ý kiến</button></div>
<div class="khoi"><div class="khoi-ten">THỐNG KÊ TRUY CẬP</div><div>Đang online: 17</div><div>Hôm nay: 642</div>
<div>Tổng lượt truy cập: 2.518.904</div></div></div>
<div class="col-md-9" id="phai"><div class="duongdan"><a href="/Home">Trang chủ</a> / <a href="/Tin/7">Tin hoạt động\
</a> / Xem tin</div>
<div class="ct"><div class="ct-ten">{escape(piece.title)}</div>
<div class="ct-dong"><span class="ct-ngay">{at.day:02d}/{at.month:02d}/{at.year} {hour}:{at:%M}:00 {half}</span>
<span class="pull-right">Cỡ chữ: <a href="#">A-</a> <a href="#">A</a> <a href="#">A+</a> | Tương phản | \
<a href="#">Đọc bài viết</a></span></div>
{summary}<div class="ct-noidung"><table class="ct-anh" align="center"><tr><td><img src="/Uploads/{piece.number}.jpg" /></td>\
</tr>
<tr><td align="center"><i>Quang cảnh trung tâm huyện</i></td></tr></table>
{text}</div>
<dl class="dl-horizontal ct-tt">{facts}<dt>Lượt xem:</dt><dd>1.087</dd></dl>
<div class="ct-sao">Đánh giá bài viết: <span>★★★★☆</span> 4,2/5 (11 đánh giá)</div>
<div class="ct-nut"><a href="#">Chia sẻ lên Facebook</a> <a href="#">Zalo</a> <a href="/Tin/In/{piece.number}">Bản in</a> \
<a href="#">Lên đầu trang</a></div>
<div class="ct-tep">Tệp đính kèm: không có</div></div>
<div class="khac"><div class="khoi-ten">TIN ĐÃ ĐƯA</div>{others}
<div class="text-right"><a href="/Tin/7?trang=2">Xem thêm &raquo;</a></div></div></div></div>
<div id="chan"><p>CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN MẪU</p>\
<p>Cơ quan quản lý: Ủy ban nhân dân huyện Mẫu. Chịu trách nhiệm chính: ông Lò Văn Mẫu,
Chánh Văn phòng HĐND và UBND huyện</p>\
<p>Trụ sở: thị trấn Mẫu. ĐT: 0200 3800 000 - Fax: 0200 3800 001 - Email: ubndhuyen@mau.example</p>
<p>Ghi rõ nguồn "Cổng thông tin điện tử huyện Mẫu" khi phát hành lại thông tin.</p></div></div></body></html>"""


def department_brackets(piece: Piece) -> str:
    """A department's old page: the day in brackets after the title, in its cell; the lead opens the text; "Tin, ảnh:" ends it."""
    source = f'<div class="ctNguon">[ Nguồn tin: {escape(piece.credit)} ]</div>' if piece.credit else ""
    by = f'<div class="ctKy">{escape(worked("Tin, ảnh: ", piece.author))}</div>' if piece.author else ""
    lead = f'<p class="dau"><b>{escape(piece.lead)}</b></p>' if piece.lead else ""
    newer = (
        '<li><a href="?mod=tin&amp;id=9001">Lịch tiếp công dân tháng 12 của Giám đốc Sở</a> <font color="gray">(27/11/2026)'
        "</font></li>"
        '<li><a href="?mod=tin&amp;id=9002">Thông báo tuyển dụng viên chức</a> <font color="gray">(25/11/2026)</font></li>'
    )
    older = links_of(piece, '<li><a href="{address}">{title}</a> <font color="gray">(03/09/2026)</font></li>')
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>:: SỞ CÔNG THƯƠNG TỈNH MẪU ::</title>
<meta name="author" content="Trung tâm CNTT Mẫu"><link rel="stylesheet" type="text/css" href="style/so.css"></head>
<body topmargin="0" leftmargin="0"><table width="1000" align="center" cellpadding="0" cellspacing="0" border="0">
<tr><td colspan="3"><img src="images/top.gif" width="1000" height="150" alt="SỞ CÔNG THƯƠNG"></td></tr>
<tr><td colspan="3" class="mnTop"><a href="?mod=home">Trang chủ</a> | <a href="?mod=gt">Chức năng nhiệm vụ</a> |
<a href="?mod=tin">Tin tức</a> | <a href="?mod=tthc">Thủ tục hành chính</a> | <a href="?mod=lienhe">Liên hệ</a> | \
<a href="?mod=map">Sơ đồ trang</a></td></tr>
<tr><td colspan="3" class="bar"><script type="text/javascript">document.write(homnay());</script>
<form action="?mod=tim"><input name="tk" value="Tìm kiếm..."><input type="submit" value="Tìm"></form></td></tr>
<tr><td width="200" valign="top" class="cotTrai"><div class="tdMenu">QUẢN LÝ NGÀNH</div>
<a class="mn" href="?mod=tin&amp;c=1">Thương mại - Xuất nhập khẩu</a><br><a class="mn" href="?mod=tin&amp;c=2">Công nghiệp\
</a><br>
<a class="mn" href="?mod=tin&amp;c=3">Năng lượng</a><br><a class="mn" href="?mod=tin&amp;c=4">Xúc tiến thương mại</a><br>
<div class="tdMenu">GIÁ CẢ THỊ TRƯỜNG</div><table class="gia"><tr><td>Xăng RON 95</td><td>20.350</td></tr><tr><td>Gạo tẻ\
</td><td>17.000</td></tr></table>
<div class="tdMenu">LIÊN KẾT</div><select><option>-- Chọn website --</option><option>Bộ Công Thương</option>\
<option>UBND tỉnh</option></select></td>
<td width="600" valign="top" class="cotGiua"><div class="viTri">Trang chủ &gt;&gt; Tin tức &gt;&gt; Tin trong ngành</div>
<div class="ctTieuDe">{escape(piece.title)} <span class="ctNgay">({piece.at:%d/%m/%Y})</span></div>
<div class="ctNoiDung">{lead}
{paragraphs_of(piece)}
{by}{source}</div>
<div class="ctChiaSe"><a href="#"><img src="images/fb.gif" alt="Facebook"></a> <a href="#">\
<img src="images/mail.gif" alt="Gửi cho bạn bè"></a>
<a href="#"><img src="images/print.gif" alt="In bài"></a> Số lần đọc: 346</div>
<div class="gopY"><b>Góp ý cho bài viết</b><br>Họ tên: <input name="ht"> Email: <input name="em"><br><textarea name="nd">\
</textarea>
<br>Mã xác nhận: <img src="captcha.php"> <input type="submit" value="Gửi góp ý"></div>
<div class="tinKhac">Tin mới hơn:</div><ul>{newer}</ul>
<div class="tinKhac">Tin cũ hơn:</div><ul>{older}</ul></td>
<td width="200" valign="top" class="cotPhai"><div class="tdMenu">VĂN BẢN MỚI</div>
<p><a href="?mod=vb&amp;id=311">Số 1456/SCT-QLTM</a><br>V/v bình ổn thị trường dịp Tết<br><i>Ngày ban hành: 20/11/2026</i>\
</p>
<p><a href="?mod=vb&amp;id=308">Số 1398/KH-SCT</a><br>Kế hoạch kết nối cung cầu<br><i>Ngày ban hành: 11/11/2026</i></p>
<div class="tdMenu">QUẢNG CÁO</div><img src="images/hoicho.gif" alt="Hội chợ thương mại"><div class="tdMenu">LƯỢT TRUY CẬP\
</div><div>0 8 4 5 1 2 7</div></td></tr>
<tr><td colspan="3" class="chanTrang" align="center"><b>SỞ CÔNG THƯƠNG TỈNH MẪU</b>\
<br>Địa chỉ: 45 đường Mẫu, phường Mẫu. Điện thoại: (0200) 3.811.000<br>
Trưởng Ban biên tập: Bà Nguyễn Thị Mẫu - Giám đốc Sở. Email: sct@mau.example<br>Giấy phép số 07/GP-TTĐT ngày 14/3/2011</td>\
</tr></table></body></html>"""


def magazine_original(piece: Piece) -> str:
    """A ministry's magazine: name and long-hand date in one row, the lead beside the text, the source with a "copy link" box."""
    at = piece.at
    by = f'<span class="row-by__name">{escape(piece.author)}</span><i class="dot">•</i>' if piece.author else ""
    said = f"{_DAYS[at.weekday()]}, ngày {at.day} tháng {at.month} năm {at.year}, {at.hour} giờ {at:%M} phút"
    origin = (
        f'<div class="origin"><span class="origin__from">Theo {escape(piece.credit)}</span>'
        '<span class="origin__copy">Copy link</span><div class="origin__pop"><b>Link bài gốc</b><button>Lấy link!</button>'
        f'<span class="origin__url">https://goc.example{piece.address}</span></div></div>' if piece.credit else ""
    )  # fmt: skip
    text = [f'<p data-block="{number}">{escape(line)}</p>' for number, line in enumerate(piece.paragraphs, 1)]
    picture = (
        f'<div class="m-photo"><img src="https://cdn.tapchi.example/{piece.number}_1200.jpg" alt="{escape(piece.title)}">'
        '<div class="m-photo__cap">Ảnh minh họa: Tạp chí Mẫu</div></div>'
    )
    text.insert(1, picture)
    others = links_of(
        piece,
        '<div class="swiper-slide"><a href="{address}" title="{title}"><img src="/lazy.png" alt=""></a>'
        '<a class="s-name" href="{address}">{title}</a><span class="s-by">Lê Minh</span><span class="s-when">3 ngày trước'
        "</span></div>",
    )
    sapo = f'<div class="m-sapo"><p>{escape(piece.lead)}</p></div>' if piece.lead else ""
    return f"""<!doctype html>
<html lang="vi" prefix="og: http://ogp.me/ns#"><head><meta charset="utf-8"><title>{escape(piece.title)} - Tạp chí Mẫu</title>
<meta property="og:image" content="https://cdn.tapchi.example/{piece.number}_600.jpg">\
<meta name="robots" content="max-image-preview:large">
<link rel="icon" href="/favicon.ico"></head><body><div id="app" data-server-rendered="true">
<div class="m-head"><div class="m-head__row"><button class="burger" aria-label="Menu"></button>\
<a href="/" class="brand">TẠP CHÍ <em>MẪU</em></a>
<span class="issn">ISSN 0000-0000</span><a class="sub" href="/dat-bao">Đặt mua tạp chí in</a>\
<a class="lg" href="/en">English</a></div>
<div class="m-menu"><a href="/su-kien">Sự kiện</a><a href="/chinh-sach">Chính sách</a><a href="/dia-phuong">Địa phương</a>
<a href="/nghien-cuu">Nghiên cứu - Trao đổi</a><a href="/quoc-te">Quốc tế</a><a href="/da-phuong-tien">Đa phương tiện</a>\
</div></div>
<div class="m-hot"><b>Dòng sự kiện:</b><a href="/sk/dai-hoi">Đại hội Đảng các cấp</a><a href="/sk/xanh">Kinh tế xanh</a>\
</div>
<div class="m-page"><div class="m-page__left"><div class="stick"><a href="#">Thích 12</a><a href="#">Chia sẻ</a>\
<a href="#">Bình luận</a>
<a href="/dia-phuong">Trở lại Địa phương</a></div></div>
<div class="m-page__mid"><nav aria-label="breadcrumb"><ol><li><a href="/">Tạp chí</a></li><li>\
<a href="/dia-phuong">Địa phương</a></li></ol></nav>
<h1 class="m-name">{escape(piece.title)}</h1>
<div class="row-by">{by}<span class="row-by__when">{said}</span><span class="row-by__read">Thời gian đọc: 4 phút</span></div>
<div class="m-two">{sapo}<div class="m-text">{"".join(text)}</div></div>
{origin}<div class="m-donate">Nếu thấy bài viết hữu ích, mời bạn <a href="/dang-ky">đăng ký nhận bản tin</a> hằng tuần.</div>
<div class="m-kw"><a href="/tu-khoa/phat-trien-vung">#phát triển vùng</a> <a href="/tu-khoa/dia-phuong">#địa phương</a></div>
<div class="m-vote"><p>Bạn thấy bài viết này:</p><button>Hữu ích 18</button><button>Chưa hữu ích 1</button></div>
<div class="m-say"><p class="m-say__n">Bình luận (0)</p><input placeholder="Tên của bạn">\
<textarea placeholder="Viết bình luận có dấu..."></textarea></div>
<div class="m-next"><p class="m-next__t">Có thể bạn quan tâm</p><div class="swiper"><div class="swiper-wrapper">{others}\
</div></div></div></div>
<div class="m-page__right"><div class="w"><p class="w__t">Mới cập nhật</p><ul><li><time>09:30</time>\
<a href="/a/81120">Hội thảo về tín dụng xanh</a></li>
<li><time>09:05</time><a href="/a/81118">Góp ý dự thảo luật sửa đổi</a></li></ul></div>
<div class="w"><p class="w__t">Tạp chí in số 11/2026</p><img src="/bia-11.jpg" alt="Bìa số 11"></div></div></div>
<div class="m-foot"><p>TẠP CHÍ MẪU - DIỄN ĐÀN CỦA NGÀNH</p>\
<p>Phụ trách: Phó Tổng Biên tập Phan Văn Mẫu. Trụ sở: 2 phố Mẫu, Hà Nội</p>
<p>Điện thoại: 024.0000.0000. Quảng cáo: 0911.000.000. Giấy phép xuất bản số 45/GP-BTTTT ngày 09/02/2023</p>\
<p>© Toàn bộ bản quyền thuộc Tạp chí Mẫu</p></div>
</div></body></html>"""


# In the order in which they were first run.
TEMPLATES: dict[str, Template] = {
    "daily's name and source": daily_slash,
    "district's facts at the end": district_facts,
    "department's day in brackets": department_brackets,
    "magazine's link to the original": magazine_original,
}
# How a template prints an author, where otherwise than plainly.
SIGNED: dict[str, Callable[[str], str]] = {"department's day in brackets": partial(worked, "Tin, ảnh: ")}

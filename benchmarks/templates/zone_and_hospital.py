"""An industrial zones' authority and a hospital, by a stranger's hand."""

from collections.abc import Callable
from datetime import timedelta
from html import escape

from benchmarks.templates.piece import Piece, Template, links_of


def zone_authority(piece: Piece) -> str:
    """An industrial zones' authority on WebForms: labels that the server fills, the time as .NET prints it in Vietnamese (SA, CH).

    Date and source in one row under the title, the source's label printed even when it is empty; the name right and bold below.
    """
    at = piece.at
    shown = f"{at:%d/%m/%Y} {(at.hour - 1) % 12 + 1:02d}:{at:%M}:{7 + piece.at.minute % 50:02d} {'SA' if at.hour < 12 else 'CH'}"
    later, before = at + timedelta(days=6), at - timedelta(days=3)
    lines = [
        f'<p class="MsoNormal" style="text-align:justify;text-indent:36.0pt"><span style="font-size:14.0pt;'
        f'font-family:&quot;Times New Roman&quot;,serif">{escape(line)}<o:p></o:p></span></p>'
        for line in piece.paragraphs
    ]
    lines.insert(
        min(1, len(lines)),
        '<p class="MsoNormal" align="center" style="text-align:center"><img src="/Uploads/Images/kcn-mau-1.jpg" width="600" '
        'alt="" /></p><p class="MsoNormal" align="center" style="text-align:center"><i><span style="font-size:12.0pt">'
        "Một góc Khu công nghiệp Mẫu 2</span></i></p>",
    )
    name = (
        f'<div style="text-align:right;padding:8px 0"><span id="ctl00_cphMain_ucChiTiet_lblTacGia" '
        f'style="font-weight:bold;">{escape(piece.author)}</span></div>'
        if piece.author
        else '<div style="text-align:right;padding:8px 0"><span id="ctl00_cphMain_ucChiTiet_lblTacGia" style="font-weight:bold;"></span></div>'
    )
    lead = (
        f'<div class="ct-trichyeu"><span id="ctl00_cphMain_ucChiTiet_lblTrichYeu">{escape(piece.lead)}</span></div>'
        if piece.lead
        else ""
    )
    others = links_of(
        piece,
        '<tr><td class="bullet"><img src="/App_Themes/KKT/arrow.gif" alt="" /></td><td><a href="{address}">{title}</a> '
        f'<span class="ngay">({before:%d/%m/%Y})</span></td></tr>',
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head id="ctl00_Head1"><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>
	Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh Mẫu
</title><meta name="keywords" content="khu công nghiệp, khu kinh tế, đầu tư, IZA Mau" />
<link href="/App_Themes/KKT/style.css" type="text/css" rel="stylesheet" /></head>
<body><form name="aspnetForm" method="post" action="{escape(piece.address)}" id="aspnetForm">
<div><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwULLTE2MTY2ODcyMjkPZBYCZg9kFgICAw9kFgICAQ9kFgJmDw8WAh4EVGV4dAUK" /></div>
<div id="wrapper"><div id="banner"><a href="/"><img src="/App_Themes/KKT/banner.jpg" alt="Ban Quản lý Khu kinh tế" /></a>
<div class="lang"><a href="/vi-VN"><img src="/images/vn.gif" alt="Tiếng Việt" /></a><a href="/en-US"><img src="/images/en.gif" alt="English" /></a>
<a href="/ko-KR">한국어</a><a href="/ja-JP">日本語</a></div></div>
<div id="menu"><ul><li><a href="/Default.aspx">Trang chủ</a></li><li><a href="/gioi-thieu.aspx">Giới thiệu</a></li>
<li><a href="/khu-cong-nghiep.aspx">Khu công nghiệp</a></li><li><a href="/thu-tuc.aspx">Thủ tục hành chính</a></li>
<li><a href="/moi-goi-dau-tu.aspx">Dự án mời gọi đầu tư</a></li><li><a href="/van-ban.aspx">Văn bản</a></li>
<li><a href="/lien-he.aspx">Liên hệ</a></li></ul></div>
<div id="thanhngay"><span id="ctl00_lblNgay">Thứ Hai, 30/11/2026 10:41:22 SA</span>
<div class="timkiem"><input name="ctl00$txtTim" type="text" value="Nhập từ khóa..." /><input type="submit" name="ctl00$btnTim" value="Tìm" /></div></div>
<div id="left"><div class="box"><div class="box-t">THÔNG TIN NHÀ ĐẦU TƯ</div><ul><li><a href="/quy-trinh.aspx">Quy trình cấp GCN đăng ký đầu tư</a></li>
<li><a href="/gia-thue-dat.aspx">Giá thuê đất, phí hạ tầng</a></li><li><a href="/lao-dong.aspx">Lao động - Tiền lương</a></li></ul></div>
<div class="box"><div class="box-t">TIN ĐỌC NHIỀU</div><ul><li><a href="/tin/1190/khoi-cong-nha-may-linh-kien.aspx">Khởi công nhà máy linh kiện
tại KCN Mẫu 1</a> <span class="ngay">({later:%d/%m/%Y})</span></li><li><a href="/tin/1032/danh-muc-du-an.aspx">Danh mục dự án thu hút đầu tư</a>
<span class="ngay">(15/01/2026)</span></li></ul></div>
<div class="box"><div class="box-t">THỐNG KÊ TRUY CẬP</div><p>Đang online: <b>27</b><br />Hôm nay: <b>1.204</b><br />Tổng lượt: <b>5.310.778</b></p></div></div>
<div id="content"><div class="duongdan"><a href="/Default.aspx">Trang chủ</a> &raquo; <a href="/tin-tuc.aspx">Tin tức - Sự kiện</a> &raquo;
<a href="/tin-tuc/kkt.aspx">Hoạt động của Ban</a></div>
<div class="ct-tieude"><span id="ctl00_cphMain_ucChiTiet_lblTieuDe">{escape(piece.title)}</span></div>
<div class="ct-ngay"><span id="ctl00_cphMain_ucChiTiet_lblNgayDang">Ngày đăng: {shown}</span>
&nbsp;&nbsp;&nbsp;<span id="ctl00_cphMain_ucChiTiet_lblNguon">Nguồn: {escape(piece.credit or "")}</span>
&nbsp;&nbsp;&nbsp;<span>Lượt xem: <span id="ctl00_cphMain_ucChiTiet_lblLuotXem">318</span></span></div>
<div class="ct-congcu"><a href="javascript:window.print();"><img src="/images/print.gif" alt="In" /> In trang</a>
<a href="#"><img src="/images/mail.gif" alt="" /> Gửi email</a><a href="#"><img src="/images/fb.gif" alt="Facebook" /></a></div>
{lead}
<div class="ct-noidung"><span id="ctl00_cphMain_ucChiTiet_lblNoiDung">{"".join(lines)}</span></div>
{name}
<div class="ct-file"><span id="ctl00_cphMain_ucChiTiet_lblFile"></span></div>
<div class="ct-phanhoi"><b>Gửi ý kiến phản hồi</b><table><tr><td>Họ tên</td><td><input name="ctl00$cphMain$txtHoTen" type="text" /></td></tr>
<tr><td>Nội dung</td><td><textarea name="ctl00$cphMain$txtND" rows="3" cols="40"></textarea></td></tr>
<tr><td>Mã xác nhận</td><td><input name="ctl00$cphMain$txtMa" type="text" /></td></tr></table></div>
<div class="tinkhac"><div class="tinkhac-t">Các tin đã đưa</div><table>{others}
<tr><td class="bullet"><img src="/App_Themes/KKT/arrow.gif" alt="" /></td><td><a href="/tin/1177/tiep-doan-doanh-nghiep.aspx">Tiếp đoàn doanh nghiệp Hàn Quốc
tìm hiểu môi trường đầu tư</a> <span class="ngay">({before - timedelta(days=9):%d/%m/%Y})</span></td></tr></table></div></div>
<div id="right"><div class="box"><div class="box-t">LIÊN KẾT WEBSITE</div><select><option>-- Cổng TTĐT tỉnh --</option><option>Bộ Tài chính</option>
<option>Cục Đầu tư nước ngoài</option></select></div><div class="box"><div class="box-t">THĂM DÒ Ý KIẾN</div><p>Ông (bà) đánh giá thế nào về việc giải quyết
thủ tục hành chính của Ban?</p><input type="radio" name="rb" />Hài lòng<br /><input type="radio" name="rb" />Chưa hài lòng<br />
<input type="submit" value="Biểu quyết" /></div></div>
<div id="footer"><p><b>BAN QUẢN LÝ KHU KINH TẾ VÀ CÁC KHU CÔNG NGHIỆP TỈNH MẪU</b></p><p>Địa chỉ: Khu hành chính tập trung, phường Mẫu, tỉnh Mẫu.
ĐT: 0230.3000.000 - Fax: 0230.3000.001</p><p>Chịu trách nhiệm nội dung: Ông Vũ Văn Mẫu - Phó Trưởng ban</p>
<p>Ghi rõ nguồn "Ban Quản lý KKT tỉnh Mẫu" khi phát hành lại thông tin từ website này</p></div></div></form></body></html>"""


def hospital_facts(piece: Piece) -> str:
    """A provincial hospital: nothing but the title above the text; a definition list under it says when, who and from where.

    The list's terms are always printed, their descriptions are empty when there is nothing to tell.
    """
    at = piece.at
    text = "".join(f"<p>{escape(line)}</p>\n" for line in piece.paragraphs)
    lead = f'<p class="post-desc"><em>{escape(piece.lead)}</em></p>' if piece.lead else ""
    older = at - timedelta(days=12)
    others = links_of(
        piece,
        '<div class="col-md-4 item"><a href="{address}"><img src="/storage/thumbs/bv.jpg" alt="{title}"></a>'
        '<h4><a href="{address}">{title}</a></h4>'
        f'<small><i class="bi bi-calendar3"></i> {older:%d/%m/%Y}</small></div>',
    )
    return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="csrf-token" content="q7hYbV2oL"><title>{escape(piece.title)} | Bệnh viện Đa khoa tỉnh Mẫu</title>
<meta name="description" content="Bệnh viện Đa khoa tỉnh Mẫu - Bệnh viện hạng I trực thuộc Sở Y tế"><meta name="author" content="BVĐK tỉnh Mẫu">
<meta property="og:title" content="{escape(piece.title)}"><meta property="og:type" content="website"><meta property="og:image" content="/storage/logo-bv.png">
<link rel="stylesheet" href="/assets/css/app.css?v=1.8"></head><body>
<div class="topbar"><div class="container"><span><i class="bi bi-telephone-fill"></i> Cấp cứu 24/24: 0219 3000 115</span>
<span><i class="bi bi-clock"></i> Thứ 2 - Thứ 6: 07:00 - 17:00 | Thứ 7: 07:00 - 11:30</span><a href="/dang-nhap">Tra cứu kết quả xét nghiệm</a></div></div>
<header class="container"><a class="logo" href="/"><img src="/storage/logo-bv.png" alt="Bệnh viện Đa khoa tỉnh Mẫu"></a>
<div class="slogan">Tận tâm - Chuyên nghiệp - Nghĩa tình</div><a class="btn btn-danger" href="/dat-lich-kham">Đặt lịch khám</a></header>
<nav class="navbar"><ul><li><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu</a></li><li><a href="/khoa-phong">Khoa - Phòng</a></li>
<li><a href="/doi-ngu-bac-si">Đội ngũ bác sĩ</a></li><li class="active"><a href="/tin-tuc">Tin tức</a></li><li><a href="/bang-gia">Bảng giá dịch vụ</a></li>
<li><a href="/dau-thau">Mời thầu - Báo giá</a></li><li><a href="/hoi-dap">Hỏi đáp</a></li></ul></nav>
<section class="page-title"><div class="container"><h2>Tin tức - Sự kiện</h2><ol class="breadcrumb"><li><a href="/">Trang chủ</a></li>
<li><a href="/tin-tuc">Tin tức</a></li><li class="active">Tin hoạt động</li></ol></div></section>
<main class="container"><div class="row"><div class="col-lg-8"><div class="post-detail">
<h1 class="post-name">{escape(piece.title)}</h1>
{lead}
<div class="post-body">{text}<p style="text-align:center"><img src="/storage/2026/hoi-truong.jpg" alt=""></p>
<p style="text-align:center"><em>Quang cảnh tại hội trường lớn Bệnh viện</em></p></div>
<dl class="post-info"><dt>Ngày đăng</dt><dd>{at:%H}h{at:%M} ngày {at:%d/%m/%Y}</dd>
<dt>Chuyên mục</dt><dd><a href="/tin-tuc/tin-hoat-dong">Tin hoạt động</a></dd>
<dt>Người viết</dt><dd>{escape(piece.author or "")}</dd>
<dt>Nguồn</dt><dd>{escape(piece.credit or "")}</dd>
<dt>Lượt đọc</dt><dd>1.027</dd></dl>
<div class="post-share"><span>Chia sẻ:</span> <a href="#"><i class="bi bi-facebook"></i></a> <a href="#"><i class="bi bi-messenger"></i></a>
<a href="#">Zalo</a> <a href="#"><i class="bi bi-printer"></i></a></div></div>
<div class="post-comment"><h3>Bình luận (1)</h3><div class="cm"><b>Trần Thị Mẫu</b> <time>20/11/2026 19:40</time><p>Cảm ơn các y bác sĩ khoa Nội đã
tận tình cứu chữa cho mẹ tôi.</p></div><form><input name="name" placeholder="Họ tên *"><textarea placeholder="Nội dung *"></textarea><button>Gửi</button></form></div>
<div class="related"><h3>Bài viết liên quan</h3><div class="row">{others}</div></div></div>
<aside class="col-lg-4"><div class="widget"><h4>Lịch trực tuần 48 (23/11 - 29/11/2026)</h4><table><tr><th>Trực lãnh đạo</th><td>BSCKII. Hoàng Văn Mẫu</td></tr>
<tr><th>Trực Nội</th><td>BSCKI. Lý Thị Mẫu</td></tr></table></div>
<div class="widget"><h4>Xem nhiều nhất</h4><ul><li><a href="/tin-tuc/phong-benh-cum-mua">Phòng bệnh cúm mùa cho người cao tuổi</a><small>02/10/2026</small></li>
<li><a href="/tin-tuc/ky-thuat-tan-soi">Triển khai kỹ thuật tán sỏi qua da</a><small>{at + timedelta(days=20):%d/%m/%Y}</small></li></ul></div>
<div class="widget"><h4>Bác sĩ tư vấn</h4><p>ThS.BS Nguyễn Văn Mẫu - Trưởng khoa Tim mạch</p></div>
<div class="widget"><h4>Khảo sát hài lòng người bệnh</h4><a href="/khao-sat">Tham gia ngay</a></div></aside></div></main>
<footer><div class="container"><h5>BỆNH VIỆN ĐA KHOA TỈNH MẪU</h5><p>Số 11 đường Mẫu, phường Mẫu, tỉnh Mẫu</p><p>Hotline: 1900 0000 - Email: bvdk@mau.example</p>
<p>Giám đốc: TTƯT.BSCKII Phạm Văn Mẫu</p><p>Giấy phép hoạt động số 00012/MAU-GPHĐ cấp ngày 12/08/2019</p><p>© 2026 - Thiết kế bởi Công ty Mẫu Soft</p></div></footer>
</body></html>"""


TEMPLATES: dict[str, Template] = {
    "zone's labels that the server fills": zone_authority,
    "hospital's facts": hospital_facts,
}
SIGNED: dict[str, Callable[[str], str]] = {}

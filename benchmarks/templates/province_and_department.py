"""A province's portal and a department of tables, by a stranger's hand."""

from collections.abc import Callable
from html import escape

from benchmarks.templates.lines import bracketed, rows, theo
from benchmarks.templates.piece import Piece, Template, paragraphs_of


def province_line_and_list(piece: Piece) -> str:
    """Title h2 (the h1 is the site); date in a line with views and section; author and source in a <dl> that always stands."""
    title, lead = escape(piece.title), escape(piece.lead)
    source = f'<a href="#" rel="nofollow">{escape(piece.credit)}</a>' if piece.credit else ""
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title} | Cổng Thông tin điện tử tỉnh Phú Thọ</title>
<meta name="description" content="{lead}">
<meta name="author" content="Cổng Thông tin điện tử tỉnh Phú Thọ">
<meta name="copyright" content="Trung tâm Công nghệ thông tin và Truyền thông">
<link rel="canonical" href="{escape(piece.address)}">
<link rel="stylesheet" href="/static/portal/v3/main.min.css?v=20240611">
</head>
<body class="portal page-detail">
<header id="top">
 <div class="top-bar"><span class="now">Thứ Hai, ngày 23 tháng 11 năm 2026, 08:12</span>
  <a href="/so-do-cong">Sơ đồ cổng</a> <a href="/rss">RSS</a> <a href="/en">English</a></div>
 <h1 class="logo"><a href="/">Cổng Thông tin điện tử tỉnh Phú Thọ</a></h1>
 <nav class="menu-main"><ul>
  <li><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu</a></li>
  <li><a href="/tin-tuc">Tin tức - Sự kiện</a><ul><li><a href="/tin-tuc/chi-dao-dieu-hanh">Chỉ đạo, điều hành</a></li>
  <li><a href="/tin-tuc/kinh-te">Kinh tế</a></li><li><a href="/tin-tuc/van-hoa-xa-hoi">Văn hóa - Xã hội</a></li></ul></li>
  <li><a href="/van-ban">Văn bản</a></li><li><a href="/dich-vu-cong">Dịch vụ công</a></li><li><a href="/hoi-dap">Hỏi đáp</a></li>
 </ul></nav>
</header>
<div class="wrapper">
 <ol class="duong-dan"><li><a href="/">Trang chủ</a></li><li><a href="/tin-tuc">Tin tức - Sự kiện</a></li><li>Chỉ đạo, điều hành</li></ol>
 <main class="cot-chinh">
  <section class="bai-viet">
   <h2 class="bai-viet__ten">{title}</h2>
   <p class="bai-viet__dong"><i class="ico ico-clock"></i> Ngày đăng: {piece.at:%d/%m/%Y - %H:%M} &nbsp;|&nbsp; Lượt xem: 1.406
    &nbsp;|&nbsp; Chuyên mục: <a href="/tin-tuc/chi-dao-dieu-hanh">Chỉ đạo, điều hành</a>
    &nbsp;|&nbsp; <a href="#" class="cochu">A-</a> <a href="#" class="cochu">A+</a></p>
   <div class="bai-viet__chiase"><a href="#">Facebook</a><a href="#">Zalo</a><a href="#">Gửi email</a><a href="#">In bài</a>
    <audio controls src="/tts/{piece.number}.mp3"></audio></div>
   <div class="bai-viet__tomtat"><p>{lead}</p></div>
   <div class="bai-viet__noidung">
{paragraphs_of(piece, "p", ' style="text-align: justify;"')}
   </div>
   <dl class="bai-viet__xuatxu">
    <dt>Tác giả</dt><dd>{escape(piece.author)}</dd>
    <dt>Nguồn tin</dt><dd>{source}</dd>
   </dl>
   <div class="danh-gia">Đánh giá bài viết: <span>★★★★★</span> (4.5/5 - 12 lượt)</div>
   <div class="bai-viet__khac">
    <h3>Tin cùng chuyên mục</h3>
    <ul>
{rows(piece, '<li><a href="{address}">{title}</a> <span class="ngay">({date})</span></li>', "%d/%m/%Y - %H:%M")}
    </ul>
   </div>
  </section>
 </main>
 <aside class="cot-phai">
  <div class="khoi"><h3>Đọc nhiều nhất</h3><ul>
{rows(piece, '<li><a href="{address}">{title}</a><small>{views} lượt xem</small></li>', last=4)}
  </ul></div>
  <div class="khoi"><h3>Thông báo</h3><ul><li><a href="/thong-bao/118">Lịch tiếp công dân của Chủ tịch UBND tỉnh tháng 11</a></li>
   <li><a href="/thong-bao/117">Thông báo tuyển dụng viên chức năm 2026</a></li></ul></div>
  <div class="khoi thong-ke"><h3>Thống kê truy cập</h3><p>Đang truy cập: 214</p><p>Hôm nay: 9.870</p><p>Tổng: 48.112.906</p></div>
 </aside>
</div>
<footer><p><b>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH PHÚ THỌ</b></p>
 <p>Cơ quan chủ quản: UBND tỉnh Phú Thọ. Chịu trách nhiệm: Bà Nguyễn Thị Mẫu, Phó Chánh Văn phòng UBND tỉnh</p>
 <p>Địa chỉ: Đường Trần Phú, phường Việt Trì, tỉnh Phú Thọ. Điện thoại: 0210 3000 000. Giấy phép số 12/GP-TTĐT ngày 14/02/2024</p>
 <p>Ghi rõ nguồn "Cổng TTĐT tỉnh Phú Thọ" khi phát hành lại thông tin từ trang này</p></footer>
</body></html>"""


def department_text_in_cell(piece: Piece) -> str:
    """Title a bold cell with the day in brackets after it; the text bare in a <td>; "Name (Theo Source)" at its end."""
    title, lead = escape(piece.title), escape(piece.lead)
    text = "<br />\n<br />\n".join(escape(text) for text in piece.paragraphs)
    name = f"<b>{escape(piece.author)}</b>" if piece.author else ""
    source = f"<i>{escape(bracketed(theo(piece.credit)))}</i>" if piece.credit else ""
    sign = f'<div align="right">{" ".join(part for part in (name, source) if part)}</div>' if name or source else ""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Sở Công Thương tỉnh Quảng Ngãi</title>
<link href="css/style.css" rel="stylesheet" type="text/css" /><script type="text/javascript" src="js/menu.js"></script></head>
<body topmargin="0" leftmargin="0">
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0" bgcolor="#FFFFFF">
<tr><td colspan="3"><img src="images/banner.jpg" width="1000" height="140" alt="Sở Công Thương tỉnh Quảng Ngãi" /></td></tr>
<tr><td colspan="3" bgcolor="#0B5AA2"><table width="100%"><tr>
 <td class="menu"><a href="index.aspx">TRANG CHỦ</a></td><td class="menu"><a href="gioithieu.aspx">GIỚI THIỆU</a></td>
 <td class="menu"><a href="tintuc.aspx">TIN TỨC</a></td><td class="menu"><a href="vanban.aspx">VĂN BẢN</a></td>
 <td class="menu"><a href="thutuc.aspx">THỦ TỤC HÀNH CHÍNH</a></td><td class="menu"><a href="lienhe.aspx">LIÊN HỆ</a></td></tr></table></td></tr>
<tr><td colspan="3" height="24" class="ngaythang">Hôm nay, Thứ Hai ngày 23/11/2026&nbsp;&nbsp;<marquee width="600">Chào mừng đến với trang thông tin điện tử Sở Công Thương</marquee></td></tr>
<tr>
<td width="190" valign="top">
 <table width="100%" class="box"><tr><td class="boxtitle">DANH MỤC</td></tr>
  <tr><td><a href="tintuc.aspx?id=1">Tin hoạt động của Sở</a></td></tr><tr><td><a href="tintuc.aspx?id=2">Công nghiệp - Năng lượng</a></td></tr>
  <tr><td><a href="tintuc.aspx?id=3">Thương mại - Xuất nhập khẩu</a></td></tr><tr><td><a href="tintuc.aspx?id=4">Khuyến công</a></td></tr></table>
 <table width="100%" class="box"><tr><td class="boxtitle">LIÊN KẾT</td></tr><tr><td><select><option>-- Chọn liên kết --</option>
  <option>Bộ Công Thương</option><option>UBND tỉnh Quảng Ngãi</option></select></td></tr></table>
 <table width="100%" class="box"><tr><td class="boxtitle">LƯỢT TRUY CẬP</td></tr><tr><td align="center">2.318.440</td></tr></table>
</td>
<td width="610" valign="top">
 <table width="100%" cellpadding="4">
  <tr><td class="duongdan"><a href="index.aspx">Trang chủ</a> &raquo; <a href="tintuc.aspx">Tin tức</a> &raquo; Tin hoạt động của Sở</td></tr>
  <tr><td class="tieudetin"><b>{title}</b> <span class="ngay">({piece.at:%d/%m/%Y})</span></td></tr>
  <tr><td class="trichdan"><b>{lead}</b></td></tr>
  <tr><td class="noidungtin" align="justify"><img src="upload/tin/{piece.number}.jpg" width="420" align="center" alt="" /><br />
{text}
<br /><br />
{sign}</td></tr>
  <tr><td align="right"><a href="javascript:history.back()">Quay lại</a> | <a href="javascript:window.print()">In trang</a> | <a href="#">Gửi bạn bè</a></td></tr>
  <tr><td class="tinkhac"><b>Các tin khác:</b><br />
{rows(piece, '&bull; <a href="{address}">{title}</a> <span class="ngay">({date})</span><br />')}
  </td></tr>
 </table>
</td>
<td width="200" valign="top">
 <table width="100%" class="box"><tr><td class="boxtitle">TIN XEM NHIỀU</td></tr>
{rows(piece, '<tr><td><img src="images/dot.gif" alt="" /> <a href="{address}">{title}</a></td></tr>', last=3)}
 </table>
 <table width="100%" class="box"><tr><td class="boxtitle">GIÁ CẢ THỊ TRƯỜNG</td></tr><tr><td>Ngày 23/11/2026<br />Xăng RON 95-III: 20.490 đ/lít<br />Dầu DO 0,05S: 18.770 đ/lít</td></tr></table>
</td>
</tr>
<tr><td colspan="3" align="center" class="footer">SỞ CÔNG THƯƠNG TỈNH QUẢNG NGÃI<br />Địa chỉ: 163 Hùng Vương, phường Cẩm Thành, tỉnh Quảng Ngãi<br />
Điện thoại: 0255.3000000 - Fax: 0255.3000000 - Email: lienhe@mau.example<br />Người chịu trách nhiệm chính: Ông Võ Văn Mẫu - Giám đốc Sở<br />Giấy phép số 05/GP-TTĐT cấp ngày 12/6/2019</td></tr>
</table>
</body></html>"""


TEMPLATES: dict[str, Template] = {
    "province's line, list under the text": province_line_and_list,
    "department's text in a cell": department_text_in_cell,
}
SIGNED: dict[str, Callable[[str], str]] = {}

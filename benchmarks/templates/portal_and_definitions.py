"""A provincial portal of tables in tables and a department's list of definitions, by a stranger's hand."""

from collections.abc import Callable
from datetime import timedelta
from html import escape

from benchmarks.templates.lines import half_day, label_and_source, rows
from benchmarks.templates.piece import Piece, Template, paragraphs_of


def portal_in_tables(piece: Piece) -> str:
    """Tables in tables, the text bare in a td with <br>; hour and day in brackets; "Tác giả:" and "Nguồn:" in a small table at the end."""
    title, lead = escape(piece.title), escape(piece.lead)
    text = "<br><br>\n".join(escape(paragraph) for paragraph in piece.paragraphs)
    at = piece.at
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Cổng thông tin điện tử tỉnh Phú Thọ</title>
<meta name="keywords" content="phu tho, cong thong tin, dat to, den hung" />
<link href="/Css/giaodien.css" rel="stylesheet" type="text/css" /></head>
<body>
<form method="post" action="/ChiTietTin.aspx?id={piece.number}" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MTA1MmRk" />
<table width="1000" align="center" cellpadding="0" cellspacing="0">
<tr><td colspan="3"><img src="/Images/banner.jpg" alt="Cổng thông tin điện tử tỉnh Phú Thọ" width="1000" /></td></tr>
<tr><td colspan="3" class="MenuNgang"><a href="/">TRANG CHỦ</a> | <a href="/gioithieu.aspx">GIỚI THIỆU</a> | <a href="/tintuc.aspx">TIN TỨC</a> | <a href="/vanban.aspx">VĂN BẢN</a> | <a href="/dichvucong.aspx">DỊCH VỤ CÔNG</a> | <a href="/hoidap.aspx">HỎI ĐÁP</a> | <a href="/sodo.aspx">SƠ ĐỒ</a></td></tr>
<tr><td colspan="2" class="DongHo">Thứ Hai, ngày 23 tháng 11 năm 2026 | 10:25:41</td><td class="TimKiem"><input type="text" name="ctl00$txtTim" /><input type="submit" value="Tìm kiếm" /></td></tr>
<tr>
<td width="180" valign="top">
 <table width="100%"><tr><td class="MenuDocTieuDe">DANH MỤC TIN</td></tr>
 <tr><td class="MenuDoc"><a href="/c1.aspx">Tin trong tỉnh</a></td></tr><tr><td class="MenuDoc"><a href="/c2.aspx">Chỉ đạo điều hành</a></td></tr><tr><td class="MenuDoc"><a href="/c3.aspx">Kinh tế</a></td></tr><tr><td class="MenuDoc"><a href="/c4.aspx">Văn hóa - Xã hội</a></td></tr><tr><td class="MenuDoc"><a href="/c5.aspx">Quốc phòng - An ninh</a></td></tr></table>
 <table width="100%"><tr><td class="MenuDocTieuDe">THỐNG KÊ TRUY CẬP</td></tr><tr><td>Đang truy cập: 214</td></tr><tr><td>Tổng lượt: 48.112.903</td></tr></table>
</td>
<td width="600" valign="top">
 <table width="100%" cellpadding="4">
 <tr><td class="DuongDan"><a href="/">Trang chủ</a> &gt; <a href="/tintuc.aspx">Tin tức</a> &gt; <a href="/c1.aspx">Tin trong tỉnh</a></td></tr>
 <tr><td class="TieuDeChiTiet">{title}</td></tr>
 <tr><td class="NgayChiTiet">({at:%H:%M} | {at:%d/%m/%Y}) &nbsp; <a href="javascript:inTin({piece.number})">Bản in</a> &nbsp; <a href="javascript:guiTin()">Gửi email</a> &nbsp; Cỡ chữ: <a href="#">A-</a> <a href="#">A+</a></td></tr>
 <tr><td class="TomTatChiTiet"><b>{lead}</b></td></tr>
 <tr><td align="center"><img src="/UploadFiles/{piece.number}.jpg" width="480" alt="" /></td></tr>
 <tr><td class="NoiDungChiTiet" align="justify">{text}</td></tr>
 <tr><td align="right"><table class="BangThuocTinh" cellpadding="2"><tr><td><i>Tác giả:</i></td><td><b>{escape(piece.author)}</b></td></tr><tr><td><i>Nguồn:</i></td><td><b>{escape(label_and_source(piece.credit)[1])}</b></td></tr></table></td></tr>
 <tr><td class="ChiaSe"><a href="#"><img src="/Images/fb.gif" alt="Facebook" /></a> <a href="#"><img src="/Images/zalo.gif" alt="Zalo" /></a> <a href="#top">Về đầu trang</a></td></tr>
 <tr><td class="TinKhacTieuDe">Các tin đã đưa</td></tr>
 <tr><td>
{rows(piece, '  <img src="/Images/bullet.gif" alt="" /> <a href="{address}">{title}</a> <span class="NgayNho">({date})</span><br />', "%d/%m/%Y %H:%M")}
 </td></tr>
 </table>
</td>
<td width="220" valign="top">
 <table width="100%"><tr><td class="CotPhaiTieuDe">TIN ĐỌC NHIỀU</td></tr>
{rows(piece, ' <tr><td class="CotPhai"><a href="{address}">{title}</a> ({views})</td></tr>', last=5)}
 </table>
 <table width="100%"><tr><td class="CotPhaiTieuDe">THĂM DÒ Ý KIẾN</td></tr><tr><td>Theo bạn, giao diện của Cổng như thế nào?</td></tr><tr><td><input type="radio" name="td" /> Đẹp <input type="radio" name="td" /> Bình thường <input type="radio" name="td" /> Cần đổi mới</td></tr></table>
 <table width="100%"><tr><td class="CotPhaiTieuDe">LIÊN KẾT</td></tr><tr><td><select><option>Sở, ban, ngành</option><option>Sở Tài chính</option><option>Sở Y tế</option></select></td></tr></table>
</td>
</tr>
<tr><td colspan="3" class="ChanTrang" align="center"><b>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH PHÚ THỌ</b><br />Cơ quan chủ quản: UBND tỉnh Phú Thọ. Trưởng Ban biên tập: Ông Nguyễn Văn Mẫu, Chánh Văn phòng UBND tỉnh<br />Giấy phép số 31/GP-TTĐT ngày 12/8/2025. Điện thoại: 0210 3000 000<br />Ghi rõ nguồn "phutho.mau.example" khi phát hành lại thông tin từ Cổng này</td></tr>
</table>
</form>
</body></html>"""


def department_definition_list(piece: Piece) -> str:
    """A definition list between title and lead: "Ngày đăng" (twelve hours, SA/CH), "Cập nhật", "Chuyên mục", "Người viết", "Nguồn", "Lượt xem"."""
    title, lead = escape(piece.title), escape(piece.lead)
    at = piece.at
    return f"""<!DOCTYPE html>
<html lang="vi-VN">
<head><meta charset="utf-8" />
<title>{title} | Sở Nông nghiệp và Môi trường tỉnh Quảng Ngãi</title>
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta property="og:title" content="{title}" /><meta property="og:description" content="{lead}" /><meta property="og:type" content="website" />
<link rel="stylesheet" href="/Content/bootstrap.min.css" /></head>
<body>
<div id="top-bar"><div class="container"><a href="mailto:snnmt@mau.example">snnmt@mau.example</a> <a href="tel:02553000000">0255 3000 000</a> <a href="/rss">RSS</a> <a href="/en">English</a></div></div>
<div id="banner" class="container"><a href="/"><img src="/Content/images/logo-so.png" alt="Quốc huy" /></a><p>ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI</p><p><strong>SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG</strong></p></div>
<div id="main-menu" class="navbar"><div class="container"><ul class="nav"><li><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu</a></li><li class="active"><a href="/tin-tuc">Tin tức - Sự kiện</a></li><li><a href="/trong-trot">Trồng trọt</a></li><li><a href="/chan-nuoi">Chăn nuôi - Thú y</a></li><li><a href="/thuy-san">Thủy sản</a></li><li><a href="/dat-dai">Đất đai</a></li><li><a href="/thu-tuc-hanh-chinh">Thủ tục hành chính</a></li></ul></div></div>
<div class="container" id="content">
<ol class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/tin-tuc">Tin tức - Sự kiện</a></li><li class="active">Tin hoạt động ngành</li></ol>
<div class="row">
 <div class="col-md-9 news-detail">
  <h2 class="news-detail-heading">{title}</h2>
  <dl class="dl-horizontal news-detail-info">
   <dt>Ngày đăng</dt><dd>{half_day(at)}</dd>
   <dt>Cập nhật</dt><dd>{half_day(at + timedelta(days=1, hours=1, minutes=12))}</dd>
   <dt>Chuyên mục</dt><dd><a href="/tin-tuc/hoat-dong-nganh">Tin hoạt động ngành</a></dd>
   <dt>Người viết</dt><dd>{escape(piece.author)}</dd>
   <dt>Nguồn</dt><dd>{escape(label_and_source(piece.credit)[1])}</dd>
   <dt>Lượt xem</dt><dd>1372</dd>
  </dl>
  <div class="news-tools"><button onclick="doc()">Nghe bài viết</button> <a href="/in/{piece.number}" target="_blank">In trang</a> <div class="zalo-share-button" data-href=""></div></div>
  <p class="news-detail-brief">{lead}</p>
  <div class="news-detail-body">
   <p style="text-align: center;"><img src="/Uploads/images/{piece.number}.jpg" alt="" /></p>
{paragraphs_of(piece, "p", ' style="text-align: justify;"')}
  </div>
  <div class="file-attach"><strong>Tệp đính kèm:</strong> <a href="/Uploads/files/{piece.number}.pdf">Ke-hoach-{piece.number}.pdf</a> (412 KB)</div>
  <div class="rating"><span>Đánh giá bài viết:</span> <i class="star"></i><i class="star"></i><i class="star"></i><i class="star"></i><i class="star"></i> (3 lượt)</div>
  <h4 class="other-heading">Tin cùng chuyên mục</h4>
  <ul class="other-news">
{rows(piece, '   <li><a href="{address}">{title}</a> <small>{date}</small></li>', "%d/%m/%Y")}
  </ul>
  <ul class="pagination"><li class="active"><a href="#">1</a></li><li><a href="#">2</a></li><li><a href="#">3</a></li><li><a href="#">»</a></li></ul>
 </div>
 <div class="col-md-3">
  <div class="panel"><div class="panel-heading">Tin xem nhiều</div><div class="panel-body">
{rows(piece, '   <div class="media"><img src="/Uploads/t.jpg" alt="" /><a href="{address}">{title}</a><p class="text-muted">{date}</p></div>', "%d/%m/%Y", last=5)}
  </div></div>
  <div class="panel"><div class="panel-heading">Giá nông sản</div><div class="panel-body"><table><tr><th>Mặt hàng</th><th>Giá</th></tr><tr><td>Lúa OM 5451</td><td>6.900 đ/kg</td></tr><tr><td>Heo hơi</td><td>61.000 đ/kg</td></tr></table><p>Ngày 22/11/2026</p></div></div>
  <div class="panel"><div class="panel-heading">Đường dây nóng</div><div class="panel-body"><p>Kiểm lâm: 0255 3000 111</p><p>Thú y: 0255 3000 222</p></div></div>
 </div>
</div>
</div>
<div id="footer"><div class="container"><p><strong>TRANG THÔNG TIN ĐIỆN TỬ SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG TỈNH QUẢNG NGÃI</strong></p><p>Địa chỉ: đường Hùng Vương, phường Cẩm Thành, tỉnh Quảng Ngãi</p><p>Chịu trách nhiệm chính: Ông Hồ Văn Mẫu, Giám đốc Sở</p><p>Thiết kế và phát triển: Trung tâm Chuyển đổi số</p></div></div>
</body></html>"""


TEMPLATES: dict[str, Template] = {
    "portal in tables": portal_in_tables,
    "department's definition list": department_definition_list,
}
SIGNED: dict[str, Callable[[str], str]] = {}

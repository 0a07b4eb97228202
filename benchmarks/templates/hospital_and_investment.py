"""A hospital's WebForms page and a centre's for investment, by a stranger's hand."""

from collections.abc import Callable
from functools import partial
from html import escape

from benchmarks.templates.lines import rows, theo
from benchmarks.templates.piece import Piece, Template, paragraphs_of, worked


def hospital_table_under_text(piece: Piece) -> str:
    """Spans with ids of the machine; under the text a table of section, day and hour, writer, source, views (empty cells stay)."""
    title, lead = escape(piece.title), escape(piece.lead)
    at = piece.at
    half = f"{at.hour % 12 or 12}:{at:%M} {'SA' if at.hour < 12 else 'CH'}"
    text = "\n".join(
        '<p style="margin: 6pt 0cm; text-align: justify; text-indent: 1cm;"><span style="font-size: 14pt;">'
        f'<span style="font-family: &quot;Times New Roman&quot;;">{escape(text)}</span></span></p>'
        for text in piece.paragraphs
    )
    return f"""<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml">
<head id="ctl00_Head1"><meta charset="utf-8" /><title>
	Bệnh viện Đa khoa tỉnh Bắc Ninh số 2 :: {title}
</title><meta name="keywords" content="bệnh viện, khám bệnh, chữa bệnh" /><link href="../App_Themes/BV/style.css" rel="stylesheet" /></head>
<body>
<form method="post" action="./ChiTietTin.aspx?id={piece.number}" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MTA1MmRk" />
<input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="90059987" />
<div id="banner"><a href="../Default.aspx"><img src="../images/banner-bv.jpg" alt="Bệnh viện Đa khoa tỉnh Bắc Ninh số 2" /></a><div id="hotline">Cấp cứu: 115 - Hotline: 0965 300 000</div></div>
<div id="menu"><ul><li><a href="../Default.aspx">Trang chủ</a></li><li><a href="../GioiThieu.aspx">Giới thiệu</a></li><li><a href="../KhoaPhong.aspx">Khoa - Phòng</a></li><li><a href="../TinTuc.aspx">Tin tức</a></li><li><a href="../BangGia.aspx">Bảng giá dịch vụ</a></li><li><a href="../DauThau.aspx">Đấu thầu</a></li><li><a href="../HoiDap.aspx">Hỏi đáp</a></li></ul></div>
<div id="sitemappath"><span id="ctl00_SiteMapPath1"><a href="../Default.aspx">Trang chủ</a> &gt; <a href="../TinTuc.aspx">Tin tức</a> &gt; <span>Hoạt động bệnh viện</span></span></div>
<div id="left">
 <div class="khung"><div class="khung-td">Đặt lịch khám</div><div class="khung-nd"><a href="../DatLich.aspx">Đăng ký khám trực tuyến</a><br />Giờ làm việc: 7:00 - 16:30, Thứ 2 đến Thứ 7</div></div>
 <div class="khung"><div class="khung-td">Tin nổi bật</div><div class="khung-nd"><ul>
{rows(piece, '<li><a href="{address}">{title}</a></li>', last=4)}
 </ul></div></div>
 <div class="khung"><div class="khung-td">Lịch trực</div><div class="khung-nd"><a href="../LichTruc.aspx">Lịch trực tuần 48 (23/11 - 29/11/2026)</a></div></div>
</div>
<div id="main">
 <div id="ctl00_ContentPlaceHolder1_UpdatePanel1">
  <div class="td-bai"><span id="ctl00_ContentPlaceHolder1_lblTieuDe">{title}</span></div>
  <div class="tt-bai"><span id="ctl00_ContentPlaceHolder1_lblTomTat" style="font-weight:bold;">{lead}</span></div>
  <div class="nd-bai"><span id="ctl00_ContentPlaceHolder1_lblNoiDung">
{text}
</span></div>
  <table id="ctl00_ContentPlaceHolder1_tblThongTin" class="bang-tt" cellspacing="0" border="1">
   <tr><th colspan="2">Thông tin bài viết</th></tr>
   <tr><td>Chuyên mục</td><td>Hoạt động bệnh viện</td></tr>
   <tr><td>Ngày đăng</td><td>{at:%d/%m/%Y} {half}</td></tr>
   <tr><td>Người viết</td><td>{escape(piece.author)}</td></tr>
   <tr><td>Nguồn bài</td><td>{escape(piece.credit)}</td></tr>
   <tr><td>Số lần xem</td><td>873</td></tr>
  </table>
  <div class="cs-bai"><a href="#">Chia sẻ Facebook</a> <a id="ctl00_ContentPlaceHolder1_lbtIn" href="javascript:__doPostBack('in','')">In bài viết</a></div>
  <div class="tin-cu"><div class="khung-td">Các bài viết khác</div>
   <table id="ctl00_ContentPlaceHolder1_dlTinKhac" cellspacing="0">
{rows(piece, '<tr><td><a href="{address}">{title}</a></td><td>{who}</td><td>{date}</td></tr>', "%d/%m/%Y")}
   </table></div>
  <div class="binh-luan"><span>Họ tên</span><input name="ctl00$txtTen" type="text" /><span>Nội dung</span><textarea name="ctl00$txtND"></textarea><input type="submit" value="Gửi ý kiến" /></div>
 </div>
</div>
<div id="footer"><b>BỆNH VIỆN ĐA KHOA TỈNH BẮC NINH SỐ 2</b><br />Địa chỉ: đường Lê Lợi, phường Bắc Giang, tỉnh Bắc Ninh<br />Điện thoại: 0204 3000 000 - Email: lienhe@mau.example<br />Chịu trách nhiệm: BSCKII Từ Quốc Hiệu - Giám đốc bệnh viện<br />Lượt truy cập: 3.902.114</div>
</form>
</body></html>"""


def investment_line_above_title(piece: Piece) -> str:
    """Section, day in words, hour and "Thực hiện: X" in a line above the h1; lead and "Theo Y" (linked, right-aligned) inside the text."""
    title, lead = escape(piece.title), escape(piece.lead)
    work = escape(worked("Thực hiện: ", piece.author))
    work = f' <span class="sep">•</span> <span>{work}</span>' if work else ""
    source = (
        f'<p class="text-end"><a href="#" target="_blank">{escape(theo(piece.credit))}</a></p>' if piece.credit else ""
    )
    at = piece.at
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, shrink-to-fit=no">
<title>{title} – Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch Tây Ninh</title>
<meta name="description" content="Invest in Tay Ninh - Cổng thông tin xúc tiến đầu tư">
<link rel="stylesheet" href="/build/app.css"><link rel="alternate" hreflang="en" href="/en/news/{piece.number}">
</head>
<body>
<div class="topline d-none d-md-block"><div class="container d-flex"><span>Hotline nhà đầu tư: 0276 3 000 000</span><span>USD 26.310 | JPY 168,4 | KRW 17,9</span><span>23 tháng 11, 2026 - 09:05</span><a href="/en">EN</a><a href="/ja">日本語</a><a href="/ko">한국어</a></div></div>
<nav class="navbar navbar-expand-lg"><div class="container"><a class="navbar-brand" href="/"><img src="/img/itc.svg" alt="Tây Ninh ITC"></a>
 <ul class="navbar-nav"><li class="nav-item"><a class="nav-link" href="/ve-tay-ninh">Về Tây Ninh</a></li><li class="nav-item"><a class="nav-link" href="/khu-cong-nghiep">Khu công nghiệp</a></li><li class="nav-item"><a class="nav-link" href="/du-an">Dự án kêu gọi đầu tư</a></li><li class="nav-item"><a class="nav-link" href="/huong-dan">Hướng dẫn đầu tư</a></li><li class="nav-item"><a class="nav-link active" href="/tin-tuc">Tin tức</a></li></ul></div></nav>
<div class="hero-sm"><div class="container"><h4>Tin tức</h4><nav aria-label="breadcrumb"><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">Trang chủ</a></li><li class="breadcrumb-item"><a href="/tin-tuc">Tin tức</a></li><li class="breadcrumb-item active">Tin đầu tư</li></ol></nav></div></div>
<div class="container"><div class="row">
<div class="col-lg-8">
 <div class="card card-news"><div class="card-body">
  <div class="small text-muted mb-2"><a href="/tin-tuc/dau-tu">Tin đầu tư</a> <span class="sep">•</span> <time>{at.day} tháng {at.month}, {at.year} - {at:%H:%M}</time>{work} <span class="sep">•</span> <span>512 lượt đọc</span></div>
  <h1 class="card-title h3">{title}</h1>
  <div class="rich-text">
<p><strong>{lead}</strong></p>
<p class="text-center"><img class="img-fluid" src="/storage/news/{piece.number}.webp" alt=""></p>
{paragraphs_of(piece)}
{source}
  </div>
  <div class="btn-group mt-3"><a class="btn btn-sm" href="#">Facebook</a><a class="btn btn-sm" href="#">LinkedIn</a><a class="btn btn-sm" href="#">Sao chép liên kết</a></div>
 </div></div>
 <div class="card mt-4"><div class="card-body"><h5>Bạn có hài lòng với thông tin trên trang?</h5><div class="form-check"><input type="radio" name="p"><label>Hài lòng</label></div><div class="form-check"><input type="radio" name="p"><label>Cần cải thiện</label></div></div></div>
 <h5 class="mt-4">Tin liên quan</h5>
 <div class="row">
{rows(piece, '<div class="col-md-4"><div class="card"><img class="card-img-top" src="/storage/t.webp" alt=""><div class="card-body"><a href="{address}">{title}</a><div class="small text-muted">{date}</div></div></div></div>', "%d/%m/%Y - %H:%M")}
 </div>
</div>
<div class="col-lg-4">
 <div class="card"><div class="card-header">Tin xem nhiều</div><div class="list-group">
{rows(piece, '<a class="list-group-item" href="{address}">{title} <small>{date}</small></a>', "%d/%m/%Y", last=5)}
 </div></div>
 <div class="card mt-3"><div class="card-header">Sự kiện sắp tới</div><div class="card-body"><p>Hội nghị gặp gỡ doanh nghiệp FDI<br><small>05/12/2026 - 08:30</small></p></div></div>
 <div class="card mt-3"><div class="card-header">Nhận bản tin</div><div class="card-body"><input type="email" placeholder="Email của bạn"><button class="btn">Đăng ký</button></div></div>
</div>
</div></div>
<footer class="footer"><div class="container"><div class="row"><div class="col-md-6"><h6>Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch tỉnh Tây Ninh</h6><p>Đường Cách mạng Tháng Tám, phường Tân Ninh, tỉnh Tây Ninh</p><p>Tel: (84-276) 3 822 233 · Email: lienhe@mau.example</p></div><div class="col-md-6"><p>Nguồn: ghi rõ "mau.example" khi sử dụng lại thông tin</p><p>© 2024 Tây Ninh ITC</p></div></div></div></footer>
</body>
</html>"""


TEMPLATES: dict[str, Template] = {
    "hospital's table under the text": hospital_table_under_text,
    "investment's line above the title": investment_line_above_title,
}
SIGNED: dict[str, Callable[[str], str]] = {
    "investment's line above the title": partial(worked, "Thực hiện: "),
}

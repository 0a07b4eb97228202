"""A commune's page signed with a pen name and a Party committee's with two names, by a stranger's hand."""

from collections.abc import Callable
from html import escape

from benchmarks.templates.lines import bracketed, is_plain_name, label_and_source, rows, theo, weekday
from benchmarks.templates.piece import Piece, Template, paragraphs_of


def _pen(author: str) -> str:
    """A plain name as newsrooms shorten it: "Nguyễn Thị Hoa" is "N.T.Hoa"."""
    words = author.split()
    if not is_plain_name(author):
        return author
    return "".join(f"{word[0]}." for word in words[:-1]) + words[-1]


def _pair(author: str) -> str:
    """The author and a colleague after a comma, where the byline is one plain name."""
    return f"{author}, Phạm Tường" if is_plain_name(author) else author


def commune_line_and_pen_name(piece: Piece) -> str:
    """Divs of meaningless class; section, day (no hour), views, "Nguồn: Y" in a line with bars under the title; a pen name as the text's last paragraph, bold, at the right."""
    title, lead = escape(piece.title), escape(piece.lead)
    at = piece.at
    label, name = label_and_source(piece.credit)
    source = f" | {label}{escape(name)}" if name else ""
    pen = (
        f'<div class="b3" style="text-align:right"><strong>{escape(_pen(piece.author))}</strong></div>'
        if piece.author
        else ""
    )
    return f"""<!DOCTYPE html>
<html>
<head><meta charset="UTF-8">
<title>Xã Ea Kar - {title}</title>
<link href="/s/main.css?v=31" rel="stylesheet"><script src="/s/main.js?v=31"></script></head>
<body>
<div class="a0"><div class="a1"><img src="/s/quochuy.png" alt=""><div class="a2">TRANG THÔNG TIN ĐIỆN TỬ<br>XÃ EA KAR - TỈNH ĐẮK LẮK</div></div></div>
<div class="a4"><div class="a5"><a href="/">Trang chủ</a></div><div class="a5"><a href="/gt">Giới thiệu</a></div><div class="a5"><a href="/tt">Tin tức</a></div><div class="a5"><a href="/cd">Chỉ đạo - Điều hành</a></div><div class="a5"><a href="/tb">Thông báo</a></div><div class="a5"><a href="/tthc">Thủ tục hành chính</a></div><div class="a5"><a href="/lh">Liên hệ</a></div></div>
<div class="a6"><marquee>Chào mừng bạn đến với Trang thông tin điện tử xã Ea Kar! Thứ Hai, 23/11/2026</marquee></div>
<div class="a7">
 <div class="a8">
  <div class="a9"><a href="/">Trang chủ</a> / <a href="/tt">Tin tức</a> / <a href="/tt/vhxh">Văn hóa - Xã hội</a></div>
  <div class="b0">{title}</div>
  <div class="b1">Văn hóa - Xã hội | {at:%d/%m/%Y} | 486 lượt xem{source}</div>
  <div class="b4"><a href="#">Facebook</a> <a href="#">Zalo</a> <a href="#">Sao chép liên kết</a></div>
  <div class="b2">{lead}</div>
  <div class="b5">
   <div class="b6"><img src="/u/{at:%Y/%m}/{piece.number}.jpg" alt=""></div>
{paragraphs_of(piece, "div", ' class="b3"')}
   {pen}
  </div>
  <div class="c0">Tin liên quan</div>
  <div class="c1">
{rows(piece, '   <div class="c2"><a href="{address}">{title}</a><div class="c3">{date} | {views} lượt xem</div></div>', "%d/%m/%Y")}
  </div>
 </div>
 <div class="a8n">
  <div class="c0">Xem nhiều</div>
{rows(piece, '  <div class="c4"><img src="/u/n.jpg" alt=""><a href="{address}">{title}</a></div>', last=4)}
  <div class="c0">Lịch tiếp công dân</div>
  <div class="c5">Chủ tịch UBND xã: Thứ Năm hằng tuần<br>Công an xã: 24/24 giờ</div>
  <div class="c0">Bình chọn</div>
  <div class="c5">Bạn có hài lòng khi làm thủ tục tại Trung tâm Phục vụ hành chính công xã?<br><input type="radio" name="v">Rất hài lòng<br><input type="radio" name="v">Hài lòng<br><input type="radio" name="v">Chưa hài lòng<br><a href="#">Gửi</a> <a href="#">Kết quả</a></div>
  <div class="c0">Thời tiết</div><div class="c5">Buôn Ma Thuột 24°C, có mưa rào</div>
  <div class="c0">Lượt truy cập</div><div class="c5">Hôm nay: 118<br>Tháng này: 4.920<br>Tất cả: 610.442</div>
 </div>
</div>
<div class="d0"><div class="d1">UBND XÃ EA KAR, TỈNH ĐẮK LẮK</div><div class="d2">Địa chỉ: đường Nguyễn Tất Thành, xã Ea Kar. Điện thoại: 0262 3000 000</div><div class="d2">Người chịu trách nhiệm: Y Mẫu Niê, Phó Chủ tịch UBND xã</div><div class="d2">Đơn vị hỗ trợ kỹ thuật: VNPT Đắk Lắk</div></div>
</body></html>"""


def party_names_under_lead(piece: Piece) -> str:
    """Weekday, day and hour above the title; two names without a label between lead and text; "(Theo Y)" in italics under the text."""
    title, lead = escape(piece.title), escape(piece.lead)
    at = piece.at
    names = f'<div class="tacgia-bai">{escape(_pair(piece.author))}</div>' if piece.author else ""
    source = f'<div class="nguon-bai"><em>{escape(bracketed(theo(piece.credit)))}</em></div>' if piece.credit else ""
    return f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title} - Trang thông tin điện tử Đảng bộ tỉnh Cà Mau</title>
<meta name="description" content="{lead}">
<meta name="author" content="Đảng bộ tỉnh Cà Mau">
<link rel="canonical" href="{escape(piece.address)}">
<link rel="stylesheet" href="/themes/dangbo/style.min.css">
</head>
<body class="trang-chi-tiet">
<header>
 <div class="dau-trang"><img src="/themes/dangbo/codang.png" alt="Đảng Cộng sản Việt Nam"><div class="ten-trang"><span>ĐẢNG CỘNG SẢN VIỆT NAM</span><strong>ĐẢNG BỘ TỈNH CÀ MAU</strong></div></div>
 <nav class="thanh-menu"><a href="/">Trang chủ</a><a href="/tinh-uy">Tỉnh ủy</a><a href="/tin-hoat-dong">Tin hoạt động</a><a href="/xay-dung-dang">Xây dựng Đảng</a><a href="/hoc-tap-bac">Học tập và làm theo Bác</a><a href="/van-kien">Văn kiện</a><a href="/bao-ve-nen-tang">Bảo vệ nền tảng tư tưởng</a></nav>
 <div class="hom-nay"><span id="dong-ho">Thứ Hai, 23/11/2026 10:25:08</span><form action="/tim-kiem"><input name="q" placeholder="Từ khóa tìm kiếm"><button>Tìm</button></form></div>
</header>
<main class="khung">
 <section class="cot-trai">
  <div class="duong-dan"><a href="/">Trang chủ</a> › <a href="/xay-dung-dang">Xây dựng Đảng</a></div>
  <article class="bai-viet">
   <div class="thoi-gian-bai">{weekday(at)}, {at:%d/%m/%Y}, {at:%H:%M} [GMT+7]</div>
   <h1>{title}</h1>
   <div class="cong-cu"><a href="#" class="fb">Chia sẻ</a><a href="#" class="in">In bài</a><a href="#" class="co-chu">A+</a><a href="#" class="co-chu">A-</a></div>
   <h2 class="trich-yeu">{lead}</h2>
   {names}
   <div class="than-bai">
    <figure class="anh-bai"><img src="/media/{at:%Y}/{piece.number}.jpg" alt=""></figure>
{paragraphs_of(piece)}
   </div>
   {source}
   <div class="the-bai"><span>Từ khóa:</span><a href="/the/tinh-uy">Tỉnh ủy</a><a href="/the/chi-bo">chi bộ</a><a href="/the/ca-mau">Cà Mau</a></div>
  </article>
  <div class="bai-lien-quan"><h3>Các tin khác</h3><ul>
{rows(piece, '<li><a href="{address}">{title}</a><i>({date})</i></li>', "%d/%m/%Y")}
  </ul></div>
 </section>
 <aside class="cot-phai">
  <div class="hop"><h3>Tin nổi bật</h3>
{rows(piece, '<div class="hop-tin"><a href="{address}"><img src="/media/t.jpg" alt=""></a><a href="{address}">{title}</a></div>', last=4)}
  </div>
  <div class="hop"><h3>Lời Bác dạy ngày này năm xưa</h3><p>"Cán bộ là cái gốc của mọi công việc."</p></div>
  <div class="hop"><h3>Văn bản mới</h3><ul><li><a href="/vb/1">Chỉ thị số 12-CT/TU ngày 09/10/2026</a></li><li><a href="/vb/2">Kế hoạch số 41-KH/TU ngày 02/10/2026</a></li></ul></div>
  <div class="hop"><h3>Liên kết website</h3><select><option>Báo điện tử Đảng Cộng sản Việt Nam</option><option>Tạp chí Cộng sản</option><option>Ban Tuyên giáo và Dân vận Trung ương</option></select></div>
 </aside>
</main>
<footer><p><b>TRANG THÔNG TIN ĐIỆN TỬ ĐẢNG BỘ TỈNH CÀ MAU</b></p><p>Cơ quan chủ quản: Tỉnh ủy Cà Mau. Chịu trách nhiệm: Ban Tuyên giáo và Dân vận Tỉnh ủy</p><p>Địa chỉ: đường Ngô Quyền, phường Tân Thành, tỉnh Cà Mau. Email: bbt@mau.example</p><p>© Bản quyền thuộc Đảng bộ tỉnh Cà Mau</p></footer>
</body></html>"""


TEMPLATES: dict[str, Template] = {
    "commune's line and pen name": commune_line_and_pen_name,
    "party's names under the lead": party_names_under_lead,
}
SIGNED: dict[str, Callable[[str], str]] = {
    "commune's line and pen name": _pen,
    "party's names under the lead": _pair,
}

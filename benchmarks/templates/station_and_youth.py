"""A radio and television station's page and a youth union's, by a stranger's hand."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from html import escape

from benchmarks.templates.lines import bracketed, label_and_source, rows, theo, weekday
from benchmarks.templates.piece import Piece, Template, paragraphs_of, worked


def station_name_and_agency(piece: Piece) -> str:
    """ "14h07, Thứ Ba ngày 05/03/2024" beside the section above the title; "X (Theo Y)" as the text's last paragraph, at the right, X bold."""
    title, lead = escape(piece.title), escape(piece.lead)
    at = piece.at
    name = f"<strong>{escape(piece.author)}</strong>" if piece.author else ""
    agency = escape(bracketed(theo(piece.credit)) if piece.author else theo(piece.credit)) if piece.credit else ""
    last = " ".join(part for part in (name, agency) if part)
    last = f'<p style="text-align: right;">{last}</p>' if last else ""
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title} | TQTV.VN</title>
<meta name="description" content="{lead}">
<meta name="author" content="Báo và Phát thanh, Truyền hình Tuyên Quang">
<meta property="og:site_name" content="Báo và Phát thanh, Truyền hình Tuyên Quang">
<meta property="og:title" content="{title}">
<meta property="og:image" content="https://img.mau.example/{piece.number}_1200x630.jpg">
<meta property="fb:app_id" content="1000000000000">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"Organization","name":"Báo và Phát thanh, Truyền hình Tuyên Quang","url":"https://mau.example/"}}</script>
</head>
<body>
<div class="top-header"><div class="wrap"><a class="logo" href="/"><img src="/static/logo-tqtv.svg" alt="TQTV"></a>
<ul class="live"><li><a href="/truc-tiep/tv"><span class="dot"></span>Truyền hình trực tiếp</a></li><li><a href="/truc-tiep/radio">FM 95,6 MHz</a></li><li><a href="/lich-phat-song">Lịch phát sóng</a></li></ul></div></div>
<div class="main-nav"><div class="wrap"><ul><li><a href="/"><i class="ic-home"></i></a></li><li><a href="/thoi-su">Thời sự</a></li><li><a href="/chinh-tri">Chính trị</a></li><li><a href="/kinh-te">Kinh tế</a></li><li><a href="/xa-hoi">Xã hội</a></li><li><a href="/van-hoa">Văn hóa</a></li><li><a href="/quoc-te">Quốc tế</a></li><li><a href="/chuyen-de">Chuyên đề</a></li><li><a href="/video">Video</a></li></ul></div></div>
<div class="wrap detail-page">
 <div class="detail-left">
  <div class="detail-top"><a class="cate" href="/thoi-su">Thời sự</a><a class="cate sub" href="/thoi-su/trong-nuoc">Trong nước</a><span class="detail-date">{at:%Hh%M}, {weekday(at)} ngày {at:%d/%m/%Y}</span></div>
  <h1 class="detail-tit">{title}</h1>
  <div class="detail-social"><a href="#" class="s-fb"></a><a href="#" class="s-zl"></a><a href="#" class="s-cm"><span>1</span></a><a href="https://news.google.com/">Theo dõi trên Google News</a></div>
  <div class="detail-sapo"><b>{lead}</b></div>
  <div class="audio"><audio controls src="https://tts.mau.example/{piece.number}.mp3"></audio><select><option>Giọng nữ</option><option>Giọng nam</option></select></div>
  <div class="detail-body">
   <table class="pic" align="center"><tbody><tr><td><img src="https://img.mau.example/{piece.number}.jpg" alt=""></td></tr><tr><td class="pic-cap">Ảnh minh họa.</td></tr></tbody></table>
{paragraphs_of(piece)}
   {last}
  </div>
  <div class="detail-tag"><i class="ic-tag"></i><a href="/tag/tuyen-quang">Tuyên Quang</a><a href="/tag/thoi-su">thời sự</a></div>
  <div class="detail-cmt"><div class="cmt-head">Bình luận (1)</div><form><textarea placeholder="Chia sẻ ý kiến của bạn"></textarea><button>Gửi</button></form>
   <div class="cmt"><b>Hoàng Văn Páo</b><p>Cảm ơn nhà đài đã đưa tin kịp thời.</p><span class="cmt-time">{at + timedelta(hours=5, minutes=21):%H:%M %d/%m/%Y}</span> <a href="#">Trả lời</a> <a href="#">Thích</a></div></div>
  <div class="detail-more"><div class="tit">Tin cùng chuyên mục</div>
{rows(piece, '   <div class="item"><a class="thumb" href="{address}"><img src="https://img.mau.example/t.jpg" alt=""></a><a class="name" href="{address}">{title}</a><span class="time">{date}</span></div>', "%Hh%M, %d/%m/%Y")}
  </div>
 </div>
 <div class="detail-right">
  <div class="rbox"><div class="tit">Tin đọc nhiều</div>
{rows(piece, '   <div class="ritem"><a href="{address}">{title}</a></div>', last=5)}
  </div>
  <div class="rbox"><div class="tit">Chương trình đã phát</div><div class="prog"><a href="/video/1">Thời sự tối 22/11/2026</a></div><div class="prog"><a href="/video/2">Nông thôn mới ngày 21/11/2026</a></div><div class="prog"><a href="/video/3">Dân ca và nhạc cổ truyền</a></div></div>
  <div class="rbox"><img src="/qc/vnpt.gif" alt="Quảng cáo"></div>
 </div>
</div>
<div class="foot"><div class="wrap"><p>BÁO VÀ PHÁT THANH, TRUYỀN HÌNH TUYÊN QUANG</p><p>Giám đốc: Nông Thị Mẫu | Phó Giám đốc: Mai Đức Mẫu, Vương Ngọc Mẫu</p><p>Giấy phép số: 102/GP-BVHTTDL, cấp ngày 01/8/2025</p><p>Trụ sở: đường Bình Thuận, phường Minh Xuân, tỉnh Tuyên Quang. Đường dây nóng: 0207 3000 000</p><p>Liên hệ quảng cáo: quangcao@mau.example</p></div></div>
</body></html>"""


def youth_icons(piece: Piece) -> str:
    """Divs of meaningless class; day, hour, views each by an icon under the title; "Tin, ảnh: X" at the left of a bar under the text; the source a link at its right."""
    title, lead = escape(piece.title), escape(piece.lead)
    at = piece.at
    label, name = label_and_source(piece.credit)
    sign = f'<div class="css-7d2kq">{escape(worked("Tin, ảnh: ", piece.author))}</div>' if piece.author else ""
    source = (
        f'<div class="css-9s0wm">{label}<a href="https://nguon.mau.example/" target="_blank" rel="nofollow noopener">{escape(name)}</a></div>'
        if name
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="vi">
<head><meta charset="utf-8"/><meta name="viewport" content="width=device-width"/>
<title>{title}</title>
<meta name="description" content="Trang thông tin điện tử Tỉnh đoàn Nghệ An"/>
<meta property="og:title" content="{title}"/><meta property="og:image" content="https://static.mau.example/{piece.number}.webp"/>
<link rel="preload" href="/_static/app.7f31.js" as="script"/></head>
<body><div id="root"><div class="css-0a1xz">
<div class="css-1hh7e"><div class="css-2mm3t"><a href="/"><img src="/_static/huyhieudoan.svg" alt=""/></a><div class="css-2mm4t"><div>ĐOÀN TNCS HỒ CHÍ MINH</div><div>TỈNH ĐOÀN NGHỆ AN</div></div></div>
<div class="css-3pw8s"><a href="/">Trang chủ</a><a href="/gioi-thieu">Giới thiệu</a><a href="/tin-tuc">Tin tức</a><a href="/phong-trao">Phong trào</a><a href="/thieu-nhi">Công tác thiếu nhi</a><a href="/guong-sang">Gương sáng</a><a href="/tai-lieu">Tài liệu</a></div></div>
<div class="css-4ty1b"><a href="/">Trang chủ</a><svg viewBox="0 0 8 8"><path d="M1 1l3 3-3 3"/></svg><a href="/phong-trao">Phong trào</a><svg viewBox="0 0 8 8"><path d="M1 1l3 3-3 3"/></svg><a href="/phong-trao/tinh-nguyen">Thanh niên tình nguyện</a></div>
<div class="css-5ck0r">
 <div class="css-5ck1r">
  <h1 class="css-6xb5n">{title}</h1>
  <div class="css-6xb6n"><div class="css-6xb7n"><svg viewBox="0 0 16 16"><path d="M2 3h12v11H2z"/></svg><div>{at:%d/%m/%Y}</div></div><div class="css-6xb7n"><svg viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/></svg><div>{at:%H:%M}</div></div><div class="css-6xb7n"><svg viewBox="0 0 16 16"><path d="M1 8q7-8 14 0q-7 8-14 0"/></svg><div>639</div></div></div>
  <div class="css-6xc1n">{lead}</div>
  <div class="css-6xc2n"><img src="https://static.mau.example/{piece.number}.webp" alt=""/></div>
  <div class="css-6xc3n">
{paragraphs_of(piece)}
  </div>
  <div class="css-7d1kq">{sign}{source}</div>
  <div class="css-7d5kq"><div>Chia sẻ</div><a href="#">Facebook</a><a href="#">X</a><a href="#">Telegram</a><a href="#">Zalo</a></div>
  <div class="css-8f3gh"><div class="css-8f4gh">Có thể bạn quan tâm</div>
{rows(piece, '   <div class="css-8f5gh"><a href="{address}"><img src="https://static.mau.example/t.webp" alt=""/></a><div class="css-8f6gh"><a href="{address}">{title}</a><div class="css-8f7gh"><div>{date}</div><div>{who}</div></div></div></div>', "%d/%m/%Y")}
  </div>
 </div>
 <div class="css-5ck2r">
  <div class="css-8f4gh">Tin mới nhất</div>
{rows(piece, '  <div class="css-8g1gh"><a href="{address}">{title}</a><div>{date}</div></div>', "%d/%m/%Y %H:%M", last=5)}
  <div class="css-8f4gh">Thi trực tuyến</div><div class="css-8g2gh"><a href="/thi">Tìm hiểu Nghị quyết Đại hội Đoàn toàn tỉnh</a><div>Tuần 3: từ 16/11/2026 đến 22/11/2026</div></div>
  <div class="css-8f4gh">Thư viện ảnh</div><div class="css-8g2gh"><img src="https://static.mau.example/a.webp" alt=""/><div>Mùa hè xanh 2026</div></div>
 </div>
</div>
<div class="css-9z9zz"><div>TRANG THÔNG TIN ĐIỆN TỬ TỈNH ĐOÀN NGHỆ AN</div><div>Chịu trách nhiệm nội dung: Đ/c Lê Văn Mẫu, Bí thư Tỉnh đoàn</div><div>Địa chỉ: đường Trường Thi, phường Trường Vinh, tỉnh Nghệ An</div><div>Email: tinhdoan@mau.example</div><div>© 2025 Tỉnh đoàn Nghệ An</div></div>
</div></div></body></html>"""


TEMPLATES: dict[str, Template] = {
    "station's name and agency in one line": station_name_and_agency,
    "youth union's icons": youth_icons,
}
SIGNED: dict[str, Callable[[str], str]] = {
    "youth union's icons": partial(worked, "Tin, ảnh: "),
}

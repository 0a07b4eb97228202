"""A hospital's page with a box and an investment centre's with the author's card, by a stranger's hand."""

from collections.abc import Callable
from functools import partial
from html import escape

from benchmarks.templates.lines import label_and_source, rows
from benchmarks.templates.piece import Piece, Template, paragraphs_of, worked


def hospital_box(piece: Piece) -> str:
    """The lead first below the title, then "Ngày đăng: 05-03-2024" (no hour) at the right; a box after the text: "Thực hiện: X", "Nguồn: Y", "Chuyên mục: …"."""
    title, lead = escape(piece.title), escape(piece.lead)
    label, name = label_and_source(piece.credit)
    sign = f"<p>{escape(worked('Thực hiện: ', piece.author))}</p>" if piece.author else ""
    source = f"<p>{label}{escape(name)}</p>" if name else ""
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title} - Bệnh viện Đa khoa Tây Ninh</title>
<meta name="description" content="{lead}">
<meta name="keywords" content="bệnh viện, khám chữa bệnh, tây ninh">
<link rel="stylesheet" href="/assets/css/hospital.css">
</head>
<body>
<header id="header">
 <div class="header-contact"><span>Cấp cứu: 0276 3000 115</span><span>Tổng đài đặt khám: 1900 0000</span><span>Thứ 2 - Thứ 6: 7h00 - 16h30</span></div>
 <div class="header-brand"><a href="/"><img src="/assets/img/logo-bv.png" alt="Bệnh viện Đa khoa Tây Ninh"></a><form action="/tim"><input type="search" name="s" placeholder="Tìm bác sĩ, dịch vụ"></form></div>
 <nav id="nav"><ul><li><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu</a><ul><li><a href="/ban-giam-doc">Ban Giám đốc</a></li><li><a href="/khoa-phong">Khoa phòng</a></li></ul></li><li><a href="/dich-vu">Dịch vụ</a></li><li><a href="/bang-gia">Bảng giá</a></li><li><a href="/tin-tuc">Tin tức</a></li><li><a href="/kien-thuc">Kiến thức y khoa</a></li><li><a href="/dau-thau">Mời chào giá</a></li></ul></nav>
</header>
<div class="page-title"><div class="container"><span>Tin tức</span><div class="page-path"><a href="/">Trang chủ</a> / <a href="/tin-tuc">Tin tức</a> / <a href="/tin-tuc/hoat-dong">Tin hoạt động</a></div></div></div>
<div class="container two-columns">
 <div class="column-main">
  <h3 class="post-name">{title}</h3>
  <div class="post-intro"><strong>{lead}</strong></div>
  <div class="post-day" style="text-align:right"><em>Ngày đăng: {piece.at:%d-%m-%Y}</em></div>
  <div class="post-text">
   <p><img src="/upload/{piece.number}.jpg" alt=""></p>
{paragraphs_of(piece)}
  </div>
  <div class="post-box">{sign}{source}<p>Chuyên mục: <a href="/tin-tuc/hoat-dong">Tin hoạt động</a></p></div>
  <div class="post-share"><span>Chia sẻ bài viết:</span> <a href="#"><i class="fa fa-facebook"></i></a> <a href="#"><i class="fa fa-youtube"></i></a> <a href="#"><i class="fa fa-print"></i></a></div>
  <div class="post-prev-next"><a href="{escape(piece.others[0][1]) if piece.others else "/tin-tuc"}">« Bài trước</a> <a href="/tin-tuc">Bài sau »</a></div>
  <div class="post-related"><h4>Bài viết liên quan</h4><div class="grid">
{rows(piece, '   <div class="card"><a href="{address}"><img src="/upload/t.jpg" alt=""></a><h5><a href="{address}">{title}</a></h5><span>{date}</span></div>', "%d-%m-%Y")}
  </div></div>
 </div>
 <aside class="column-side">
  <div class="side-block booking"><h4>Đặt lịch khám</h4><form><input placeholder="Họ và tên"><input placeholder="Số điện thoại"><input type="date"><select><option>Khoa Nội</option><option>Khoa Ngoại</option><option>Khoa Sản</option></select><button>Đăng ký</button></form></div>
  <div class="side-block"><h4>Đọc nhiều nhất</h4><ul>
{rows(piece, '   <li><a href="{address}">{title}</a><span>{views} lượt đọc</span></li>', last=4)}
  </ul></div>
  <div class="side-block"><h4>Đội ngũ bác sĩ</h4><p><b>BSCKII. Trần Thị Mẫu</b><br>Trưởng khoa Nội tim mạch</p><p><b>ThS.BS. Lý Văn Mẫu</b><br>Trưởng khoa Ngoại tổng hợp</p></div>
  <div class="side-block"><h4>Khảo sát hài lòng người bệnh</h4><p>Ông/bà đánh giá thế nào về thái độ phục vụ?</p><label><input type="radio" name="ks"> Tốt</label> <label><input type="radio" name="ks"> Khá</label> <label><input type="radio" name="ks"> Chưa tốt</label></div>
 </aside>
</div>
<footer id="footer"><div class="container"><div class="foot-col"><h5>BỆNH VIỆN ĐA KHOA TÂY NINH</h5><p>Địa chỉ: đường 30/4, phường Tân Ninh, tỉnh Tây Ninh</p><p>Giấy phép hoạt động số 00118/TNI-GPHĐ ngày 15/4/2020</p></div><div class="foot-col"><h5>Liên hệ</h5><p>Điện thoại: 0276 3000 000</p><p>Email: bvdk@mau.example</p></div><div class="foot-col"><h5>Lượt truy cập</h5><p>Hôm nay: 1.204</p><p>Tổng: 9.381.556</p></div></div><p class="copy">Bản quyền © 2024 Bệnh viện Đa khoa Tây Ninh</p></footer>
</body></html>"""


def investment_card(piece: Piece) -> str:
    """Utility classes; a <time> with the hour after the section, above the title; a card with picture, linked name and "Tác giả" under the lead; a linked "Nguồn tin:" in the text's last paragraph."""
    title, lead = escape(piece.title), escape(piece.lead)
    at = piece.at
    label, name = label_and_source(piece.credit)
    label = "Nguồn tin: " if label == "Nguồn: " else label
    card = (
        f'<div class="flex items-center gap-3 py-4"><img class="w-10 h-10 rounded-full" src="/avatar/0.png" alt=""/><div><a class="font-semibold hover:text-sky-700" href="/tac-gia/{piece.number}">{escape(piece.author)}</a><p class="text-xs text-gray-500">Tác giả</p></div></div>'
        if piece.author
        else ""
    )
    source = (
        f'<p class="text-sm italic">{label}<a href="https://nguon.mau.example/bai/{piece.number}" rel="nofollow">{escape(name)}</a></p>'
        if name
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="vi" class="scroll-smooth">
<head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{title} · IPC Vĩnh Long</title>
<meta name="description" content="{lead}"/>
<meta property="og:title" content="{title}"/><meta property="og:description" content="{lead}"/><meta property="og:type" content="article"/><meta property="og:locale" content="vi_VN"/>
<link rel="alternate" hreflang="en" href="/en/news/{piece.number}"/><link rel="alternate" hreflang="ko" href="/ko/news/{piece.number}"/>
<link rel="stylesheet" href="/build/app-3b9d.css"/></head>
<body class="font-sans text-gray-900 antialiased">
<header class="sticky top-0 bg-white shadow"><div class="max-w-7xl mx-auto flex justify-between"><a href="/"><img class="h-12" src="/build/ipc.svg" alt="Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch Vĩnh Long"/></a>
<nav class="hidden lg:flex gap-6"><a href="/ve-vinh-long">Về Vĩnh Long</a><a href="/du-an-keu-goi">Dự án kêu gọi đầu tư</a><a href="/khu-cong-nghiep">Khu công nghiệp</a><a href="/chinh-sach">Chính sách ưu đãi</a><a href="/tin-tuc">Tin tức</a><a href="/su-kien">Sự kiện</a></nav>
<div class="flex gap-2"><a href="/en">EN</a><a href="/ko">KO</a><a href="/ja">JA</a></div></div></header>
<main class="max-w-7xl mx-auto px-4 lg:grid lg:grid-cols-12 gap-8">
 <div class="lg:col-span-8">
  <nav class="text-sm text-gray-500 py-3" aria-label="Breadcrumb"><ol class="flex"><li><a href="/">Trang chủ</a></li><li>/</li><li><a href="/tin-tuc">Tin tức</a></li><li>/</li><li aria-current="page" class="truncate">{title}</li></ol></nav>
  <div class="flex items-center gap-2 text-sm"><a class="px-2 rounded bg-sky-100 text-sky-800" href="/tin-tuc/dau-tu">Tin đầu tư</a><span>•</span><time datetime="{at:%Y-%m-%dT%H:%M:00+07:00}">{at:%d} Tháng {at.month}, {at.year} - {at:%H:%M}</time><span>•</span><span>4 phút đọc</span></div>
  <h1 class="text-3xl font-bold leading-snug mt-2">{title}</h1>
  <blockquote class="border-l-4 border-sky-600 pl-4 my-4 text-lg">{lead}</blockquote>
  {card}
  <img class="w-full rounded-xl" src="/storage/{piece.number}.webp" alt=""/>
  <div class="prose max-w-none">
{paragraphs_of(piece)}
   {source}
  </div>
  <div class="flex gap-2 my-6"><button>Chia sẻ Facebook</button><button>Chia sẻ LinkedIn</button><button>Sao chép đường dẫn</button></div>
  <section class="mt-10"><h2 class="text-xl font-bold">Bài viết tương tự</h2><div class="grid md:grid-cols-3 gap-4">
{rows(piece, '   <div class="rounded-xl border p-3"><a href="{address}"><img src="/storage/t.webp" alt=""/></a><h3><a href="{address}">{title}</a></h3><p class="text-xs text-gray-500">{who} • {date}</p></div>', "%d/%m/%Y")}
  </div></section>
 </div>
 <div class="lg:col-span-4 space-y-8">
  <div class="rounded-xl bg-gray-50 p-4"><h2 class="font-bold">Được quan tâm</h2>
{rows(piece, '   <div class="py-2 border-b"><a href="{address}">{title}</a><p class="text-xs">{views} lượt xem</p></div>', last=4)}
  </div>
  <div class="rounded-xl bg-gray-50 p-4"><h2 class="font-bold">Sự kiện sắp tới</h2><div class="py-2"><p>03/12/2026</p><a href="/su-kien/1">Hội nghị gặp gỡ doanh nghiệp Hàn Quốc</a></div><div class="py-2"><p>15/12/2026</p><a href="/su-kien/2">Tuần lễ kết nối sản phẩm OCOP</a></div></div>
  <div class="rounded-xl bg-sky-700 text-white p-4"><h2 class="font-bold">Hỗ trợ nhà đầu tư</h2><p>Hotline: 0270 3000 000</p><p>invest@mau.example</p><input placeholder="Email nhận bản tin"/><button>Đăng ký</button></div>
 </div>
</main>
<footer class="bg-gray-900 text-gray-300 mt-16"><div class="max-w-7xl mx-auto py-10"><p class="font-bold">TRUNG TÂM XÚC TIẾN ĐẦU TƯ, THƯƠNG MẠI VÀ DU LỊCH TỈNH VĨNH LONG</p><p>Địa chỉ: đường Hoàng Thái Hiếu, phường Long Châu, tỉnh Vĩnh Long</p><p>Điện thoại: 0270 3000 000 · Fax: 0270 3000 001</p><p>© 2026 IPC Vĩnh Long. Bảo lưu mọi quyền.</p></div></footer>
</body></html>"""


TEMPLATES: dict[str, Template] = {
    "hospital's box after the text": hospital_box,
    "investment centre's author card": investment_card,
}
SIGNED: dict[str, Callable[[str], str]] = {
    "hospital's box after the text": partial(worked, "Thực hiện: "),
}

"""A Party committee's newspaper and a ward's page, by a stranger's hand."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from html import escape

from benchmarks.templates.piece import Piece, Template, links_of, worked


def party_paper(piece: Piece) -> str:
    """A Party committee's newspaper: the time at the end of the row of sections, names unlabelled under the text, a linked source.

    The meta field of the time is in UTC; names are written as given and only shown in capitals by the style sheet.
    """
    at = piece.at
    early = at - timedelta(hours=7)
    names = (
        f'<div class="b-sign"><p style="text-transform:uppercase">{escape(piece.author)}</p></div>'
        if piece.author
        else ""
    )
    source = (
        '<div class="b-origin"><img src="/static/ico-link.svg" alt=""><span>Nguồn</span> '
        f'<a rel="nofollow noopener" target="_blank" href="https://goc.example{piece.address}">{escape(piece.credit)}</a></div>'
        if piece.credit else ""
    )  # fmt: skip
    chapeau = f'<p class="b-chapeau">{escape(piece.lead)}</p>' if piece.lead else ""
    text = [f"<p>{escape(line)}</p>" for line in piece.paragraphs]
    text.insert(
        len(text) // 2,
        '<table class="b-pic"><tbody><tr><td><img src="/uploads/2026/11/quang-canh.jpg" alt=""></td></tr>'
        '<tr><td class="b-pic__txt">Đường vào trung tâm tỉnh lỵ. Ảnh: TƯ LIỆU</td></tr></tbody></table>',
    )
    text.append(
        '<p class="b-see"><a href="/xay-dung-dang/202611/chi-bo-bon-tot-o-vung-cao-6f20a11/">'
        '&gt;&gt; Chi bộ "bốn tốt" ở vùng cao</a></p>'
    )
    others = links_of(
        piece, '<li><a href="{address}" title="{title}">{title}</a><span class="b-at">(17:20, 28-11-2026)</span></li>'
    )
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(piece.title)} - Báo Mẫu, tiếng nói của Đảng bộ tỉnh</title>
<meta name="news_keywords" content="đảng bộ, nghị quyết, tỉnh Mẫu">
<meta property="article:published_time" content="{early:%Y-%m-%dT%H:%M}:00Z">
<meta property="article:section" content="Xây dựng Đảng">
<meta property="article:publisher" content="https://facebook.example/baomau"><meta property="article:author" content="Báo Mẫu">
<link rel="amphtml" href="https://amp.baomau.example{piece.address}"></head><body>
<div class="b-top"><div class="b-top__l">09:12, 30-11-2026 | 21°C Mẫu</div><div class="b-top__r"><a href="/rss">RSS</a>
<a href="/bao-in">Đọc báo in</a><a href="/tieng-mong">Hmoob</a><a href="/tieng-thai">Tày - Thái</a></div></div>
<div class="b-head"><a href="/"><img src="/static/mang-set.png" alt="Báo Mẫu điện tử"></a>
<p>CƠ QUAN CỦA ĐẢNG BỘ ĐẢNG CỘNG SẢN VIỆT NAM TỈNH MẪU</p><p>TIẾNG NÓI CỦA ĐẢNG BỘ, CHÍNH QUYỀN VÀ NHÂN DÂN CÁC DÂN TỘC TỈNH
MẪU</p>
<p class="b-issue">Số 6.204 ra ngày 30-11-2026</p></div>
<nav class="b-menu"><a href="/">Trang nhất</a><a href="/thoi-su-chinh-tri">Thời sự - Chính trị</a>
<a href="/xay-dung-dang">Xây dựng Đảng</a>
<a href="/kinh-te">Kinh tế</a><a href="/van-hoa-xa-hoi">Văn hóa - Xã hội</a><a href="/phap-luat-ban-doc">Pháp luật - Bạn đọc</a>
<a href="/truyen-hinh-internet">Truyền hình Internet</a></nav>
<div class="b-ticker"><b>Tin mới:</b> <a href="/thoi-su-chinh-tri/202611/hop-bao-thuong-ky-6f20b02/">Họp báo thường kỳ tháng
11</a> •
<a href="/xay-dung-dang/202611/trao-huy-hieu-dang-6f20b17/">Trao Huy hiệu Đảng đợt 7-11</a></div>
<div class="b-body"><div class="b-main"><div class="b-path"><a href="/thoi-su-chinh-tri">Thời sự - Chính trị</a> <span>›</span>
<a href="/thoi-su-chinh-tri/tin-trong-tinh">Tin trong tỉnh</a> <span class="b-path__r">{at:%H:%M}, ngày {at:%d-%m-%Y}</span></div>
<p class="b-kicker">Đưa nghị quyết của Đảng vào cuộc sống</p>
<h1>{escape(piece.title)}</h1>
<div class="b-share"><a href="#">Chia sẻ</a><a href="#">Zalo</a><a href="#">In</a><a href="#">A+</a><a href="#">A-</a>
<span>Nghe đài</span></div>
{chapeau}
<div id="b-content">{"".join(text)}</div>
{names}{source}
<div class="b-share b-share--foot"><span>Chia sẻ bài viết này</span><a href="#">Facebook</a><a href="#">X</a></div>
<div class="b-topic"><span>Chủ đề</span><a href="/chu-de/dai-hoi-dang">Đại hội Đảng</a>
<a href="/chu-de/lien-ket-vung">Liên kết vùng</a></div>
<div class="b-fb"><p>Ý kiến bạn đọc</p><form><input placeholder="Họ và tên"><input placeholder="Email"><textarea></textarea>
<button>Gửi tòa soạn</button></form><p>Vui lòng gõ tiếng Việt có dấu. Tòa soạn có thể biên tập ý kiến của bạn.</p></div>
<div class="b-rel"><p class="b-rel__n">Tin, bài liên quan</p><ul>{others}</ul></div></div>
<div class="b-side"><div class="b-mod"><p>Học và làm theo Bác</p>
<a href="/hoc-bac/202611/guong-sang-ban-xa-6f20c01/">Gương sáng bản xa</a>
<span>LÒ THỊ MẪU</span></div><div class="b-mod"><p>Bảo vệ nền tảng tư tưởng của Đảng</p>
<a href="/nen-tang/202611/nhan-dien-tin-gia-6f20c09/">Nhận diện tin giả trên mạng xã hội</a></div>
<div class="b-mod"><p>Thăm dò bạn đọc</p><p>Bạn đọc Báo Mẫu trên?</p><label>Báo in</label><label>Điện thoại</label>
<button>Bình chọn</button></div>
<div class="b-mod"><p>Lịch cúp điện</p><p>Tỷ giá - Giá vàng: 15,2 triệu đồng/chỉ</p></div></div></div>
<div class="b-foot"><p>Bản quyền thuộc Báo và Phát thanh, Truyền hình Mẫu</p>
<p>Giám đốc - Tổng Biên tập: HÀ VĂN MẪU. Phó Tổng Biên tập:
LÊ THỊ MẪU, TÔ VĂN MẪU</p><p>Giấy phép số 88/GP-BVHTTDL, cấp ngày 14-7-2025. Địa chỉ: đường Mẫu, phường Mẫu</p>
<p>Điện thoại: 0206.3.000.000; Thư ký tòa soạn: 0206.3.000.001. Không sao chép khi chưa có sự đồng ý bằng văn bản</p></div>
</body></html>"""


def ward_rendered(piece: Piece) -> str:
    """A ward of since July 2025: a page rendered on a server by a script framework, its classes saying only how things look.

    The time is as a browser prints it ("07:05:00 5/9/2026"), above the title; who wrote it and the source stand apart below.
    """
    at = piece.at
    shown = f"{at.hour:02d}:{at:%M}:00 {at.day}/{at.month}/{at.year}"
    text = "".join(
        f'<p class="mb-3 indent-8" dir="ltr"><span style="white-space: pre-wrap;">{escape(line)}</span></p>'
        for line in piece.paragraphs
    )
    by = (
        f'<p class="text-right font-semibold" dir="ltr"><span style="white-space: pre-wrap;">'
        f'{escape(worked("Tin, bài: ", piece.author))}'
        "</span></p>" if piece.author else ""
    )  # fmt: skip
    source = (
        f'<div class="mt-2 border-t pt-2 text-sm text-gray-500">Trích nguồn: '
        f'<span class="text-blue-700">{escape(piece.credit)}</span></div>'
        if piece.credit else ""
    )  # fmt: skip
    lead = (
        f'<div class="my-4 text-justify text-[17px] font-semibold leading-7">{escape(piece.lead)}</div>'
        if piece.lead
        else ""
    )
    others = links_of(
        piece,
        '<a class="group flex gap-3 rounded-lg p-2 hover:bg-red-50" href="{address}">'
        '<img class="h-16 w-24 object-cover" src="/no-image.png" alt="">'
        '<div><div class="line-clamp-2 font-medium">{title}</div>'
        '<div class="text-xs text-gray-400">14:30:00 2/10/2026</div></div></a>',
    )
    state = {
        "props": {
            "site": {"name": "Phường Mẫu", "code": "03127", "createdAt": "2025-07-01T00:00:00.000Z"},
            "postId": piece.number,
        },
        "page": "/tin-tuc/[slug]",
        "buildId": "kQ2v9xT1",
    }
    held = json.dumps(state, ensure_ascii=False).replace("</", "<\\/")
    return f"""<!DOCTYPE html><html lang="vi" class="scroll-smooth"><head><meta charSet="utf-8"/>
<meta name="viewport" content="width=device-width"/>
<title>Cổng thông tin điện tử phường Mẫu</title><meta name="description" content="Trang thông tin chính thức của Đảng ủy, HĐND,
UBND, UBMTTQ phường Mẫu"/>
<link rel="stylesheet" href="/_next/static/css/5be0c1.css"/></head><body class="bg-gray-100"><div id="__next">
<header class="bg-red-700 text-white"><div class="mx-auto flex max-w-7xl items-center gap-4 p-4">
<img class="h-20" src="/quoc-huy.png" alt="Quốc huy"/>
<div><div class="text-sm uppercase">Cổng thông tin điện tử</div>
<div class="text-2xl font-bold uppercase">Phường Mẫu - Thành phố Mẫu</div>
<div class="text-xs">Chính quyền địa phương hai cấp: gần dân, sát dân, phục vụ nhân dân</div></div></div>
<div class="bg-red-800"><div class="mx-auto flex max-w-7xl gap-6 px-4"><a href="/">Trang chủ</a>
<a href="/gioi-thieu">Giới thiệu</a><a href="/tin-tuc">Tin tức</a>
<a href="/to-dan-pho">Khu phố - Tổ dân phố</a><a href="/phuc-vu-hanh-chinh-cong">Trung tâm Phục vụ hành chính công</a>
<a href="/phan-anh">Phản ánh - Kiến nghị</a></div></div></header>
<div class="mx-auto grid max-w-7xl grid-cols-12 gap-6 p-4"><div class="col-span-3 space-y-4">
<div class="rounded-lg bg-white p-3 shadow"><div class="font-bold text-red-700">Tra cứu hồ sơ</div>
<input placeholder="Nhập mã hồ sơ"/><button>Tra cứu</button></div>
<div class="rounded-lg bg-white p-3 shadow"><div class="font-bold text-red-700">Thông báo</div>
<a class="block" href="/thong-bao/lich-tiep-cong-dan">Lịch tiếp công dân của Chủ tịch UBND phường</a>
<div class="text-xs text-gray-400">08:00:00 27/11/2026</div>
<a class="block" href="/thong-bao/ve-sinh">Ra quân tổng vệ sinh môi trường</a>
<div class="text-xs text-gray-400">10:15:00 25/11/2026</div></div>
<div class="rounded-lg bg-white p-3 shadow"><div class="font-bold text-red-700">Khảo sát mức độ hài lòng</div>
<div>Thái độ của cán bộ một cửa?</div>
<label><input type="radio"/>Rất hài lòng</label><label><input type="radio"/>Hài lòng</label><label>
<input type="radio"/>Không hài lòng</label></div></div>
<div class="col-span-6 rounded-lg bg-white p-6 shadow"><div class="mb-2 flex gap-1 text-sm text-gray-500">
<a href="/">Trang chủ</a><span>/</span>
<a href="/tin-tuc">Tin tức</a><span>/</span><a href="/tin-tuc?nhom=2">Hoạt động của địa phương</a></div>
<div class="flex items-center gap-2 text-sm text-gray-500"><svg class="h-4 w-4" viewBox="0 0 24 24"><path d="M12 8v4l3 3">
</path></svg><span>{shown}</span>
<svg class="ml-3 h-4 w-4" viewBox="0 0 24 24"><path d="M2 12s4-7 10-7"></path></svg><span>86</span></div>
<div class="mt-1 text-[22px] font-bold leading-8 text-red-800">{escape(piece.title)}</div>
<div class="mt-3 flex gap-2"><button class="rounded bg-blue-600 px-3 text-white">Chia sẻ</button>
<button class="rounded bg-sky-500 px-3 text-white">Zalo</button>
<button class="rounded border px-3">Đọc bài</button><button class="rounded border px-3">Sao chép liên kết</button></div>
{lead}<div class="prose max-w-none text-justify"><p dir="ltr"><img src="/api/files/{piece.number}" alt=""/></p>
<p class="text-center" dir="ltr"><i><em style="white-space: pre-wrap;">Trụ sở Đảng ủy, HĐND, UBND phường</em></i>
</p>{text}{by}</div>{source}
<div class="mt-6 rounded bg-gray-50 p-3"><div class="font-semibold">Gửi bình luận</div><input placeholder="Họ tên"/>
<textarea placeholder="Nội dung"></textarea>
<button>Gửi</button><div class="text-xs">Đăng nhập bằng VNeID để bình luận</div></div></div>
<div class="col-span-3 space-y-4"><div class="rounded-lg bg-white p-3 shadow">
<div class="font-bold text-red-700">Bài viết khác</div>{others}</div>
<div class="rounded-lg bg-white p-3 shadow"><div class="font-bold text-red-700">Đường dây nóng</div>
<div>Công an phường: 0236.000.113</div>
<div>Trạm Y tế: 0236.000.115</div></div></div></div>
<footer class="bg-red-900 p-6 text-sm text-white"><div class="font-bold">UBND PHƯỜNG MẪU</div>
<div>Trụ sở: 12 đường Mẫu, tổ dân phố 4</div>
<div>Chịu trách nhiệm nội dung: Ông Trần Mẫu - Chủ tịch UBND phường</div>
<div>Thành lập trên cơ sở các phường Mẫu Đông, Mẫu Tây theo nghị quyết ngày 16/6/2025</div>
<div>Email: phuongmau@mau.example. Số lượt truy cập: 48.213</div></footer></div>
<script id="__NEXT_DATA__" type="application/json">{held}</script></body></html>"""


TEMPLATES: dict[str, Template] = {
    "party paper's unlabelled author": party_paper,
    "ward's page without headings": ward_rendered,
}
# How a template prints an author, where otherwise than plainly.
SIGNED: dict[str, Callable[[str], str]] = {"ward's page without headings": partial(worked, "Tin, bài: ")}

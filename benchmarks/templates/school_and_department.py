"""A school and a department's page that a browser builds, by a stranger's hand."""

from collections.abc import Callable
from datetime import timedelta
from html import escape

from benchmarks.templates.piece import Piece, Template, links_of


def school_posted(piece: Piece) -> str:
    """A school on a hosted platform for schools: a sentence under the text says who posted it and when, time before day.

    The lead is the text's first paragraph, bold and in italics; the source stands in brackets and italics as a line of its own.
    """
    at = piece.at
    lead = f"<div><b><i>{escape(piece.lead)}</i></b></div><div><br></div>" if piece.lead else ""
    text = "".join(f"<div>{escape(line)}</div><div><br></div>" for line in piece.paragraphs)
    source = f'<div class="pNguon"><i>(Nguồn: {escape(piece.credit)})</i></div>' if piece.credit else ""
    by = f"Đăng bởi <b>{escape(piece.author)}</b> lúc" if piece.author else "Đăng lúc"
    gone = at - timedelta(days=20)
    others = links_of(
        piece,
        '<div class="pItem"><a class="pThumb" href="{address}"></a><div class="pItemName"><a href="{address}">{title}</a></div>'
        f'<div class="pItemTime">{gone:%H:%M}, {gone:%d/%m/%Y}</div></div>',
    )
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>Trường THPT Chuyên Mẫu - Sở Giáo dục và Đào tạo tỉnh Mẫu</title>
<meta name="keywords" content="trường THPT chuyên, cổng thông tin nhà trường, sổ liên lạc điện tử"><link rel="shortcut icon" href="/favicon.ico">
<link rel="stylesheet" href="/themes/school12/css/main.css"></head><body class="theme-blue">
<div class="pHeader"><div class="pUnit">SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH MẪU</div><div class="pSchool">TRƯỜNG THPT CHUYÊN MẪU</div>
<div class="pMotto">Dạy tốt - Học tốt - Rèn luyện tốt</div><div class="pLogin"><a href="/login">Đăng nhập</a> <a href="/so-lien-lac">Sổ liên lạc điện tử</a></div></div>
<div class="pMenu"><a href="/">TRANG CHỦ</a><a href="/gioi-thieu">GIỚI THIỆU</a><a href="/tin-tuc">TIN TỨC</a><a href="/to-chuyen-mon">TỔ CHUYÊN MÔN</a>
<a href="/doan-doi">ĐOÀN TRƯỜNG</a><a href="/thoi-khoa-bieu">THỜI KHÓA BIỂU</a><a href="/tai-nguyen">TÀI NGUYÊN</a><a href="/ba-cong-khai">BA CÔNG KHAI</a></div>
<div class="pBody"><div class="pLeft"><div class="pBlock"><div class="pBlockName">Thông báo</div><ul><li><a href="/thong-bao/lich-kiem-tra">Lịch kiểm tra cuối học kì I</a>
<span>27/11/2026</span></li><li><a href="/thong-bao/thu-hoc-phi">Thông báo thu học phí tháng 11</a> <span>05/11/2026</span></li></ul></div>
<div class="pBlock"><div class="pBlockName">Lịch công tác tuần</div><p>Tuần 13 (từ 30/11/2026 đến 05/12/2026)</p><p>Thứ hai: 7h15 Chào cờ; 15h30 Họp giao ban - Hiệu trưởng</p></div>
<div class="pBlock"><div class="pBlockName">Văn bản mới</div><ul><li><a href="/van-ban/112">KH tổ chức Ngày hội STEM</a></li></ul></div></div>
<div class="pCenter"><div class="pPath"><a href="/">Trang chủ</a> / <a href="/tin-tuc">Tin tức</a> / <span>Tin giáo dục</span></div>
<div class="pNews"><div class="pNewsTitle">{escape(piece.title)}</div>
<div class="pNewsContent">{lead}{text}<div style="text-align: center;"><img src="/upload/57/img_2041.jpg" style="max-width:100%"></div></div>
{source}
<div class="pPosted">{by} {at:%H:%M} ngày {at:%d} tháng {at:%m} năm {at:%Y}</div>
<div class="pSocial"><a href="#">Thích 36</a><a href="#">Chia sẻ</a><a href="#">In bài</a></div></div>
<div class="pCmt"><div class="pBlockName">Ý kiến - Bình luận</div><p>Bạn cần <a href="/login">đăng nhập</a> để gửi bình luận.</p>
<div class="pCmtOne"><b>Nguyễn Hoàng Mẫu</b> - Lớp 11A2 <i>(19:05 21/11/2026)</i><br>Tự hào quá ạ!</div></div>
<div class="pRel"><div class="pBlockName">Bài viết khác</div>{others}</div></div>
<div class="pRight"><div class="pBlock"><div class="pBlockName">Xem nhiều</div><ul><li><a href="/tin-tuc/hsg-quoc-gia">Đội tuyển học sinh giỏi quốc gia lên đường</a>
<span>Đăng bởi Phạm Thị Mẫu</span></li><li><a href="/tin-tuc/le-khai-giang">Lễ khai giảng năm học 2026 - 2027</a> <span>Đăng bởi Quản trị viên</span></li></ul></div>
<div class="pBlock"><div class="pBlockName">Thư viện ảnh</div><img src="/upload/57/anh1.jpg"><img src="/upload/57/anh2.jpg"></div>
<div class="pBlock"><div class="pBlockName">Thống kê</div><p>Hôm nay: 214 - Tháng 11: 9.870 - Tất cả: 1.320.455</p></div>
<div class="pBlock"><div class="pBlockName">Đồng hồ</div><p id="dongho">10:08:55 - Thứ hai, ngày 30 tháng 11 năm 2026</p></div></div></div>
<div class="pFooter"><p>TRƯỜNG THPT CHUYÊN MẪU</p><p>Địa chỉ: Tổ 5, phường Mẫu, tỉnh Mẫu - Điện thoại: 0216.3000.000 - Email: c3chuyen@mau.example</p>
<p>Hiệu trưởng: Thầy Trịnh Văn Mẫu - Chịu trách nhiệm nội dung</p><p>Giải pháp cổng trường học của Công ty Phần mềm Mẫu</p></div></body></html>"""


def department_browser(piece: Piece) -> str:
    """A department's portal of custom elements, filled by a script: the day short as browsers write it, above the title.

    The writer is between title and lead after a label, the name bold; the source is a link under the text; no minute anywhere.
    """
    at = piece.at
    text = "".join(f"<p><span>{escape(line)}</span></p>" for line in piece.paragraphs)
    by = f'<div class="sub">Thực hiện: <b>{escape(piece.author)}</b></div>' if piece.author else ""
    source = (
        f'<p class="via">Theo <a href="https://nguon.example/bai/{piece.number}" target="_blank" rel="noopener">{escape(piece.credit)}</a></p>'
        if piece.credit
        else ""
    )
    lead = f'<p class="teaser"><strong>{escape(piece.lead)}</strong></p>' if piece.lead else ""
    past = at - timedelta(days=5)
    others = links_of(
        piece,
        '<app-news-row><a class="row-link" href="{address}"><mat-icon>article</mat-icon><span class="row-title">{title}</span>'
        f'<span class="row-date">{past.day} thg {past.month}, {past.year}</span></a></app-news-row>',
    )
    return f"""<!DOCTYPE html><html lang="vi" class="mdl-js"><head><meta charset="utf-8"><base href="/">
<title>Sở Nông nghiệp và Môi trường tỉnh Mẫu</title><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#1b5e20"><link rel="manifest" href="manifest.webmanifest"><link rel="stylesheet" href="styles.7d1e.css"></head>
<body><app-root ng-version="15.2.9"><app-header><div class="bar"><a href="/trang-chu"><img src="assets/quoc-huy.png" alt="Quốc huy"></a><div class="bar-name">
<span>UBND TỈNH MẪU</span><strong>SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG</strong></div><form class="find"><input placeholder="Tìm kiếm tin tức, văn bản..."><button><mat-icon>search</mat-icon></button></form></div>
<nav mat-tab-nav-bar><a href="/trang-chu">Trang chủ</a><a href="/co-cau-to-chuc">Cơ cấu tổ chức</a><a href="/tin-tuc">Tin tức</a><a href="/van-ban">Văn bản</a>
<a href="/quan-trac">Quan trắc môi trường</a><a href="/gia-nong-san">Giá nông sản</a><a href="/dich-vu-cong">Dịch vụ công</a><a href="/hoi-dap">Hỏi đáp</a></nav></app-header>
<main class="two"><app-news-detail class="left"><app-breadcrumb><a href="/trang-chu">Trang chủ</a><mat-icon>chevron_right</mat-icon><a href="/tin-tuc">Tin tức</a>
<mat-icon>chevron_right</mat-icon><a href="/tin-tuc/trong-nganh">Tin trong ngành</a></app-breadcrumb>
<div class="stamp"><mat-icon>calendar_today</mat-icon><span>{at.day} thg {at.month}, {at.year}</span><mat-icon>visibility</mat-icon><span>132</span></div>
<h1 class="headline">{escape(piece.title)}</h1>
{by}
<app-share><button mat-icon-button aria-label="Facebook"></button><button mat-icon-button aria-label="Zalo"></button><button mat-icon-button aria-label="In"><mat-icon>print</mat-icon></button>
<button mat-icon-button aria-label="Đọc bài"><mat-icon>volume_up</mat-icon></button></app-share>
{lead}
<div class="content">{text}<figure class="image"><img src="https://cdn.mau.example/2026/vuon-cay.jpg"><figcaption>Mô hình trồng cây ăn quả theo
hướng hữu cơ</figcaption></figure></div>
{source}
<app-files><h3>Tệp đính kèm</h3><a href="https://cdn.mau.example/2026/tai-lieu.pdf">tai-lieu.pdf (412 KB)</a></app-files>
<app-vote><p>Mức độ hài lòng của bạn về bài viết?</p><button>Rất hài lòng</button><button>Hài lòng</button><button>Không hài lòng</button></app-vote>
<app-comments><h3>Ý kiến góp ý (0)</h3><mat-form-field><input placeholder="Họ và tên"></mat-form-field><mat-form-field><textarea placeholder="Nội dung"></textarea></mat-form-field>
<button>Gửi ý kiến</button></app-comments>
<app-related><h3>Tin liên quan</h3>{others}</app-related></app-news-detail>
<aside class="right"><app-clock>10:31 Thứ Hai, 30 tháng 11, 2026</app-clock><mat-card><mat-card-title>Tin đọc nhiều</mat-card-title>
<a href="/tin-tuc/phong-chong-dich-ta-lon">Chủ động phòng chống dịch tả lợn châu Phi</a><span class="row-date">18 thg 9, 2026</span>
<a href="/tin-tuc/canh-bao-lu-quet">Cảnh báo lũ quét, sạt lở đất</a><span class="row-date">{(at + timedelta(days=3)).day} thg {(at + timedelta(days=3)).month}, {(at + timedelta(days=3)).year}</span></mat-card>
<mat-card><mat-card-title>Văn bản mới</mat-card-title><a href="/van-ban/2215">2215/SNNMT-CCTL V/v ứng phó mưa lớn</a><span>Ban hành: 24/11/2026</span></mat-card>
<mat-card><mat-card-title>Giá nông sản (30/11/2026)</mat-card-title><table><tr><td>Cà phê nhân xô</td><td>118.500 đ/kg</td></tr><tr><td>Hồ tiêu</td><td>147.000 đ/kg</td></tr></table></mat-card></aside></main>
<app-footer><div><strong>Cổng thông tin điện tử Sở Nông nghiệp và Môi trường tỉnh Mẫu</strong><p>Chịu trách nhiệm: Ông Lê Văn Mẫu - Phó Giám đốc Sở</p>
<p>Địa chỉ: Tầng 4, Trung tâm hành chính tỉnh Mẫu | Điện thoại: (0269) 3000 000 | Email: snnmt@mau.example</p><p>Phiên bản 2.4.1 cập nhật 12 thg 10, 2026</p></div></app-footer>
</app-root><script src="main.93ac.js" type="module"></script></body></html>"""


TEMPLATES: dict[str, Template] = {
    "school's name in a sentence": school_posted,
    "department's page of the browser": department_browser,
}


def _as_worked(author: str) -> str:
    return f"Thực hiện: {author}" if author else ""


# How a template prints an author, where otherwise than plainly.
SIGNED: dict[str, Callable[[str], str]] = {"department's page of the browser": _as_worked}

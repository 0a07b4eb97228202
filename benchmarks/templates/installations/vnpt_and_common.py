"""VNPT of a ward and the common-title family of a department, by a stranger's hand."""

from html import escape

from benchmarks.templates.installations.written import Installation, texts_of, views
from benchmarks.templates.lines import rows, theo
from benchmarks.templates.piece import Piece


def _vnpt_frame(title: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="vi">
<head id="Head1"><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	{title} - Cổng thông tin điện tử phường Mộc Châu
</title><meta name="keywords" content="phường Mộc Châu, Sơn La" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<link href="/Themes/MocChau/css/bootstrap.min.css" rel="stylesheet" /><link href="/Themes/MocChau/css/site.css?v=3" rel="stylesheet" />
<script src="/Scripts/jquery-1.11.1.min.js"></script>
</head>
<body>
<form method="post" action="#" id="form1">
<div class="aspNetHidden"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwULLTE2MTY2ODcyMjkPZBYCAgMPZBYCZg9kFgI=" /><input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="CA0B0334" /></div>
<div class="mc-banner"><img src="/UploadFiles/banner-moc-chau.jpg" alt="Cổng thông tin điện tử phường Mộc Châu"/></div>
<div class="mc-nav"><ul class="nav-list"><li><a href="/trang-chu">TRANG CHỦ</a></li><li><a href="/1289/gioi-thieu">GIỚI THIỆU</a></li><li><a href="/1290/tin-tuc">TIN TỨC</a></li><li><a href="/1295/chi-dao">CHỈ ĐẠO - ĐIỀU HÀNH</a></li><li><a href="/1301/du-lich">DU LỊCH</a></li></ul></div>
<div class="mc-now"><span id="clock">Thứ 2, ngày 23/11/2026 10:25:31</span> <span class="run">Mùa hoa cải trắng Mộc Châu - mời bạn đến với cao nguyên!</span></div>
<div class="mc-body">
<table width="100%" cellpadding="0" cellspacing="0"><tr>
<td class="mc-left" valign="top" width="240"><div class="DesktopModule"><div class="ModuleTitle">CHUYÊN MỤC</div><ul><li><a href="/1290/thoi-su">Thời sự - Chính trị</a></li><li><a href="/1291/kinh-te">Kinh tế</a></li><li><a href="/1292/van-hoa">Văn hóa - Xã hội</a></li></ul></div>
<div class="DesktopModule"><div class="ModuleTitle">TIN MỚI</div><div class="LatestItem"><a href="/1290/1290/88012/khai-mac-tuan-van-hoa">Khai mạc Tuần văn hóa các dân tộc</a><span class="LatestDate">22/11/2026</span></div><div class="LatestItem"><a href="/1291/1291/87955/che-shan-tuyet">Chè Shan tuyết được cấp chỉ dẫn địa lý</a><span class="LatestDate">18/11/2026</span></div><div class="LatestItem"><a href="/1292/1292/87820/truong-chuan">Thêm một trường đạt chuẩn quốc gia mức độ 2</a><span class="LatestDate">13/11/2026</span></div></div></td>
<td class="mc-center" valign="top">
{main}
</td>
<td class="mc-right" valign="top" width="200"><a href="#"><img src="/UploadFiles/qc/mot-cua.png" alt=""/></a><a href="#"><img src="/UploadFiles/qc/phan-anh.png" alt=""/></a><div class="ModuleTitle">THỐNG KÊ</div><div>Online: 14<br/>Hôm nay: 702<br/>Tổng số: 990.128</div></td>
</tr></table></div>
<div class="mc-footer"><p>CỔNG THÔNG TIN ĐIỆN TỬ PHƯỜNG MỘC CHÂU - TỈNH SƠN LA</p><p>Trưởng Ban biên tập: Hà Văn Mẫu - Chủ tịch UBND phường. Điện thoại: 0212 3000 000</p><p>Thiết kế và xây dựng: VNPT</p></div>
</form></body></html>"""


def vnpt_ward(piece: Piece) -> str:
    """VNPT-style of a ward: a three-cell table, font tags, a two-row picture table, one last line "Author/source" (or either alone)."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    last = _joined(piece)
    last = (
        f'<p style="text-align: right;"><font face="times new roman, times" size="4"><b>{escape(last)}</b></font></p>'
        if last
        else ""
    )
    texts = [
        f'<p style="text-align: justify;"><font face="times new roman, times" size="4">{text}</font></p>'
        for text in texts_of(piece)
    ]
    table = '<table style="margin:0 auto;"><tbody><tr><td><img src="/UploadFiles/images/hn.jpg" width="560" alt="" /></td></tr><tr><td align="center"><font face="times new roman, times" size="3"><i>Lãnh đạo phường thăm mô hình trồng dâu tây</i></font></td></tr></tbody></table>'
    texts.insert(min(1, len(texts)), table)
    newline = "\n"
    main = f"""<div class="DesktopModule UIArticleDetail"><div class="BreadCrumb"><a href="/trang-chu">Trang chủ</a> &gt; <a href="/1290/tin-tuc">Tin tức</a></div>
<div class="ArticleDetailControl">
 <div class="ArticleHeader">{title}</div>
 <div class="mc-tool"><span class="PostDate">Cập nhật: {at:%d/%m/%Y %H:%M}</span><span class="mc-view"> - Số lần đọc: {views(piece)}</span><a href="#" class="zoomout">-A</a><a href="#" class="zoomin">A+</a><a href="/print/{piece.number}">In</a></div>
 <div class="ArticleSummary"><b>{lead}</b></div>
 <div class="ArticleContent">
{newline.join(texts)}
{last}
 </div>
 <div class="mc-share"><iframe src="https://www.facebook.com/plugins/like.php" title="like"></iframe></div>
</div>
<div class="ArticleInMenu"><div class="ModuleTitle">CÁC TIN ĐÃ ĐƯA</div><ul class="OtherArticles">
{rows(piece, '<li><a href="{address}">{title}</a> <span class="PostDate">({date})</span></li>', "%d/%m/%Y")}
</ul><div class="Pagination"><a href="javascript:LoadArticle(1)">1</a><a href="javascript:LoadArticle(2)">2</a></div></div></div>
<script>var option={{url:"/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle",article_category_id:1290,site_id:40}};</script>"""
    return _vnpt_frame(title, main)


def _joined(piece: Piece) -> str:
    """The ward's last line: "Phương Thảo/cantho.gov.vn", the name alone, or "Theo …" where there is no name."""
    if piece.author and piece.credit:
        return f"{piece.author}/{piece.credit}"
    return piece.author or (theo(piece.credit) if piece.credit else "")


_VNPT_LISTING = _vnpt_frame(
    "Tin tức",
    """<div class="DesktopModule UIArticleInMenu"><div class="ModuleTitle">THỜI SỰ - CHÍNH TRỊ</div>
<div class="ArticleItem"><a href="/1290/1290/87990/giao-ban-thang-11"><img src="/UploadFiles/thumb/1.jpg" alt=""/></a><a class="ArticleTitle" href="/1290/1290/87990/giao-ban-thang-11">Hội nghị giao ban công tác tháng 11</a><span class="PostDate">20/11/2026 16:12</span><div class="ArticleSummary">Chiều 20/11, UBND phường tổ chức hội nghị đánh giá kết quả thực hiện nhiệm vụ tháng 11, triển khai nhiệm vụ tháng 12.</div></div>
<div class="ArticleItem"><a class="ArticleTitle" href="/1290/1290/87944/tiep-xuc-cu-tri">Đại biểu HĐND phường tiếp xúc cử tri</a><span class="PostDate">17/11/2026 11:02</span><div class="ArticleSummary">Cử tri kiến nghị sớm sửa chữa tuyến đường liên bản và bổ sung đèn chiếu sáng.</div></div>
<div class="ArticleItem"><a class="ArticleTitle" href="/1290/1290/87871/hien-mau">Trên 200 người hiến máu tình nguyện</a><span class="PostDate">12/11/2026 10:40</span><div class="ArticleSummary">Ngày hội thu được 214 đơn vị máu.</div></div>
<div class="Pagination"><a href="javascript:LoadArticle(1)">1</a><a href="javascript:LoadArticle(2)">2</a><a href="javascript:LoadArticle(3)">3</a></div></div>""",
)


def _common_frame(title: str, head: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title} | Sở Nông nghiệp và Môi trường tỉnh Hưng Yên</title>
<meta name="viewport" content="width=device-width, initial-scale=1.0">
{head}
<link rel="stylesheet" href="/assets/css/common.css?v=20251104"><link rel="stylesheet" href="/assets/css/theme-green.css">
<script src="/assets/js/app.js" defer></script>
</head>
<body class="theme-green">
<header class="hd"><div class="hd-in"><a href="/" class="hd-logo"><img src="/assets/img/quoc-huy.png" alt=""><span>SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG</span><small>TỈNH HƯNG YÊN</small></a><form action="/tim-kiem" class="hd-search"><input name="q" placeholder="Tìm kiếm"></form></div>
<nav><ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu</a></li><li><a href="/trong-trot">Trồng trọt</a></li><li><a href="/chan-nuoi">Chăn nuôi - Thú y</a></li><li><a href="/thuy-loi">Thủy lợi</a></li><li><a href="/dat-dai">Đất đai</a></li><li><a href="/van-ban">Văn bản</a></li></ul></nav></header>
<div class="wrapper-main">
<div class="col-content">
{main}
</div>
<div class="col-side">
<section class="widget"><h2 class="widget-title">Tin nổi bật</h2>
<article class="side-item"><a class="article-title common-title" href="/xuong-giong-cay-vu-dong-a4410.html">Hoàn thành gieo trồng cây vụ đông trước 20/11</a><span class="post-date">21/11/2026</span></article>
<article class="side-item"><a class="article-title common-title" href="/cap-giay-chung-nhan-a4391.html">Đẩy nhanh cấp giấy chứng nhận quyền sử dụng đất</a><span class="post-date">16/11/2026</span></article>
<article class="side-item"><a class="article-title common-title" href="/tiem-phong-dot-2-a4377.html">Kết thúc tiêm phòng gia súc, gia cầm đợt 2</a><span class="post-date">10/11/2026</span></article></section>
<section class="widget"><h2 class="widget-title">Giá nông sản</h2><table><tr><td>Nhãn lồng</td><td>28.000 đ/kg</td></tr><tr><td>Lúa Bắc thơm</td><td>9.200 đ/kg</td></tr></table><small>Cập nhật 23/11/2026</small></section>
<section class="widget"><h2 class="widget-title">Video</h2><a href="/video/mo-hinh-nuoi-ca"><img src="/assets/v.jpg" alt="">Mô hình nuôi cá lồng trên sông Hồng</a></section>
</div></div>
<footer class="ft"><p>Cơ quan chủ quản: UBND tỉnh Hưng Yên</p><p>Chịu trách nhiệm nội dung: Giám đốc Sở Nguyễn Văn Mẫu</p><p>Điện thoại: 0221 3000 000 | Lượt truy cập: 12.880.010</p></footer>
</body></html>"""


def common_title_department(piece: Piece) -> str:
    """Common-title of a department: "HH:MM DD/MM/YYYY" and "Tác giả: …" in a bar, figures, related news inside the content, "Nguồn: …" under it."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    texts = [f'<p><span style="font-family:Arial,Helvetica,sans-serif">{text}</span></p>' for text in texts_of(piece)]
    figure = f'<figure class="image"><img alt="" src="/upload/{at:%Y/%m}/{piece.number}.jpg"><figcaption>Nông dân xã Tân Hưng chăm sóc rau màu.</figcaption></figure>'
    box = f'<div class="related-inline"><strong>Tin liên quan</strong>\n{rows(piece, "<a href=" + chr(34) + "{address}" + chr(34) + ">{title}</a>", last=2)}\n</div>'
    texts.insert(0, figure)
    texts.insert(min(3, len(texts)), box)
    author = f'<span class="post-author">Tác giả: {escape(piece.author)}</span>' if piece.author else ""
    source = f'<div class="article-source">Nguồn: {escape(piece.credit)}</div>' if piece.credit else ""
    newline = "\n"
    head = f'<meta name="description" content="{lead}"><meta property="og:type" content="article"><meta property="og:title" content="{title}"><meta property="og:image" content="/upload/{at:%Y/%m}/{piece.number}.jpg">'
    main = f"""<div class="breadcrumb"><a href="/">Trang chủ</a><a href="/tin-tuc">Tin tức</a><a href="/tin-nganh">Tin ngành</a></div>
<div class="detail">
 <h1 class="title-detail">{title}</h1>
 <div class="detail-bar"><span class="post-date">{at:%H:%M %d/%m/%Y}</span>{author}<span class="view">{views(piece)} lượt xem</span>
  <span class="bar-tool"><button class="btn-audio">Nghe đọc bài</button><button class="btn-font">A-</button><button class="btn-font">A+</button><button class="btn-print">In</button></span></div>
 <div class="article-brief common-brief">{lead}</div>
 <div class="article-content common-content">
{newline.join(texts)}
 </div>
 {source}
 <div class="detail-tags"><span>Từ khóa</span><a href="/tag/nong-nghiep">nông nghiệp</a><a href="/tag/hung-yen">Hưng Yên</a></div>
 <div class="detail-share"><a href="#">Facebook</a><a href="#">Zalo</a><a href="#">Sao chép liên kết</a></div>
</div>
<div class="same-cat"><h2 class="widget-title">Cùng chuyên mục</h2>
{rows(piece, '<article><a class="article-title common-title" href="{address}">{title}</a><div class="post-date">{date}</div></article>', "%H:%M %d/%m/%Y")}
</div>"""
    return _common_frame(title, head, main)


_COMMON_VIDEO = _common_frame(
    "Mô hình nuôi cá lồng trên sông Hồng",
    '<meta property="og:type" content="video.other"><meta property="og:title" content="Mô hình nuôi cá lồng trên sông Hồng">',
    """<div class="breadcrumb"><a href="/">Trang chủ</a><a href="/video">Video</a></div>
<div class="video-detail"><div class="player"><video controls poster="/assets/v.jpg"><source src="/upload/video/ca-long.mp4" type="video/mp4"></video></div><h1 class="title-video">Mô hình nuôi cá lồng trên sông Hồng</h1><span class="post-date">09:00 14/11/2026</span></div>
<div class="same-cat"><h2 class="widget-title">Video khác</h2><article><a class="article-title common-title" href="/video/cay-an-qua">Kỹ thuật cắt tỉa nhãn sau thu hoạch</a><div class="post-date">08:10 02/10/2026</div></article><article><a class="article-title common-title" href="/video/de-dieu">Kiểm tra đê điều trước mùa lũ</a><div class="post-date">15:20 30/06/2026</div></article></div>""",
)

INSTALLATIONS = (
    Installation(name="VNPT of a ward", platform="vnpt", render=vnpt_ward, other=("listing", _VNPT_LISTING)),
    Installation(
        name="common-title of a department",
        platform="common-title",
        render=common_title_department,
        other=("video", _COMMON_VIDEO),
    ),
)

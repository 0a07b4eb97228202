"""NukeViet of a department and of a ward, by a stranger's hand."""

from datetime import timedelta
from html import escape

from benchmarks.templates.installations.written import Installation, fixed_list, texts_of, views, weekday_of_nukeviet
from benchmarks.templates.lines import rows, theo
from benchmarks.templates.piece import Piece

_NV_NOTICES = (
    ("Thông báo lịch tiếp công dân tháng 12 năm 2026 của Giám đốc Sở", "20/11/2026"),
    ("Mời tham gia Hội chợ hàng công nghiệp nông thôn tiêu biểu khu vực phía Nam", "17/11/2026"),
    ("Kết quả kỳ xét tuyển viên chức Trung tâm Khuyến công và Tư vấn phát triển công nghiệp", "12/11/2026"),
    ("Về việc cắt điện có kế hoạch tuần 46", "09/11/2026"),
    ("Danh sách cơ sở đủ điều kiện kinh doanh khí đợt 3", "02/11/2026"),
)


def _nv_frame(title: str, head: str, main: str) -> str:
    site = "Sở Công Thương tỉnh Đồng Nai"
    return f"""<!DOCTYPE html>
    <html lang="vi" xmlns="http://www.w3.org/1999/xhtml" prefix="og: http://ogp.me/ns#">
    <head>
<title>{title}</title>
{head}
<meta name="author" content="{site}">
<meta name="copyright" content="{site} [webmaster@sct.mau.example]">
<meta name="generator" content="NukeViet v4.5">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta property="og:site_name" content="{site}">
<link rel="shortcut icon" href="/uploads/favicon.ico">
<link rel="alternate" href="/rss/" title="Tin Tức" type="application/rss+xml">
<link rel="alternate" href="/rss/thuong-mai/" title="Tin Tức - Thương mại" type="application/rss+xml">
<link rel="preload" as="script" href="/assets/js/jquery/jquery.min.js?t=1763020031" type="text/javascript">
<link rel="stylesheet" href="/assets/css/font-awesome.min.css?t=1763020031">
<link rel="stylesheet" href="/themes/sct_dongnai/css/bootstrap.min.css?t=1763020031">
<link rel="stylesheet" href="/themes/sct_dongnai/css/style.css?t=1763020031">
<link rel="StyleSheet" href="/themes/sct_dongnai/css/news.css?t=1763020031">
    </head>
    <body class="sct">
<noscript><div class="alert alert-danger">Trình duyệt của bạn đã tắt chức năng hỗ trợ JavaScript.<br />Website chỉ làm việc khi bạn bật nó trở lại.</div></noscript>
<div id="topbar"><div class="container"><div class="row">
 <div class="col-xs-12 topbar-date"><em class="fa fa-calendar">&nbsp;</em>Thứ hai, 23/11/2026, 10:25:08</div>
 <div class="col-xs-12 text-right"><a href="/contact/">Liên hệ</a> | <a href="/users/login/" rel="nofollow">Đăng nhập</a> | <a href="/en/">English</a></div>
</div></div></div>
<header class="banner"><div class="container"><a title="{site}" href="/"><img src="/uploads/banner-sct-2025.png" width="1170" height="160" alt="{site}"></a></div></header>
<nav id="mainmenu"><div class="container"><ul class="mega">
 <li><a href="/"><em class="fa fa-home"></em></a></li><li><a href="/about/">Giới thiệu</a><ul><li><a href="/about/lanh-dao-so.html">Lãnh đạo Sở</a></li><li><a href="/about/chuc-nang-nhiem-vu.html">Chức năng, nhiệm vụ</a></li></ul></li>
 <li><a href="/cong-nghiep/">Công nghiệp</a></li><li><a href="/thuong-mai/">Thương mại</a></li><li><a href="/nang-luong/">Năng lượng</a></li><li><a href="/xuc-tien/">Xúc tiến thương mại</a></li><li><a href="/laws/">Văn bản</a></li><li><a href="/download/">Biểu mẫu</a></li>
</ul></div></nav>
<div class="marquee-wrap"><div class="container"><span class="label label-danger">Tin nóng</span><marquee scrollamount="4">Đường dây nóng tiếp nhận phản ánh về hàng giả, gian lận thương mại: 0251 3000 000 (24/24)</marquee></div></div>
<div class="container" id="body">
<div class="row">
<aside class="col-sm-6 col-md-6 sidebar-left">
 <div class="box"><h3 class="box-title">Thông báo</h3><ul class="list-none box-news">
{fixed_list(_NV_NOTICES, '  <li><a href="/thong-bao/tb-{slug}.html" title="{title}">{title}</a> <span class="small">({date})</span></li>')}
 </ul></div>
 <div class="box"><h3 class="box-title">Giá xăng dầu</h3><table class="table"><tr><td>RON 95-III</td><td>20.140 đ</td></tr><tr><td>E5 RON 92</td><td>19.520 đ</td></tr></table><p class="small text-right">Áp dụng từ 15h00 ngày 19/11/2026</p></div>
 <div class="nv-block-banners"><a rel="nofollow" href="/banners/click/?id=5&amp;s=9b1c" title="Cổng dịch vụ công"><img alt="Cổng dịch vụ công" src="/uploads/banners/dvc.jpg" width="240"></a></div>
</aside>
<main class="col-sm-18 col-md-18">
<div class="breadcrumbs-wrap"><ul class="breadcrumbs" itemscope itemtype="https://schema.org/BreadcrumbList"><li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a href="/" itemprop="item"><span itemprop="name">Trang nhất</span></a></li><li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a href="/thuong-mai/" itemprop="item"><span itemprop="name">Thương mại</span></a></li></ul></div>
{main}
</main>
</div></div>
<div class="weblinks container"><select class="form-control"><option>-- Liên kết website --</option><option>UBND tỉnh Đồng Nai</option><option>Bộ Công Thương</option></select></div>
<footer id="footer"><div class="container"><p><strong>SỞ CÔNG THƯƠNG TỈNH ĐỒNG NAI</strong></p><p>Chịu trách nhiệm: Ông Nguyễn Văn Mẫu, Phó Giám đốc Sở. Giấy phép số 41/GP-TTĐT ngày 14/8/2025</p>
<p>Địa chỉ: đường Nguyễn Ái Quốc, phường Tân Triều, tỉnh Đồng Nai. Điện thoại: 0251 3000 000</p><p>Đang truy cập: 31 - Hôm nay: 1.902 - Tổng lượt truy cập: 4.120.553</p></div></footer>
<script src="/assets/js/jquery/jquery.min.js?t=1763020031"></script>
<script src="/assets/js/language/vi.js?t=1763020031"></script>
<script src="/assets/js/global.js?t=1763020031"></script>
<script src="/themes/sct_dongnai/js/main.js?t=1763020031"></script>
</body></html>"""


def nukeviet_department(piece: Piece) -> str:
    """NukeViet 4.5 in a department's theme: photo with caption before the lead, Word's spans, attachment, author and source in the CMS' lines."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    changed = at + timedelta(days=1, hours=2, minutes=11)
    word = "\n\n".join(
        f'<p class="MsoNormal" style="text-align:justify;text-indent:1cm"><span style="font-size:14pt"><span style="line-height:120%"><span style="font-family:&quot;Times New Roman&quot;,serif">{text}</span></span></span></p>'
        for text in texts_of(piece)
    )
    author = f'<p class="h5 text-right"><strong>Tác giả: </strong>{escape(piece.author)}</p>' if piece.author else ""
    source = f'<p class="h5 text-right"><strong>Nguồn tin: </strong>{escape(piece.credit)}</p>' if piece.credit else ""
    hidden = f'<div class="hidden hide d-none" itemprop="author" itemtype="http://schema.org/Person" itemscope><span itemprop="name">{escape(piece.author or "vanthusct")}</span></div>'
    head = f"""<meta name="description" content="{escape(piece.lead[:150])}...">
<meta property="og:title" content="{title}">
<meta property="og:type" content="article">
<meta property="og:image" content="/uploads/news/{at:%Y_%m}/{piece.number}.jpg">
<meta property="og:url" content="{escape(piece.address)}">
<meta property="article:published_time" content="{at:%Y-%m-%d}+07{at:%H:%M:%S}">
<meta property="article:modified_time" content="{changed:%Y-%m-%d}+07{changed:%H:%M:%S}">
<meta property="article:section" content="Thương mại">
<link rel="canonical" href="{escape(piece.address)}">"""
    main = f"""<div class="detail-wrap" itemtype="http://schema.org/NewsArticle" itemscope>
 <h1 class="title" itemprop="headline">{title}</h1>
 {hidden}
 <span class="hidden hide d-none" itemprop="datePublished">{changed:%Y-%m-%dT%H:%M:%S}+07:00</span>
 <span class="hidden hide d-none" itemprop="dateModified">{changed:%Y-%m-%dT%H:%M:%S}+07:00</span>
 <div class="row detail-meta"><div class="col-md-14"><span class="h5">{weekday_of_nukeviet(at)} - {at:%d/%m/%Y %H:%M}</span></div>
  <div class="col-md-10 text-right"><a class="dimgray" rel="nofollow" title="In ra" href="#"><em class="fa fa-print fa-lg">&nbsp;</em></a> <a class="dimgray" rel="nofollow" title="Lưu bài viết này" href="/savefile/thuong-mai/bai-{piece.number}.html"><em class="fa fa-save fa-lg">&nbsp;</em></a> <button id="fs-minus">A-</button><button id="fs-plus">A+</button> <button class="voice-btn"><em class="fa fa-volume-up"></em> Nghe bài viết</button></div></div>
 <div class="clearfix">
  <figure class="article left pointer" onclick="modalShowByObj(this);"><div style="width:300px;"><p class="text-center"><img alt="{title}" src="/uploads/news/{at:%Y_%m}/{piece.number}.jpg" width="300" class="img-thumbnail"/></p><figcaption>Các gian hàng tại khu trưng bày. Ảnh: CTV</figcaption></div></figure>
  <div class="hometext m-bottom" itemprop="description"><strong>{lead}</strong></div>
 </div>
 <div id="news-bodyhtml" class="bodytext margin-bottom-lg">
{word}
 </div>
 <div class="margin-bottom-lg"><h3 class="newh3"><em class="fa fa-download">&nbsp;</em><strong>Tập tin đính kèm</strong></h3>
  <div class="list-group news-download-file"><div class="list-group-item"><a href="/thuong-mai/bai-{piece.number}/0/?download=1" title="Tải về">kh-{piece.number}-sct.pdf</a><span class="badge">412.5 KB</span></div></div></div>
 <div class="margin-bottom-lg">
  {author}
  {source}
 </div>
 <div class="alert alert-info margin-bottom-lg">Chú ý: Việc đăng lại bài viết trên ở website hoặc các phương tiện truyền thông khác mà không ghi rõ nguồn là vi phạm bản quyền</div>
</div>
<div class="h5 detail-tags"><em class="fa fa-tags">&nbsp;</em><strong>Tags: </strong><a title="thương mại" href="/tag/thương-mại"><em>thương mại</em></a>, <a title="Đồng Nai" href="/tag/đồng-nai"><em>Đồng Nai</em></a></div>
<form id="form3B" action=""><div class="h5 clearfix"><p id="stringrating">Tổng số điểm của bài viết là: 5 trong 1 đánh giá</p><span id="hover-test">Click để đánh giá bài viết</span></div></form>
<div id="idcomment" class="nv-fullbg" data-module="news" data-id="{piece.number}"><p class="comment-title"><em class="fa fa-comments">&nbsp;</em> Ý kiến bạn đọc</p>
 <div id="showcomment"><ul class="comment-list"><li class="media" id="cid_9"><div class="media-body"><strong class="cm_item">Trần Thị Lụa</strong> <span class="small">{at + timedelta(days=3, hours=1):%d/%m/%Y %H:%M}</span><p>Đề nghị Sở công bố danh sách các điểm bán hàng bình ổn giá ở vùng xa.</p></div></li></ul></div>
 <form method="post" role="form" target="submitcommentarea" action="/comment/post/"><input type="hidden" name="module" value="news" /><input type="text" name="name" placeholder="Tên của bạn" /><textarea name="content" id="commentcontent" rows="5"></textarea><input type="submit" value="Gửi bình luận" /></form></div>
<div class="other-news"><p class="h3"><strong>Những tin mới hơn</strong></p><ul class="detail-related related list-none list-items">
{rows(piece, '<li><em class="fa fa-angle-right">&nbsp;</em><h4><a href="{address}" title="{title}">{title}</a></h4> <em>({date})</em></li>', "%d/%m/%Y", last=5)}
</ul><p class="h3"><strong>Những tin cũ hơn</strong></p><ul class="detail-related related list-none list-items">
{rows(piece, '<li><em class="fa fa-angle-right">&nbsp;</em><h4><a href="{address}" title="{title}">{title}</a></h4> <em>({date})</em></li>', "%d/%m/%Y")}
</ul></div>"""
    return _nv_frame(title, head, main)


_NV_LISTING = _nv_frame(
    "Thương mại",
    '<meta name="description" content="Thương mại - Viewcat - Tin Tức"><meta property="og:title" content="Thương mại"><meta property="og:type" content="website">',
    """<div class="viewcat"><h1 class="cat-title">Thương mại</h1>
<div class="panel-body"><h3><a href="/thuong-mai/ket-noi-tieu-thu-buoi-tan-trieu-512.html">Kết nối tiêu thụ bưởi Tân Triều dịp Tết</a></h3><div class="text-muted"><ul class="list-unstyled list-inline"><li><em class="fa fa-clock-o">&nbsp;</em> 21/11/2026 08:07:00</li><li><em class="fa fa-eye">&nbsp;</em> Đã xem: 210</li><li><em class="fa fa-comment-o">&nbsp;</em> Phản hồi: 0</li></ul></div>Sáng 20/11, Sở Công Thương phối hợp các hệ thống phân phối khảo sát vùng trồng và ký biên bản ghi nhớ tiêu thụ 300 tấn bưởi.</div>
<div class="panel-body"><h3><a href="/thuong-mai/kiem-tra-kho-hang-dip-cuoi-nam-509.html">Kiểm tra kho hàng dịp cuối năm</a></h3><div class="text-muted"><ul class="list-unstyled list-inline"><li><em class="fa fa-clock-o">&nbsp;</em> 18/11/2026 15:40:00</li><li><em class="fa fa-eye">&nbsp;</em> Đã xem: 98</li></ul></div>Đoàn liên ngành đã kiểm tra 12 kho hàng tại các phường Biên Hòa, Trảng Dài và Long Bình.</div>
<div class="panel-body"><h3><a href="/thuong-mai/xuat-khau-10-thang-505.html">Xuất khẩu 10 tháng tăng 9,2%</a></h3><div class="text-muted"><ul class="list-unstyled list-inline"><li><em class="fa fa-clock-o">&nbsp;</em> 05/11/2026 10:11:00</li><li><em class="fa fa-eye">&nbsp;</em> Đã xem: 431</li></ul></div>Kim ngạch xuất khẩu 10 tháng của tỉnh ước đạt 21,4 tỷ USD, tăng 9,2% so với cùng kỳ năm trước.</div>
<ul class="pagination"><li class="active"><a href="#">1</a></li><li><a href="/thuong-mai/page-2/">2</a></li><li><a href="/thuong-mai/page-3/">3</a></li></ul></div>""",
)


def _egov_frame(title: str, head: str, main: str) -> str:
    site = "Trang thông tin điện tử phường Hạc Thành"
    return f"""<!DOCTYPE html>
	<html lang="vi" xmlns="http://www.w3.org/1999/xhtml" prefix="og: http://ogp.me/ns#">
	<head>
		<title>{title}</title>
		{head}
		<meta name="author" content="{site}">
		<meta name="copyright" content="{site} [vanphong@phuong.mau.example]">
		<meta name="generator" content="NukeViet v4.3">
		<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
		<link rel="shortcut icon" href="/favicon.ico">
		<link rel="alternate" href="/index.php?language=vi&amp;nv=news&amp;op=rss" title="Tin Tức" type="application/rss+xml">
		<link rel="StyleSheet" href="/assets/css/font-awesome.min.css?t=219">
		<link rel="StyleSheet" href="/themes/egov/css/bootstrap.min.css?t=219">
		<link rel="StyleSheet" href="/themes/egov/css/style.css?t=219">
		<link rel="StyleSheet" href="/themes/egov/css/news.css?t=219">
		<script src="/assets/js/jquery/jquery.min.js?t=219"></script>
		<script src="/themes/egov/js/main.js?t=219"></script>
	</head>
	<body>
	<div class="wraper">
	<header><div class="banner"><a href="/" title="{site}"><img src="/uploads/banner-phuong.jpg" alt="{site}"></a></div>
	<div class="menu-bar"><div class="navbar navbar-default"><ul class="nav navbar-nav"><li><a class="home" title="Trang nhất" href="/"><em class="fa fa-lg fa-home"></em></a></li><li><a href="/gioi-thieu/">Giới thiệu</a></li><li><a href="/tin-tuc/">Tin tức</a></li><li><a href="/cai-cach-hanh-chinh/">Cải cách hành chính</a></li><li><a href="/chuyen-doi-so/">Chuyển đổi số</a></li><li><a href="/van-ban/">Văn bản</a></li><li><a href="/hoi-dap/">Hỏi đáp</a></li></ul></div></div>
	<div class="headline-bar"><span class="date">Thứ hai, 23/11/2026, 08:02</span><marquee>Chào mừng kỷ niệm ngày Nhà giáo Việt Nam 20/11 - Phường Hạc Thành thi đua lập thành tích</marquee></div></header>
	<section><div class="container" id="body"><div class="row">
	<div class="col-sm-16 col-md-17">
{main}
	</div>
	<div class="col-sm-8 col-md-7">
	<div class="panel panel-default"><div class="panel-heading">Lịch công tác tuần</div><div class="panel-body"><p>Thứ hai 23/11: Giao ban Thường trực Đảng ủy</p><p>Thứ ba 24/11: Tiếp công dân định kỳ</p><p>Thứ tư 25/11: Kiểm tra vệ sinh môi trường tổ dân phố 5</p></div></div>
	<div class="panel panel-default"><div class="panel-heading">Văn bản mới</div><div class="panel-body"><ul class="list-none">
	<li><a href="/van-ban/detail/112-kh-ubnd/">112/KH-UBND</a><br/><em>(Ngày ban hành: 19/11/2026)</em> Kế hoạch diễn tập phòng cháy, chữa cháy và cứu nạn, cứu hộ</li>
	<li><a href="/van-ban/detail/87-tb-ubnd/">87/TB-UBND</a><br/><em>(Ngày ban hành: 12/11/2026)</em> Thông báo lịch tiêm vắc xin cho đàn vật nuôi vụ thu đông</li>
	<li><a href="/van-ban/detail/203-qd-ubnd/">203/QĐ-UBND</a><br/><em>(Ngày ban hành: 03/11/2026)</em> Quyết định kiện toàn Tổ công nghệ số cộng đồng</li></ul></div></div>
	<div class="panel panel-default"><div class="panel-heading">Thăm dò ý kiến</div><div class="panel-body"><form action="/" method="get"><h4>Bạn đánh giá thế nào về thái độ phục vụ của bộ phận một cửa?</h4><label><input type="radio" name="option" value="1"> Rất hài lòng</label><label><input type="radio" name="option" value="2"> Hài lòng</label><input class="btn btn-success btn-sm" type="button" value="Bình chọn" /></form></div></div>
	<div class="panel panel-default"><div class="panel-heading">Thống kê truy cập</div><div class="panel-body"><ul class="counter list-none"><li><span>Đang truy cập</span><span>12</span></li><li><span>Hôm nay</span><span>845</span></li><li><span>Tổng lượt truy cập</span><span>1.345.902</span></li></ul></div></div>
	</div></div></div></section>
	<footer id="footer"><p>Bản quyền thuộc về <a href="/">UBND phường Hạc Thành, tỉnh Thanh Hóa</a></p><p>Trưởng Ban biên tập: Ông Lê Văn Mẫu - Phó Chủ tịch UBND phường. Điện thoại: 0237 3000 000</p><p>Mã nguồn NukeViet</p></footer>
	</div>
	<script src="/assets/js/language/vi.js?t=219"></script><script src="/assets/js/global.js?t=219"></script>
	</body></html>"""


def nukeviet_ward(piece: Piece) -> str:
    """NukeViet eGovernment of a ward: three counters in h5 spans, one div of bare breaks, "Tác giả bài viết:" by the CMS, "Theo …" typed as the last line."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    changed = at + timedelta(hours=5, minutes=3)
    typed = f"<br />\n<br />\n<em>{escape(theo(piece.credit))}</em>" if piece.credit else ""
    author = (
        f'<p class="h5 text-right"><strong>Tác giả bài viết: </strong>{escape(piece.author)}</p>'
        if piece.author
        else ""
    )
    body = "<br />\n<br />\n".join(texts_of(piece))
    head = f"""<meta name="description" content="{escape(piece.lead[:140])}...">
		<meta property="og:title" content="{title}"><meta property="og:type" content="article"><meta property="og:url" content="{escape(piece.address)}">
		<meta property="article:published_time" content="{at:%Y-%m-%d}+07{at:%H:%M:%S}"><meta property="article:modified_time" content="{changed:%Y-%m-%d}+07{changed:%H:%M:%S}">"""
    main = f"""<ol class="breadcrumb"><li><a href="/">Trang nhất</a></li><li><a href="/tin-tuc/">Tin tức</a></li><li><a href="/tin-tuc/trong-phuong/">Hoạt động của phường</a></li></ol>
<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle" itemscope>
	<div class="panel-body">
		<h1 class="title margin-bottom-lg" itemprop="headline">{title}</h1>
		<div class="hidden" itemprop="author" itemtype="http://schema.org/Person" itemscope><span itemprop="name">{escape(piece.author or "bbtphuong")}</span></div>
		<span class="hidden" itemprop="datePublished">{changed:%Y-%m-%dT%H:%M:%S}+07:00</span>
		<div class="row margin-bottom-lg">
			<div class="col-md-14"><span class="h5">{weekday_of_nukeviet(at)} - {at:%d/%m/%Y %H:%M}</span> <span class="h5"><em class="fa fa-eye">&nbsp;</em>Đã xem: {views(piece)}</span> <span class="h5"><em class="fa fa-comment-o">&nbsp;</em>Phản hồi: 0</span></div>
			<div class="col-md-10"><ul class="list-inline text-right"><li>Cỡ chữ: <a href="#" class="fz-minus">A-</a> <a href="#" class="fz-plus">A+</a></li><li><a title="Gửi bài viết qua email" href="#"><em class="fa fa-envelope fa-lg"></em></a></li><li><a title="In ra" href="#"><em class="fa fa-print fa-lg"></em></a></li></ul></div>
		</div>
		<div class="clearfix"><div class="hometext m-bottom" itemprop="description">{lead}</div></div>
		<div id="news-bodyhtml" class="bodytext margin-bottom-lg">
			<div style="text-align:center"><img alt="" height="420" src="/uploads/news/{at:%Y_%m}/z{piece.number}.jpg" width="640" /><br />
			<em>Quang cảnh buổi làm việc</em></div>
			<br />
			<div style="text-align: justify;">{body}{typed}</div>
		</div>
		<div class="margin-bottom-lg">{author}</div>
	</div>
</div>
<div class="news_column panel panel-default"><div class="panel-body"><div class="socialicon clearfix"><div class="fb-like" data-href="{escape(piece.address)}" data-layout="button_count" data-share="true">&nbsp;</div><a href="javascript:;" class="zalo-share-button">Chia sẻ Zalo</a></div></div></div>
<div class="news_column panel panel-default"><div class="panel-body other-news"><p class="h3"><strong>Những tin cũ hơn</strong></p><ul class="related list-inline">
{rows(piece, '<li><em class="fa fa-angle-right">&nbsp;</em><a class="list-inline" href="{address}" title="{title}">{title}</a> <em>({date})</em></li>', "%d/%m/%Y")}
</ul></div></div>"""
    return _egov_frame(title, head, main)


_EGOV_DOCUMENT = _egov_frame(
    "Kế hoạch diễn tập phòng cháy, chữa cháy và cứu nạn, cứu hộ - 112/KH-UBND",
    '<meta name="description" content="112/KH-UBND - Văn bản"><meta property="og:type" content="website">',
    """<h3 class="lawh3">Kế hoạch diễn tập phòng cháy, chữa cháy và cứu nạn, cứu hộ</h3>
<table class="table table-striped table-bordered table-hover"><tbody>
<tr><td style="width:200px" class="text-right">Số kí hiệu</td><td>112/KH-UBND</td></tr>
<tr><td class="text-right">Ngày ban hành</td><td>19/11/2026</td></tr>
<tr><td class="text-right">Ngày bắt đầu hiệu lực</td><td>19/11/2026</td></tr>
<tr><td class="text-right">Thể loại</td><td><a href="/van-ban/cat/ke-hoach/">Kế hoạch</a></td></tr>
<tr><td class="text-right">Lĩnh vực</td><td><a href="/van-ban/area/an-ninh/">An ninh, quốc phòng</a></td></tr>
<tr><td class="text-right">Cơ quan ban hành</td><td>UBND phường Hạc Thành</td></tr>
<tr><td class="text-right">Người ký</td><td>Lê Văn Mẫu</td></tr></tbody></table>
<h3 class="lawh3"><em class="fa fa-download"></em> Tải về</h3><ul><li><a href="/van-ban/down/112-kh-ubnd/?id=0">112.kh.ubnd_signed.pdf</a></li></ul>
<h3 class="subtitle">Các văn bản cùng lĩnh vực</h3><table class="table"><tr><th>Số kí hiệu</th><th>Trích yếu</th></tr><tr><td>98/KH-UBND</td><td>Bảo đảm an ninh trật tự dịp Quốc khánh 2/9</td></tr></table>""",
)

INSTALLATIONS = (
    Installation(
        name="NukeViet of a department", platform="nukeviet", render=nukeviet_department, other=("listing", _NV_LISTING)
    ),
    Installation(
        name="NukeViet eGovernment of a ward",
        platform="nukeviet-egov",
        render=nukeviet_ward,
        other=("document", _EGOV_DOCUMENT),
    ),
)

"""SharePoint with Tân Dân's web parts of a commune and without them of a ministry, by a stranger's hand."""

from datetime import timedelta
from functools import partial
from html import escape

from benchmarks.templates.installations.written import Installation, texts_of, views
from benchmarks.templates.lines import rows, weekday
from benchmarks.templates.piece import Piece, worked


def _td_frame(title: str, main: str) -> str:
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html dir="ltr" lang="vi-VN">
<head><meta http-equiv="X-UA-Compatible" content="IE=edge"/><meta name="GENERATOR" content="Microsoft SharePoint" /><meta http-equiv="Content-type" content="text/html; charset=utf-8" /><meta http-equiv="Expires" content="0" /><meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>
	{title}
</title><link rel="stylesheet" type="text/css" href="/_layouts/15/1066/styles/Themable/corev15.css?rev=WkpFqwLmLpXUMqlCxlOgeQ%3D%3D"/>
<link rel="stylesheet" type="text/css" href="/style%20library/tandan/css/portal.css"/>
<script type="text/javascript" src="/_layouts/15/init.js?rev=qIxiS5gT29r0A%2BvQ"></script>
<script type="text/javascript" src="/ScriptResource.axd?d=NJmAwtEo3Ipnlaxl6CMhv"></script>
<script type="text/javascript">var _spPageContextInfo={{webServerRelativeUrl:"/portal",webLanguage:1066,siteClientTag:"0$$15.0.4569.1000"}};</script>
</head>
<body onhashchange="if (typeof(_spBodyOnHashChange) != 'undefined') _spBodyOnHashChange();">
<form method="post" action="#" onsubmit="javascript:return WebForm_OnSubmit();" id="aspnetForm">
<input type="hidden" name="_wpcmWpid" id="_wpcmWpid" value="" /><input type="hidden" name="MSOWebPartPage_PostbackSource" id="MSOWebPartPage_PostbackSource" value="" /><input type="hidden" name="__REQUESTDIGEST" id="__REQUESTDIGEST" value="noDigest" /><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUBMA9kFgJmD2QWAgIBD2QWBAIBD2QWBmYPZBYCAgEPFgIeE1ByZXZpb3VzQ29udHJvbE1vZGUL" />
<div id="s4-workspace"><div id="s4-bodyContainer">
<div class="xa-top"><div class="xa-logo"><img src="/style%20library/tandan/images/quochuy.png" alt=""/><h2>TRANG THÔNG TIN ĐIỆN TỬ</h2><h1 class="xa-name">XÃ THANH NƯA - TỈNH ĐIỆN BIÊN</h1></div><div class="xa-date">Hôm nay: Thứ 2, 23/11/2026 10:25</div></div>
<div class="xa-menu"><ul><li><a href="/portal/Pages/default.aspx">Trang chủ</a></li><li><a href="/portal/Pages/gioi-thieu.aspx">Giới thiệu</a></li><li><a href="/portal/Pages/tin-tuc.aspx">Tin tức</a></li><li><a href="/portal/Pages/van-ban.aspx">Văn bản</a></li><li><a href="/portal/Pages/lien-he.aspx">Liên hệ</a></li></ul></div>
<span id="DeltaPlaceHolderMain"><div class="xa-grid">
<div class="xa-right"><div class="ms-webpart-zone ms-fullWidth"><div class="ms-webpartzone-cell"><h2 class="xa-h">Thông báo</h2><ul class="xa-tb"><li><a href="/portal/Pages/2026-11-20/Lich-tiep-cong-dan-q1a.aspx">Lịch tiếp công dân của Chủ tịch UBND xã tháng 12</a> <i>20/11/2026</i></li><li><a href="/portal/Pages/2026-11-16/Niem-yet-ho-so-dat-dai-b7c.aspx">Niêm yết công khai hồ sơ đăng ký đất đai lần đầu</a> <i>16/11/2026</i></li><li><a href="/portal/Pages/2026-11-03/Dieu-chinh-gia-nuoc-h2k.aspx">Điều chỉnh giá nước sạch nông thôn</a> <i>03/11/2026</i></li></ul></div></div>
<div class="xa-bn"><img src="/SiteCollectionImages/dvc.jpg" alt="Dịch vụ công trực tuyến"/><img src="/SiteCollectionImages/hoc-tap-bac.jpg" alt="Học tập và làm theo Bác"/></div><div class="xa-count">Lượt truy cập: 203.411 - Đang online: 6</div></div>
<div class="xa-main">
{main}
</div></div></span>
<div class="xa-foot"><p>TRANG THÔNG TIN ĐIỆN TỬ XÃ THANH NƯA, TỈNH ĐIỆN BIÊN</p><p>Chịu trách nhiệm chính: Ông Lò Văn Mẫu - Chủ tịch UBND xã. ĐT: 0215 3000 000</p></div>
</div></div></form></body></html>"""


def tan_dan_commune(piece: Piece) -> str:
    """Tân Dân's web part in a commune: date above the title, ExternalClass divs with zero-width marks, a bare bold name and "Nguồn: …" typed last, related lists in and under the box."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    texts = texts_of(piece)
    body = "\n".join(
        f'<div style="text-align:justify;"><span class="ms-rteFontSize-3">{text}</span>&#8203;<br/></div>'
        for text in texts
    )
    name = (
        f'<div style="text-align:right;"><strong class="ms-rteFontSize-3">{escape(piece.author)}</strong>&#8203;</div>'
        if piece.author
        else ""
    )
    source = f'<div style="text-align:right;"><em>Nguồn: {escape(piece.credit)}</em></div>' if piece.credit else ""
    main = f"""<div class="xa-bread"><a href="/portal/Pages/default.aspx">Trang chủ</a> › <a href="/portal/Pages/tin-tuc.aspx">Tin tức - Sự kiện</a></div>
<div class="tandan-p-article-news">
 <div class="xa-line"><span class="tandan-span-date-publish">Đăng ngày {at:%d-%m-%Y %H:%M:%S}</span> <span class="xa-size">Cỡ chữ <a href="#">A-</a> <a href="#">A+</a></span> <a class="xa-print" href="javascript:window.print()">In bài</a></div>
 <h3 class="tandan-p-article-news-title">{title}</h3>
 <div class="tandan-p-article-news-summary">{lead}</div>
 <div class="tandan-p-article-news-main"><div id="ctl00_PlaceHolderMain_ctl01__ControlWrapper_RichHtmlField" class="ms-rtestate-field" style="display:inline" aria-labelledby="ctl00_PlaceHolderMain_ctl01_label"><div class="ExternalClass5A0C3D{piece.number:04d}">
<div style="text-align:center;">&#8203;<img src="/SiteCollectionImages/{at:%Y-%m}/{piece.number}.jpg" alt="" style="width:640px;"/></div><div style="text-align:center;"><em>Đồng chí Bí thư Đảng ủy xã phát biểu (Ảnh: Văn Thành)</em></div>
{body}
{name}
{source}
</div></div>
 <div class="xa-in"><b>Tin liên quan</b><ul>
{rows(piece, '<li><a href="{address}">{title}</a></li>', last=3)}
 </ul></div></div>
 <div class="xa-share"><a href="#">Chia sẻ Facebook</a> <a href="#">Zalo</a></div>
</div>
<div class="xa-other"><h4>Tin khác</h4>
{rows(piece, '<div class="xa-o"><a href="{address}">{title}</a> <span class="tandan-span-date-publish">{date}</span></div>', "Đăng ngày %d-%m-%Y")}
</div>"""
    return _td_frame(title, main)


_TD_LISTING = _td_frame(
    "Tin tức",
    """<h2 class="xa-h">Tin tức - Sự kiện</h2>
<div class="xa-item"><a href="/portal/Pages/2026-11-19/Thu-hoach-lua-mua-x7k2.aspx"><img src="/SiteCollectionImages/2026-11/1.jpg" alt=""/></a><h4><a href="/portal/Pages/2026-11-19/Thu-hoach-lua-mua-x7k2.aspx">Bà con bản Mển thu hoạch xong lúa mùa</a></h4><span class="tandan-span-date-publish">Đăng ngày 19-11-2026 09:20:00</span><p>Đến giữa tháng 11, toàn xã đã gặt xong 412 ha lúa mùa, năng suất bình quân đạt 56 tạ/ha.</p></div>
<div class="xa-item"><h4><a href="/portal/Pages/2026-11-11/Tap-huan-chan-nuoi-p3d9.aspx">Tập huấn kỹ thuật chăn nuôi gia súc mùa rét</a></h4><span class="tandan-span-date-publish">Đăng ngày 11-11-2026 14:05:00</span><p>Trung tâm dịch vụ nông nghiệp hướng dẫn 60 hộ dự trữ thức ăn và che chắn chuồng trại.</p></div>
<div class="xa-item"><h4><a href="/portal/Pages/2026-11-02/Ngay-hoi-dai-doan-ket-m5t1.aspx">Ngày hội đại đoàn kết ở bản Co Pục</a></h4><span class="tandan-span-date-publish">Đăng ngày 02-11-2026 17:45:00</span><p>Nhân dân trong bản cùng ôn lại truyền thống và giao lưu văn nghệ, thể thao.</p></div>
<div class="paging"><a href="?PageIndex=1">1</a> <a href="?PageIndex=2">2</a> <a href="?PageIndex=3">3</a></div>""",
)


def _sp_frame(title: str, head: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="vi-vn" dir="ltr">
<head><meta name="GENERATOR" content="Microsoft SharePoint" /><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta http-equiv="X-UA-Compatible" content="IE=edge" />
{head}
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="/_layouts/15/1066/styles/Themable/corev15.css?rev=mIvd4rqfs" /><link rel="stylesheet" href="/style library/bo2024/css/main.min.css" />
<script type="text/javascript" src="/_layouts/15/init.js?rev=kUiCEe8"></script><script type="text/javascript" src="/_layouts/15/1066/strings.js?rev=3TwoM"></script><script src="/style library/bo2024/js/jquery-3.6.0.min.js"></script>
</head>
<body>
<form method="post" action="#" id="aspnetForm"><input type="hidden" name="__REQUESTDIGEST" id="__REQUESTDIGEST" value="noDigest" /><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwULLTEzNzM0NzkxMTUPZBYCZg9kFgICAQ9kFgICBA9kFgICBg9kFgI=" />
<div id="s4-workspace"><div id="s4-bodyContainer">
<header class="bo-header"><div class="bo-lang"><span id="ctl00_lblNgay">Thứ Hai, 23/11/2026 10:25 GMT+7</span><a href="/en">English</a><a href="/Pages/sitemap.aspx">Sơ đồ cổng</a></div><a class="bo-logo" href="/"><img src="/style library/bo2024/images/logo.svg" alt="BỘ XÂY DỰNG"/></a><input class="bo-q" placeholder="Nhập từ khóa"/></header>
<nav class="bo-nav"><a href="/Pages/gioi-thieu.aspx">Giới thiệu</a><a href="/Pages/tin-tuc.aspx">Tin tức</a><a href="/Pages/chi-dao-dieu-hanh.aspx">Chỉ đạo điều hành</a><a href="/Pages/van-ban-phap-quy.aspx">Văn bản</a><a href="/Pages/thong-ke.aspx">Số liệu</a><a href="/Pages/hoi-dap.aspx">Hỏi đáp</a></nav>
<div id="DeltaPlaceHolderMain"><div class="bo-wrap">
<div class="bo-col-8">
{main}
</div>
<div class="bo-col-4"><div class="bo-box"><h3>Chỉ đạo, điều hành</h3><ul><li><a href="/Pages/ChiTietTin.aspx?IDNews=90111">Công điện về bảo đảm an toàn giao thông dịp Tết Dương lịch</a><time>22/11/2026</time></li><li><a href="/Pages/ChiTietTin.aspx?IDNews=90087">Đôn đốc giải ngân vốn đầu tư công quý IV</a><time>18/11/2026</time></li><li><a href="/Pages/ChiTietTin.aspx?IDNews=90042">Rà soát nhà ở xã hội chậm tiến độ</a><time>10/11/2026</time></li></ul></div>
<div class="bo-box"><h3>Lấy ý kiến dự thảo</h3><ul><li><a href="/Pages/du-thao.aspx?id=411">Dự thảo Thông tư về định mức xây dựng</a><time>Hết hạn: 15/12/2026</time></li></ul></div><div class="bo-box"><img src="/PublishingImages/banner/dvc.png" alt=""/></div></div>
</div></div>
<footer class="bo-footer"><p>CỔNG THÔNG TIN ĐIỆN TỬ BỘ XÂY DỰNG</p><p>Chịu trách nhiệm chính: Nguyễn Văn Mẫu - Giám đốc Trung tâm Công nghệ thông tin</p><p>Giấy phép số 151/GP-TTĐT ngày 28/9/2020. Ghi rõ nguồn khi phát hành lại thông tin từ website này.</p></footer>
</div></div></form></body></html>"""


def ministry_sharepoint(piece: Piece) -> str:
    """A ministry's SharePoint: Word's MsoNormal with o:p, "Bài, ảnh: …" typed last, the source in pnNguontin, keywords and older news under it."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    part = "ctl00_ctl38_g_7be1c0f2_5a41_4bd5_8f5e_0c2f4b1d90aa_ctl00"
    body = "\n".join(
        f'<p class="MsoNormal" style="margin-top:6pt;text-align:justify;"><span lang="VI" style="font-size:13pt;font-family:&quot;times new roman&quot;, serif;">{text}</span><o:p></o:p></p>'
        for text in texts_of(piece)
    )
    sign = worked("Bài, ảnh: ", piece.author)
    sign = (
        f'<p class="MsoNormal" align="right" style="text-align:right;"><b><span lang="VI">{escape(sign)}</span></b><o:p></o:p></p>'
        if sign
        else ""
    )
    source = (
        f'<div id="{part}_pnNguontin" class="bo-source"><span>Nguồn tin: </span><span id="{part}_lblNguontin">{escape(piece.credit)}</span></div>'
        if piece.credit
        else ""
    )
    head = f'<meta name="description" content="{escape(piece.lead[:160])}" /><meta property="og:title" content="{title}" /><meta property="og:description" content="{escape(piece.lead[:160])}" />'
    main = f"""<div class="bo-path"><a href="/">Trang chủ</a> / <a href="/Pages/tin-tuc.aspx">Tin tức</a> / <a href="/Pages/tin-tuc.aspx?c=12">Tin hoạt động</a></div>
<div class="ms-webpart-chrome ms-webpart-chrome-fullWidth"><div id="WebPartWPQ3" webpartid="7be1c0f2-5a41-4bd5-8f5e-0c2f4b1d90aa" class="ms-WPBody noindex">
 <div class="bo-detail">
  <h1 class="bo-detail-h" id="{part}_lblTitle">{title}</h1>
  <div class="bo-detail-m"><span id="{part}_lblDate">{weekday(at)}, {at:%d/%m/%Y %H:%M}</span><span>Số lượt xem: {views(piece)}</span><a href="javascript:doPrint()">Bản in</a><a href="#">Gửi mail</a><a class="speak" href="#">Nghe nội dung</a></div>
  <div id="divArticleDescription"><p>{lead}</p></div>
  <div id="divArticleContent"><div class="ExternalClassA1">
<p style="text-align:center;"><img src="/PublishingImages/{at:%Y}/{piece.number}.jpg" alt="" style="width:600px;"/></p>
<p style="text-align:center;"><i>Toàn cảnh công trường nhìn từ trên cao</i></p>
{body}
{sign}
  </div></div>
  {source}
  <div class="bo-tags">Từ khóa: <a href="/Pages/tim-kiem.aspx?k=ha-tang">hạ tầng</a>, <a href="/Pages/tim-kiem.aspx?k=quy-hoach">quy hoạch</a></div>
  <div class="bo-rate">Đánh giá bài viết: ☆☆☆☆☆ (0)</div>
 </div>
 <div class="bo-older"><h3>Các tin đã đưa</h3><ul>
{rows(piece, '<li><a href="{address}">{title}</a> <span>({date})</span></li>', "%d/%m/%Y %H:%M")}
 </ul><div>Xem theo ngày <input value="{at + timedelta(days=4):%d/%m/%Y}"/></div></div>
</div></div>"""
    return _sp_frame(title, head, main)


_SP_DOCUMENT = _sp_frame(
    "Thông tư 21/2026/TT-BXD",
    "",
    """<div class="bo-path"><a href="/">Trang chủ</a> / <a href="/Pages/van-ban-phap-quy.aspx">Văn bản</a></div><div class="ms-webpart-chrome"><div class="ms-WPBody"><h2>Thuộc tính văn bản</h2>
<table class="bo-vb"><tr><td>Số ký hiệu</td><td>21/2026/TT-BXD</td></tr><tr><td>Trích yếu</td><td>Quy định chi tiết về quản lý chi phí bảo trì công trình đường bộ</td></tr><tr><td>Ngày ban hành</td><td>30/10/2026</td></tr><tr><td>Ngày có hiệu lực</td><td>15/12/2026</td></tr><tr><td>Người ký</td><td>Nguyễn Văn Mẫu</td></tr><tr><td>Tệp đính kèm</td><td><a href="/Documents/21-2026-TT-BXD.pdf">21-2026-TT-BXD.pdf</a></td></tr></table>
<h3>Văn bản liên quan</h3><ul><li><a href="/Pages/van-ban.aspx?id=3301">08/2025/TT-BXD</a> (12/03/2025)</li></ul></div></div>""",
)

INSTALLATIONS = (
    Installation(
        name="Tân Dân of a commune", platform="tan-dan", render=tan_dan_commune, other=("listing", _TD_LISTING)
    ),
    Installation(
        name="SharePoint of a ministry",
        platform="sharepoint-ministry",
        render=ministry_sharepoint,
        other=("document", _SP_DOCUMENT),
        signed=partial(worked, "Bài, ảnh: "),
    ),
)

"""Liferay 7 of a department and 6.2 of a district, by a stranger's hand."""

from datetime import timedelta
from functools import partial
from html import escape

from benchmarks.templates.installations.written import Installation, texts_of, views, with_entities
from benchmarks.templates.lines import rows, theo
from benchmarks.templates.piece import Piece, worked


def _lf7_frame(title: str, description: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html class="ltr" dir="ltr" lang="vi-VN">
<head>
<title>{title} - Sở Du lịch thành phố Đà Nẵng</title>
<meta content="initial-scale=1.0, width=device-width" name="viewport" />
<meta content="text/html; charset=UTF-8" http-equiv="content-type" />
<meta content="{description}" lang="vi-VN" name="description" />
<link data-senna-track="temporary" href="/o/sdl-portal-theme/images/favicon.ico" rel="icon" />
<link data-senna-track="temporary" href="/en/web/sdl/tin-tuc" hreflang="en-US" rel="alternate" />
<link class="lfr-css-file" data-senna-track="temporary" href="/o/sdl-portal-theme/css/clay.css?browserId=other&amp;themeId=sdlportal_WAR_sdlportaltheme&amp;minifierType=css&amp;languageId=vi_VN&amp;b=7210&amp;t=1700012345000" id="liferayAUICSS" rel="stylesheet" type="text/css" />
<link data-senna-track="temporary" href="/o/frontend-css-web/main.css?browserId=other&amp;themeId=sdlportal_WAR_sdlportaltheme&amp;minifierType=css&amp;languageId=vi_VN&amp;b=7210&amp;t=1700012345000" id="liferayPortalCSS" rel="stylesheet" type="text/css" />
<script data-senna-track="temporary" type="text/javascript">var Liferay = Liferay || {{}}; Liferay.ThemeDisplay = {{getLanguageId: function() {{return 'vi_VN';}}}};</script>
<script src="/o/js_loader_modules?t=1700012345000" type="text/javascript"></script>
<link class="lfr-css-file" data-senna-track="temporary" href="/o/sdl-portal-theme/css/main.css?browserId=other&amp;themeId=sdlportal_WAR_sdlportaltheme&amp;b=7210" id="liferayThemeCSS" rel="stylesheet" type="text/css" />
</head>
<body class="controls-visible yui3-skin-sam guest-site signed-out public-page site">
<nav class="quick-access-nav" id="quickAccessNav"><h1 class="hide-accessible">Điều hướng</h1><ul><li><a href="#main-content">Bỏ qua để đến nội dung</a></li></ul></nav>
<div class="container-fluid position-relative" id="wrapper">
<header id="banner" role="banner"><div class="sdl-top"><a class="logo" href="/web/sdl"><img alt="Sở Du lịch thành phố Đà Nẵng" src="/image/layout_set_logo?img_id=20455&amp;t=1700012345000" /></a><span class="sdl-clock">Thứ Hai, ngày 23 tháng 11 năm 2026 | 10:25 GMT+7</span></div>
<nav class="sort-pages modify-pages" id="navigation" role="navigation"><ul role="menubar"><li class="lfr-nav-item"><a href="/web/sdl/trang-chu"><span>Trang chủ</span></a></li><li class="lfr-nav-item"><a href="/web/sdl/gioi-thieu"><span>Giới thiệu</span></a></li><li class="lfr-nav-item selected"><a href="/web/sdl/tin-tuc"><span>Tin tức</span></a></li><li class="lfr-nav-item"><a href="/web/sdl/quan-ly-lu-hanh"><span>Quản lý lữ hành</span></a></li><li class="lfr-nav-item"><a href="/web/sdl/lien-he"><span>Liên hệ</span></a></li></ul></nav></header>
<section id="content"><div class="columns-2" id="main-content" role="main"><div class="portlet-layout row">
<div class="col-md-3 portlet-column portlet-column-first" id="column-1"><div class="portlet-dropzone portlet-column-content">
<div class="portlet-boundary portlet-boundary_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_ portlet-static portlet-barebone portlet-asset-publisher" id="p_p_id_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_aaBB_"><section class="portlet"><h2 class="portlet-title-text">Sự kiện sắp diễn ra</h2><div class="portlet-body"><ul class="event-list"><li><a href="/web/sdl/-/le-hoi-anh-sang">Lễ hội ánh sáng sông Hàn</a><span>28/11/2026</span></li><li><a href="/web/sdl/-/giai-chay-bien-dem">Giải chạy biển đêm Mỹ Khê</a><span>05/12/2026</span></li><li><a href="/web/sdl/-/hoi-cho-ocop">Hội chợ OCOP và làng nghề</a><span>12/12/2026</span></li></ul></div></section></div>
<div class="portlet-boundary portlet-journal-content"><div class="journal-content-article" data-analytics-asset-type="web-content"><p style="text-align:center"><a href="https://dichvucong.mau.example"><img alt="Dịch vụ công" src="/documents/20455/31200/dvc.png" /></a></p><p style="text-align:center">Đường dây nóng hỗ trợ du khách: 0236 3000 000</p></div></div>
</div></div>
<div class="col-md-9 portlet-column portlet-column-last" id="column-2"><div class="portlet-dropzone portlet-column-content">
{main}
</div></div>
</div></div><form action="#" aria-hidden="true" class="hide" id="hrefFm" method="post" name="hrefFm"><span></span><input hidden type="submit" /></form></section>
<footer id="footer" role="contentinfo"><div class="journal-content-article"><p><strong>SỞ DU LỊCH THÀNH PHỐ ĐÀ NẴNG</strong></p><p>Địa chỉ: Trung tâm Hành chính, đường Trần Phú, phường Hải Châu. Email: sodulich@mau.example</p><p>Giấy phép số 1285/GP-STTTT do Sở Thông tin và Truyền thông cấp ngày 26/12/2023</p></div></footer>
</div>
<script src="/o/frontend-js-web/everything.jsp?browserId=other&amp;themeId=sdlportal_WAR_sdlportaltheme&amp;minifierType=js&amp;languageId=vi_VN&amp;b=7210" type="text/javascript"></script>
</body></html>"""


def liferay_seven(piece: Piece) -> str:
    """Liferay 7 of a department: nested divs, a one-cell figure table, "Tin, ảnh: …" and "Theo …" typed last, an account in the asset's metadata, related assets in its box."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    texts = texts_of(piece)
    inner = "\n".join(
        f'<div class="body-text" style="text-align: justify;"><div>{text}</div></div>' for text in texts[1:]
    )
    figure = f'<table align="center" border="0" cellpadding="1" cellspacing="1" style="width:500px"><tbody><tr><td style="text-align: center;"><img alt="" src="/documents/20455/{piece.number}/anh.jpg/5f0a-{piece.number}?t=1700012345" style="width:500px" /></td></tr><tr><td style="text-align: center;"><em>Du khách tham quan phố đi bộ ven sông</em></td></tr></tbody></table>'
    sign = worked("Tin, ảnh: ", piece.author)
    sign = f'<div style="text-align: right;"><strong>{escape(sign)}</strong></div>' if sign else ""
    source = f'<div style="text-align: right;"><em>{escape(theo(piece.credit))}</em></div>' if piece.credit else ""
    main = f"""<div class="portlet-boundary portlet-boundary_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_ portlet-static portlet-static-end portlet-barebone portlet-asset-publisher" id="p_p_id_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_kQ3z_">
<section class="portlet" id="portlet_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_kQ3z"><div class="portlet-content"><div class="portlet-content-container"><div class="portlet-body">
<div class="asset-full-content clearfix default-asset-publisher show-asset-title">
<h3 class="asset-full-content-title">{title}</h3>
<div class="pull-right lfr-tool"><a class="taglib-icon" href="javascript:print();">In trang</a> <button class="tts" type="button">Đọc bài viết</button></div>
<div class="assetPublishDate">Đăng ngày {at:%d-%m-%Y %H:%M} &nbsp;|&nbsp; Lượt xem: {views(piece)}</div>
<div class="asset-content" id="_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_kQ3z_{piece.number}">
<div class="sapo-wrapper clearfix"><div class="sapo">{lead}</div></div>
<div class="clearfix journal-content-article" data-analytics-asset-id="{piece.number}" data-analytics-asset-title="{title}" data-analytics-asset-type="web-content">
<div><div class="body-text" style="text-align: justify;"><div>{texts[0] if texts else ""}</div></div>
{figure}
{inner}
{sign}
{source}
</div></div>
<div class="asset-links-content"><h4>Tin liên quan</h4><ul class="asset-links-list">
{rows(piece, '<li class="asset-links-list-item"><a href="{address}">{title}</a> <span class="date">({date})</span></li>', "%d-%m-%Y", last=4)}
</ul></div>
<div class="content-metadata-asset-addon-entries"><div class="asset-ratings">Bình chọn bài viết: <span class="rating-label">Trung bình (0 Bầu chọn)</span></div></div>
<div class="social-bookmarks"><a href="#">Facebook</a><a href="#">Zalo</a></div>
</div>
<div class="asset-metadata"><span class="metadata-entry metadata-author">Bởi admin admin</span><span class="metadata-entry metadata-modified-date">{at + timedelta(days=2):%d/%m/%Y}</span></div>
</div>
<div class="other-assets"><h3>Các tin khác</h3>
{rows(piece, '<div class="asset-abstract"><h4 class="asset-title"><a href="{address}">{title}</a></h4><span class="assetPublishDate">{date}</span></div>', "%d-%m-%Y %H:%M")}
</div>
</div></div></div></section></div>"""
    return _lf7_frame(f"{title} - Tin tức", escape(piece.lead[:120]), main)


_LF7_SEARCH = _lf7_frame(
    "Tìm kiếm",
    "",
    """<div class="portlet-boundary portlet-search" id="p_p_id_com_liferay_portal_search_web_portlet_SearchPortlet_"><section class="portlet"><div class="portlet-body">
<form action="/web/sdl/tim-kiem" class="form" method="get" name="_com_liferay_portal_search_web_portlet_SearchPortlet_fm"><input class="search-bar-keywords-input form-control" name="q" type="text" value="lưu trú" /><button type="submit">Tìm</button></form>
<p class="search-total-label">Tìm thấy 48 kết quả cho <strong>lưu trú</strong></p>
<ul class="list-group"><li class="list-group-item"><h6 class="text-default"><a href="/web/sdl/-/cong-suat-phong-dip-he">Công suất phòng lưu trú dịp hè đạt 78%</a></h6><span class="subtext-item">Bởi admin admin 14-07-2026 09:12</span><p>...các cơ sở <mark>lưu trú</mark> từ 3 sao trở lên ven biển đạt công suất trên 85%...</p></li>
<li class="list-group-item"><h6 class="text-default"><a href="/web/sdl/-/tham-dinh-hang-sao">Thẩm định lại hạng sao 32 khách sạn</a></h6><span class="subtext-item">Bởi admin admin 02-04-2026 16:20</span><p>...đoàn thẩm định kiểm tra cơ sở vật chất, nhân lực của cơ sở <mark>lưu trú</mark>...</p></li></ul>
<ul class="pagination"><li><a href="?_com_liferay_cur=2">2</a></li></ul></div></section></div>""",
)


def _lf6_frame(title: str, description: str, main: str) -> str:
    return f"""<!DOCTYPE html> <html class="aui ltr" dir="ltr" lang="vi-VN">
<head> <title>{title} - Cổng thông tin điện tử huyện Sóc Sơn</title> <meta content="text/html; charset=UTF-8" http-equiv="content-type" /> <meta content="{description}" lang="vi-VN" name="description" /> <meta content="tin tuc su kien" lang="vi-VN" name="keywords" />
<link href="/huyen-portal-theme/images/favicon.ico" rel="Shortcut Icon" /> <link href="/en/tin-tuc-su-kien" hreflang="en-US" rel="alternate" /> <link class="lfr-css-file" href="/huyen-portal-theme/css/aui.css?browserId=other&amp;themeId=huyenportal_WAR_huyenportaltheme&amp;minifierType=css&amp;languageId=vi_VN&amp;b=6201&amp;t=1480991498000" rel="stylesheet" type="text/css" /> <link href="/html/css/main.css?browserId=other&amp;themeId=huyenportal_WAR_huyenportaltheme&amp;b=6201" rel="stylesheet" type="text/css" /> <link href="/html/portlet/asset_publisher/css/main.css?browserId=other&amp;b=6201" rel="stylesheet" type="text/css" />
<script type="text/javascript">var Liferay={{Browser:{{}}}};</script> <script src="/html/js/barebone.jsp?browserId=other&amp;themeId=huyenportal_WAR_huyenportaltheme&amp;colorSchemeId=01&amp;minifierType=js&amp;minifierBundleId=javascript.barebone.files&amp;languageId=vi_VN&amp;b=6201" type="text/javascript"></script> </head>
<body class=" yui3-skin-sam controls-visible signed-out public-page site">
<a href="#main-content" id="skip-to-content">Truy cập nội dung luôn</a>
<div id="wrapper"> <div id="banner-huyen"><img src="/huyen-portal-theme/images/banner.jpg" alt="" /><div class="ngaythang">Thứ Hai, ngày 23 tháng 11 năm 2026 | 10:25 GMT+7</div></div>
<nav id="navigation" class="sort-pages modify-pages" role="navigation"><ul class="menu-ngang"><li><a href="/trang-chu">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu</a></li><li><a href="/tin-tuc-su-kien">Tin tức sự kiện</a></li><li><a href="/thu-tuc-hanh-chinh">Thủ tục hành chính</a></li><li><a href="/van-ban">Văn bản</a></li><li><a href="/c/portal/login?p_l_id=20184" rel="nofollow">Đăng nhập</a></li></ul></nav>
<div class="columns-3" id="main-content" role="main"> <div class="portlet-layout row-fluid">
<div class="portlet-column portlet-column-first span3" id="column-1"> <div class="portlet-dropzone"> <div class="portlet-boundary portlet-boundary_85_ portlet-static portlet-site-map" id="p_p_id_85_INSTANCE_zz1_"> <section class="portlet"><header class="portlet-topper"><h1 class="portlet-title"><span class="portlet-title-text">Danh mục</span></h1></header><div class="portlet-body"><ul><li><a href="/chinh-tri">Chính trị</a></li><li><a href="/kinh-te">Kinh tế</a></li><li><a href="/van-hoa-xa-hoi">Văn hóa - Xã hội</a></li><li><a href="/an-ninh-quoc-phong">An ninh - Quốc phòng</a></li></ul></div></section></div>
<div class="portlet-boundary portlet-boundary_56_ portlet-journal-content"><div class="portlet-body"><div class="journal-content-article"><p><img src="/documents/10181/40112/cchc.png" /></p></div></div></div></div></div>
<div class="portlet-column span6" id="column-2"> <div class="portlet-dropzone"> {main} </div></div>
<div class="portlet-column portlet-column-last span3" id="column-3"> <section class="portlet"><header class="portlet-topper"><h1 class="portlet-title"><span class="portlet-title-text">Tin mới nhất</span></h1></header><div class="portlet-body"><ul class="tin-moi"><li><a href="/-/view_content/99101-ra-quan-don-ve-sinh">Ra quân tổng vệ sinh môi trường</a><br/><i>22/11/2026 | 08:15 AM</i></li><li><a href="/-/view_content/99087-khai-mac-giai-bong-chuyen">Khai mạc giải bóng chuyền hơi người cao tuổi</a><br/><i>21/11/2026 | 02:30 PM</i></li><li><a href="/-/view_content/99055-ban-giao-nha-dai-doan-ket">Bàn giao nhà đại đoàn kết</a><br/><i>19/11/2026 | 04:05 PM</i></li></ul></div></section>
<section class="portlet"><div class="portlet-body"><div class="thoi-tiet">Hà Nội 24°C - Nhiều mây</div><div class="ty-gia">USD 25.310</div></div></section></div>
</div></div>
<form action="#" id="hrefFm" method="post" name="hrefFm"><span></span></form>
<div id="footer"><p>Cơ quan chủ quản: UBND huyện Sóc Sơn</p><p>Trưởng Ban biên tập: Nguyễn Thị Mẫu, Phó Chủ tịch UBND huyện</p><p>Giấy phép số 12/GP-TTĐT ngày 05/03/2015</p><p>Số lượt truy cập: 8.120.331</p></div></div>
<script src="/huyen-portal-theme/js/main.js?browserId=other&amp;minifierType=js&amp;languageId=vi_VN&amp;b=6201" type="text/javascript"></script>
</body></html>"""


def liferay_six(piece: Piece) -> str:
    """Liferay 6.2 of a district: AM and PM, letters as entities, the CMS' author at the end of the article's div, "(Nguồn: …)" typed under the text."""
    title, at = escape(piece.title), piece.at
    lead = with_entities(escape(piece.lead))
    hour = f"{at:%d/%m/%Y} | {at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"
    texts = [with_entities(text) for text in texts_of(piece)]
    body = "\n".join(f'<p style="text-align: justify;"> {text}</p>' for text in texts)
    source = (
        f'<p style="text-align: right;"> <em>(Ngu&#7891;n: {with_entities(escape(piece.credit))})</em></p>'
        if piece.credit
        else ""
    )
    author = (
        f'<p align="right" class="view-content-author"> <strong><em>{escape(piece.author)}</em></strong> </p>'
        if piece.author
        else ""
    )
    main = f"""<div class="portlet-boundary portlet-boundary_101_ portlet-static portlet-static-end portlet-asset-publisher " id="p_p_id_101_INSTANCE_tTsk_" > <span id="p_101_INSTANCE_tTsk"></span> <section class="portlet" id="portlet_101_INSTANCE_tTsk"> <header class="portlet-topper"> <h1 class="portlet-title"> <span class="portlet-title-text">Tin tức sự kiện</span> </h1> </header> <div class="portlet-content"> <div class="portlet-body"> <div>
<div class="asset-full-content-title">{title}</div>
<div class="assetPublishDate block_timer"> Ngày đăng {hour} &nbsp;|&nbsp;Lượt xem: {views(piece)} </div>
<div class="asset-full-content show-asset-title"> <div class="co-chu">Xem với cỡ chữ: <a href="javascript:;">A</a> <a href="javascript:;">A</a></div> <div class="asset-content" id="_101_INSTANCE_tTsk_{piece.number}">
<div class="sapo-wrapper clearfix"> <p class="sapo"> <strong>{lead}</strong> </p> </div>
<div class="journal-content-article"> <p style="text-align: center;"> <img alt="" src="/documents/10181/{piece.number}/1.jpg" style="width: 480px; height: 320px;" /></p>
<p style="text-align: center;"> <em>C&aacute;c đại biểu tham dự hội nghị</em></p>
{body}
{source} <p> &nbsp;</p>
{author} </div> </div> </div>
<div class="related_asset"> <div class="related_asset_title">Các tin khác</div> <ul class="related_asset_list">
{rows(piece, '<li><a href="{address}">{title}</a> <span class="time">({date})</span></li>', "%d/%m/%Y")}
</ul> </div> </div> </div> </div> </section> </div>"""
    return _lf6_frame(f"{title} - Tin tức sự kiện", escape(piece.lead[:80]), main)


_LF6_CONTACT = _lf6_frame(
    "Liên hệ",
    "",
    """<div class="portlet-boundary portlet-boundary_56_ portlet-static portlet-borderless portlet-journal-content" id="p_p_id_56_INSTANCE_Qi6b_"> <div class="portlet-borderless-container"> <div class="portlet-body"> <div class="dd_chuyenmuc"><span class="trangchu"><a href="/">Trang chủ</a></span> <span class="tintuc"><p>Liên hệ</p></span></div>
<div class="journal-content-article"> <p style="text-align: center;"> <strong>ỦY BAN NH&Acirc;N D&Acirc;N HUYỆN S&Oacute;C SƠN</strong></p> <p style="text-align: center;"> Địa chỉ: thị trấn S&oacute;c Sơn, H&agrave; Nội</p> <p style="text-align: center;"> Điện thoại: (024) 3000 0000. Fax: (024) 3000 0001</p> <p style="text-align: center;"> Email: vanthu@mau.example</p> </div>
<form action="/lien-he?p_p_id=56" method="post"><input name="ten" placeholder="Họ tên"/><input name="email" placeholder="Email"/><textarea name="noidung"></textarea><input type="submit" value="Gửi"/></form></div></div></div>""",
)

INSTALLATIONS = (
    Installation(
        name="Liferay 7 of a department",
        platform="liferay",
        render=liferay_seven,
        other=("search results", _LF7_SEARCH),
        signed=partial(worked, "Tin, ảnh: "),
    ),
    Installation(
        name="Liferay 6.2 of a district", platform="liferay", render=liferay_six, other=("contact", _LF6_CONTACT)
    ),
)

"""Stock themes of known platforms that no saved page shows: each read right, without a rule of its own."""

from datetime import UTC, datetime

import pytest

from records.article import Article
from records.rejection import Rejection
from sources.registry import load_registry
from transforms.extract import check_selector, read_page

_PLATFORMS = load_registry(check_selector=check_selector).platforms
_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_TITLE = "Huyện Mẫu Sơn mở chợ phiên nông sản đầu xuân"
_TEXT = (
    "Từ sáng sớm, bà con các xã vùng cao đã gùi rau, mật ong và gà đồi xuống bày bán dọc con đường chính của thị trấn.",
    "Ban tổ chức cho biết chợ sẽ họp vào mỗi sáng chủ nhật, các hộ không phải nộp phí trong ba tháng đầu tiên.",
    "Khách từ thành phố lên mua nhiều nhất là măng khô và miến dong, hai thứ được huyện cấp tem truy xuất nguồn gốc.",
)
_BODY = "".join(f"<p>{text}</p>" for text in _TEXT)
_STAMP = "2023-03-25T16:40:00+07:00"
_TIME = f'<time class="entry-date published" datetime="{_STAMP}">25 Tháng Ba, 2023</time>'
_OTHERS = "".join(
    f'<li class="wp-block-post"><h3 class="wp-block-post-title"><a href="/b{n}/">Một bài khác của huyện số {n}</a></h3>'
    f'<div class="wp-block-post-date"><time datetime="2024-0{n}-01T08:00:00+07:00">01/0{n}/2024</time></div></li>'
    for n in range(1, 8)
)

WORDPRESS = {
    "twentytwenty": f"""<article class="post-12 post type-post hentry" id="post-12"><header class="entry-header">
        <div class="entry-categories"><a href="/category/tin/" rel="category tag">Tin huyện</a></div>
        <h1 class="entry-title">{_TITLE}</h1><ul class="post-meta"><li class="post-author meta-wrapper">
        <span class="meta-text">Bởi <a href="/author/q/">Thu Quyên</a></span></li><li class="post-date meta-wrapper">
        <span class="meta-text"><a href="/x">25 Tháng Ba, 2023</a></span></li></ul></header>
        <div class="post-inner thin"><div class="entry-content">{_BODY}</div></div></article>""",
    "twentytwentyone": f"""<article class="post-12 post type-post hentry"><header class="entry-header alignwide">
        <h1 class="entry-title">{_TITLE}</h1></header><div class="entry-content">{_BODY}</div>
        <footer class="entry-footer"><div class="posted-by"><span class="posted-on">Đăng ngày {_TIME}</span>
        <span class="byline">Bởi <a href="/author/q/" rel="author">Thu Quyên</a></span></div>
        <div class="post-taxonomies"><span class="cat-links">Trong <a href="/c" rel="category tag">Tin huyện</a></span></div>
        </footer></article>""",
    "blocks": f"""<div class="wp-site-blocks"><main class="wp-block-group"><h1 class="wp-block-post-title">{_TITLE}</h1>
        <div class="wp-block-post-date"><time datetime="{_STAMP}">25/03/2023</time></div>
        <div class="wp-block-post-author-name"><a href="/author/q/">Thu Quyên</a></div>
        <div class="taxonomy-category wp-block-post-terms"><a href="/category/tin/" rel="tag">Tin huyện</a></div>
        <div class="entry-content wp-block-post-content">{_BODY}<div class="wp-block-query"><ul>{_OTHERS}</ul></div></div>
        </main><div class="wp-block-query"><h2>Tin khác</h2><ul>{_OTHERS}</ul></div></div>""",
    "blocks-h2": f"""<div class="wp-site-blocks"><div class="wp-block-query"><ul>{_OTHERS}</ul></div><main>
        <h2 class="wp-block-post-title">{_TITLE}</h2><div class="wp-block-post-content">{_BODY}</div>
        <div class="wp-block-post-date"><time datetime="{_STAMP}">25/03/2023</time></div>
        <p class="wp-block-post-author__name">Thu Quyên</p>
        <div class="wp-block-post-terms"><a href="/category/tin/" rel="tag">Tin huyện</a></div></main></div>""",
    "generatepress": f"""<article class="post-12 post type-post"><div class="inside-article"><header class="entry-header">
        <h1 class="entry-title" itemprop="headline">{_TITLE}</h1><div class="entry-meta"><span class="posted-on">
        <time class="updated" datetime="2024-01-02T10:00:00+07:00">02/01/2024</time>{_TIME}</span>
        <span class="byline">bởi <span class="author vcard"><a class="url fn n" rel="author" href="/author/q/">
        <span class="author-name">Thu Quyên</span></a></span></span></div></header>
        <div class="entry-content" itemprop="text">{_BODY}</div><footer class="entry-meta"><span class="cat-links">
        <a href="/c" rel="category tag">Tin huyện</a></span></footer></div></article>""",
    "divi": f"""<article class="et_pb_post post-12 post type-post"><div class="et_post_meta_wrapper">
        <h1 class="entry-title">{_TITLE}</h1><p class="post-meta"> Bởi <span class="author vcard"><a href="/author/q/"
        rel="author">Thu Quyên</a></span> | <span class="published">Th3 25, 2023</span> |
        <a href="/c" rel="category tag">Tin huyện</a></p>
        </div><div class="entry-content">{_BODY}</div></article>""",
    "newspaper": f"""<article class="post-12 post type-post"><div class="td-post-header"><ul class="td-category">
        <li class="entry-category"><a href="/c">Tin huyện</a></li></ul><header class="td-post-title">
        <h1 class="entry-title">{_TITLE}</h1><div class="td-module-meta-info"><div class="td-post-author-name">
        <div class="td-author-by">Bởi</div> <a href="/author/q/">Thu Quyên</a></div><span class="td-post-date">
        <time class="entry-date updated td-module-date" datetime="{_STAMP}">25/03/2023</time></span></div></header></div>
        <div class="td-post-content tagdiv-type">{_BODY}</div></article>""",
    "elementor": f"""<div data-elementor-type="single-post" class="elementor elementor-9 post-12 post type-post">
        <div class="elementor-widget elementor-widget-theme-post-title"><h1 class="elementor-heading-title">{_TITLE}</h1></div>
        <ul class="elementor-post-info"><li itemprop="author"><a href="/author/q/"><span
        class="elementor-post-info__item--type-author">Thu Quyên</span></a></li><li itemprop="datePublished">
        <span class="elementor-post-info__item--type-date"><time>25/03/2023</time></span></li><li>
        <span class="elementor-post-info__terms-list"><a href="/category/tin/">Tin huyện</a></span></li></ul>
        <div class="elementor-widget elementor-widget-theme-post-content">{_BODY}</div></div>""",
}
_DAY_ONLY = {"twentytwenty", "divi", "elementor"}


def _page(inside: str, *, classes: str = "", head: str = "", title: str = f"{_TITLE} - Sở Mẫu") -> str:
    menu = '<header id="site-header"><nav><a href="/">Trang chủ</a></nav><span>Hôm nay, 20/11/2026 07:00:12</span></header>'
    return (
        f"<html><head><title>{title}</title>{head}</head><body class='{classes}'>{menu}{inside}"
        "<footer><p>Liên hệ: 12 phố Mẫu. Giấy phép số 12/GP-STTTT ngày 01/02/2019</p></footer></body></html>"
    )


def _wordpress(inside: str, classes: str = "post-template-default single single-post postid-12") -> Article | Rejection:
    head = '<link rel="stylesheet" href="/wp-content/themes/x/style.css"><script src="/wp-includes/js/a.js"></script>'
    html = _page(inside, classes=classes, head=head)
    return read_page("https://so.mau.example/cho-phien/", html, platforms=_PLATFORMS, fetched_at=_NOW)


@pytest.mark.parametrize("theme", WORDPRESS)
def test_wordpress(theme: str) -> None:
    article = _wordpress(WORDPRESS[theme])
    assert isinstance(article, Article), article
    assert (article.title, article.body) == (_TITLE, "\n\n".join(_TEXT))
    assert (article.byline, article.section, article.extractor) == ("Thu Quyên", "Tin huyện", "rule")
    day = theme in _DAY_ONLY
    assert article.published_at == datetime.fromisoformat("2023-03-25T00:00:00+07:00" if day else _STAMP)
    assert article.published_precision == ("day" if day else "minute")


@pytest.mark.parametrize(
    "classes", ["archive category", "home blog", "search search-results", "page page-id-2", "error404"]
)
def test_wordpress_listings_are_none(classes: str) -> None:
    listing = "".join(
        f'<article class="post type-post"><h2 class="entry-title"><a href="/b{n}/">Một bài khác của huyện số {n}</a></h2>'
        f'{_TIME}<div class="entry-content"><p>{_TEXT[n % 3]}</p></div></article>'
        for n in range(8)
    )
    assert isinstance(_wordpress(listing, classes), Rejection)


def test_a_theme_without_known_classes_is_read_all_the_same() -> None:
    stamp = '<div class="ngay">25/03/2023 16:40</div>'
    inside = f'<div class="chi-tiet"><h1>{_TITLE}</h1>{stamp}<div class="noi-dung">{_BODY}</div></div>'
    article = _wordpress(inside)
    assert isinstance(article, Article), article
    assert (article.title, article.extractor) == (_TITLE, "fallback")
    assert article.published_at == datetime.fromisoformat(_STAMP)
    assert article.body.split("\n\n") == list(_TEXT)


NUKEVIET = {
    "4.0": f"""<div class="news_column panel panel-default"><div class="panel-body"><h1 class="title margin-bottom-lg">{_TITLE}</h1>
        <div class="row"><em class="pull-left time">Thứ bảy - 25/03/2023 16:40</em></div>
        <div id="hometext"><p>{_TEXT[0]}</p></div><div id="news-bodyhtml" class="bodytext"><p>{_TEXT[1]}</p><p>{_TEXT[2]}</p></div>
        <p class="text-right"><strong>Tác giả bài viết: </strong>Thu Quyên</p>
        <p class="text-right"><strong>Nguồn tin: </strong>Báo Mẫu</p></div></div>""",
    "egov": f"""<div class="newsdetail"><h1 class="title">{_TITLE}</h1><div class="newsdetailmetatop">
        <span class="h5"><em class="fa fa-clock-o"></em> Thứ bảy - 25/03/2023 16:40</span>
        <span class="h5"><em class="fa fa-eye"></em> Đã xem: 1204</span><span class="h5">Phản hồi: 0</span></div>
        <div class="hometext m-bottom">{_TEXT[0]}</div>
        <div class="bodytext" id="news-bodyhtml">{_TEXT[1]}<br /><br />{_TEXT[2]}</div>
        <p class="h5 text-right"><strong>Tác giả bài viết: </strong>Thu Quyên</p>
        <p class="h5 text-right"><strong>Nguồn tin: </strong>Báo Mẫu</p></div>""",
    "5": f"""<div class="clearfix"><h1 class="mb-0">{_TITLE}</h1><div class="row"><div class="col-md-6 text-body-secondary">
        Thứ bảy - 25/03/2023 16:40</div></div><div class="hometext fw-bold">{_TEXT[0]}</div>
        <div id="news-bodyhtml" class="clearfix"><p>{_TEXT[1]}</p><p>{_TEXT[2]}</p></div><div class="text-end">
        <p><strong>Tác giả: </strong>Thu Quyên</p><p><strong>Nguồn tin: </strong>Báo Mẫu</p></div></div>""",
}


@pytest.mark.parametrize("theme", NUKEVIET)
def test_nukeviet(theme: str) -> None:
    head = (
        '<meta name="generator" content="NukeViet v4.5"><script>var nv_base_siteurl="/",nv_module_name="news"</script>'
    )
    related = '<ul class="related"><li><a href="/a-1.html">Một bài khác</a> <em>(24/03/2023)</em></li></ul>'
    html = _page(NUKEVIET[theme] + related, head=head)
    article = read_page("https://huyen.mau.example/tin/cho-phien-12.html", html, platforms=_PLATFORMS, fetched_at=_NOW)
    assert isinstance(article, Article), article
    assert (article.title, article.lead) == (_TITLE, _TEXT[0])
    assert article.body.split("\n\n") == list(_TEXT[1:])
    assert (article.byline, article.credit) == ("Thu Quyên", "Báo Mẫu")
    assert article.published_at == datetime.fromisoformat(_STAMP)


LIFERAY = {
    "7.4": f"""<section class="portlet portlet-boundary" id="portlet_asset_publisher"><div class="portlet-asset-publisher">
        <div class="asset-full-content clearfix default-asset-publisher show-asset-title"><div class="d-flex mb-2">
        <p class="component-title h4">{_TITLE}</p></div><span class="metadata-entry metadata-publish-date">25/03/2023 16:40</span>
        <div class="asset-content mb-3"><div class="journal-content-article" data-analytics-asset-title="{_TITLE}">{_BODY}</div>
        </div></div></div></section>""",
    "7.0": f"""<div class="portlet-boundary"><div class="asset-full-content"><h3 class="asset-title">{_TITLE}</h3>
        <div class="asset-content"><span class="metadata-publish-date">Ngày đăng: 25/03/2023 16:40</span>
        <div class="journal-content-article">{_BODY}</div></div></div></div>""",
    "display-page": f"""<div class="layout-content portlet-layout"><h1 class="component-heading">{_TITLE}</h1>
        <div class="ngay"><span class="publish-date">25/03/2023 16:40</span></div>
        <div class="journal-content-article" data-analytics-asset-title="{_TITLE}">{_BODY}</div></div>""",
}


@pytest.mark.parametrize("theme", LIFERAY)
def test_liferay(theme: str) -> None:
    footer = '<div class="portlet-boundary"><div class="journal-content-article"><p>Bản quyền thuộc về Sở Mẫu.</p></div></div>'
    html = _page(LIFERAY[theme] + footer, head="<script>var Liferay = Liferay || {}; Liferay.x = 1;</script>")
    article = read_page("https://so.mau.example/-/cho-phien", html, platforms=_PLATFORMS, fetched_at=_NOW)
    assert isinstance(article, Article), article
    assert (article.title, article.body) == (_TITLE, "\n\n".join(_TEXT))
    assert article.published_at == datetime.fromisoformat(_STAMP)

"""WordPress' block theme of a farmers' union, by a stranger's hand."""

from datetime import timedelta
from html import escape

from benchmarks.templates.installations.written import Installation, texts_of
from benchmarks.templates.lines import rows
from benchmarks.templates.piece import Piece


def _wp_frame(title: str, head: str, body_class: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
	<meta charset="UTF-8" />
	<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name='robots' content='max-image-preview:large' />
<title>{title} &#8211; Hội Nông dân tỉnh Vĩnh Long</title>
<link rel="alternate" type="application/rss+xml" title="Dòng thông tin Hội Nông dân tỉnh Vĩnh Long &raquo;" href="/feed/" />
<style id='wp-block-post-title-inline-css'>.wp-block-post-title{{box-sizing:border-box;word-break:break-word}}</style>
<style id='global-styles-inline-css'>:root{{--wp--preset--color--black:#000000;}}</style>
<link rel="https://api.w.org/" href="/wp-json/" />{head}<meta name="generator" content="WordPress 6.6.2" />
<script src="/wp-includes/js/dist/script-modules/interactivity/index.min.js?ver=6.6.2" type="module"></script>
</head>
<body class="{body_class} wp-embed-responsive">
<div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group alignfull is-layout-flow"><div class="wp-block-group is-content-justification-space-between is-layout-flex"><p class="wp-block-site-title"><a href="/" rel="home">Hội Nông dân tỉnh Vĩnh Long</a></p><nav class="is-responsive wp-block-navigation" aria-label="Menu chính"><ul class="wp-block-navigation__container"><li class="wp-block-navigation-item"><a class="wp-block-navigation-item__content" href="/gioi-thieu/"><span class="wp-block-navigation-item__label">Giới thiệu</span></a></li><li class="wp-block-navigation-item"><a class="wp-block-navigation-item__content" href="/category/tin-tuc/"><span class="wp-block-navigation-item__label">Tin tức</span></a></li><li class="wp-block-navigation-item"><a class="wp-block-navigation-item__content" href="/category/nong-dan-gioi/"><span class="wp-block-navigation-item__label">Nông dân giỏi</span></a></li><li class="wp-block-navigation-item"><a class="wp-block-navigation-item__content" href="/lien-he/"><span class="wp-block-navigation-item__label">Liên hệ</span></a></li></ul></nav></div></div></header>
<main class="wp-block-group is-layout-flow" id="wp--skip-link--target">
{main}
</main>
<footer class="wp-block-template-part"><div class="wp-block-columns is-layout-flex"><div class="wp-block-column"><h2 class="wp-block-heading">Bài viết mới</h2><ul class="wp-block-latest-posts__list has-dates wp-block-latest-posts"><li><a class="wp-block-latest-posts__post-title" href="/2026/11/20/von-vay-quy-ho-tro/">Giải ngân vốn Quỹ hỗ trợ nông dân</a><time datetime="2026-11-20T08:30:00+07:00" class="wp-block-latest-posts__post-date">20 Tháng 11, 2026</time></li><li><a class="wp-block-latest-posts__post-title" href="/2026/11/12/tap-huan-man/">Tập huấn ứng phó hạn, mặn</a><time datetime="2026-11-12T14:00:00+07:00" class="wp-block-latest-posts__post-date">12 Tháng 11, 2026</time></li></ul></div><div class="wp-block-column"><p>Hội Nông dân tỉnh Vĩnh Long<br>Phường Long Châu, tỉnh Vĩnh Long<br>Điện thoại: 0270 3000 000</p></div></div><p class="has-small-font-size">Designed with <a href="https://vi.wordpress.org" rel="nofollow">WordPress</a></p></footer>
</div>
</body></html>"""


def wordpress_blocks(piece: Piece) -> str:
    """WordPress' block theme: the day without its hour in words, the author's block ("quantri" where none is given), bold first paragraph as lead, "Nguồn: …" last, next and previous post."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    changed = at + timedelta(days=1, hours=3)
    texts = [f"<p>{text}</p>" for text in texts_of(piece)]
    figure = f'<figure class="wp-block-image aligncenter size-large"><img decoding="async" src="/wp-content/uploads/{at:%Y/%m}/{piece.number}-1024x683.jpg" alt="" class="wp-image-{piece.number}" /><figcaption class="wp-element-caption">Vườn sầu riêng của hội viên chi hội ấp 3</figcaption></figure>'
    texts.insert(min(1, len(texts)), figure)
    author = escape(piece.author or "quantri")
    slug = "tac-gia" if piece.author else "quantri"
    source = f'<p class="has-text-align-right"><em>Nguồn: {escape(piece.credit)}</em></p>' if piece.credit else ""
    near = "".join(
        f'<div class="post-navigation-link-{side} wp-block-post-navigation-link"><span class="post-navigation-link__label">{label}: </span> <a href="{escape(address)}" rel="{rel}">{escape(name)}</a></div>'
        for (name, address), (side, label, rel) in zip(
            piece.others, (("previous", "Trước đó", "prev"), ("next", "Tiếp theo", "next")), strict=False
        )
    )
    newline = "\n\n"
    head = f'<link rel="canonical" href="{escape(piece.address)}" /><link rel="shortlink" href="/?p={piece.number}" />'
    main = f"""<div class="wp-block-group has-global-padding is-layout-constrained">
<figure class="wp-block-post-featured-image"><img width="1200" height="630" src="/wp-content/uploads/{at:%Y/%m}/{piece.number}.jpg" class="attachment-post-thumbnail wp-post-image" alt="{title}" decoding="async" /></figure>
<h1 class="wp-block-post-title">{title}</h1>
<div class="wp-block-template-part"><div class="wp-block-group is-layout-flex"><div class="wp-block-post-date"><time datetime="{at:%Y-%m-%dT%H:%M:%S}+07:00"><a href="{escape(piece.address)}">{at.day} Tháng {at.month}, {at.year}</a></time></div>
<p class="has-contrast-2-color">—</p><p class="has-small-font-size">bởi</p><div class="wp-block-post-author-name"><a href="/author/{slug}/" target="_self" class="wp-block-post-author-name__link">{author}</a></div>
<div class="taxonomy-category wp-block-post-terms"><span class="wp-block-post-terms__prefix">trong </span><a href="/category/tin-tuc/" rel="tag">Tin tức</a></div></div></div>
<div class="entry-content alignfull wp-block-post-content has-global-padding is-layout-constrained wp-block-post-content-is-layout-constrained">
<p><strong>{lead}</strong></p>

{newline.join(texts)}

{source}
<ul class="wp-block-social-links is-layout-flex"><li class="wp-social-link wp-social-link-facebook wp-block-social-link"><a href="#" class="wp-block-social-link-anchor"><span class="wp-block-social-link-label screen-reader-text">Facebook</span></a></li></ul>
</div>
<div class="taxonomy-post_tag wp-block-post-terms"><a href="/tag/nong-dan/" rel="tag">nông dân</a><span class="wp-block-post-terms__separator">  </span><a href="/tag/hop-tac-xa/" rel="tag">hợp tác xã</a></div>
<div class="wp-block-post-date__modified-date wp-block-post-date">Cập nhật <time datetime="{changed:%Y-%m-%dT%H:%M:%S}+07:00">{changed.day} Tháng {changed.month}, {changed.year}</time></div>
<nav class="wp-block-group post-nav is-layout-flex" aria-label="Bài viết">{near}</nav>
<div class="wp-block-comments"><h2 class="wp-block-comments-title">Một phản hồi cho &#8220;{title}&#8221;</h2><ol class="wp-block-comment-template"><li class="comment"><div class="wp-block-comment-author-name">Hai Lúa</div><div class="wp-block-comment-date"><time datetime="{changed:%Y-%m-%dT%H:%M:%S}+07:00"><a href="#comment-8">{changed.day} Tháng {changed.month}, {changed.year}</a></time></div><div class="wp-block-comment-content"><p>Cho hỏi lớp tập huấn tới mở ở đâu vậy?</p></div></li></ol>
<div id="respond" class="comment-respond wp-block-post-comments-form"><h3 id="reply-title" class="comment-reply-title">Để lại một bình luận</h3><form action="/wp-comments-post.php" method="post" id="commentform"><textarea id="comment" name="comment"></textarea><input name="submit" type="submit" value="Gửi bình luận" /></form></div></div>
<div class="wp-block-query more-posts"><h2 class="wp-block-heading">Xem thêm</h2><ul class="wp-block-post-template">
{rows(piece, '<li class="wp-block-post type-post"><h3 class="wp-block-post-title"><a href="{address}" target="_self">{title}</a></h3><div class="wp-block-post-date"><time>{date}</time></div></li>', "%d/%m/%Y", last=4)}
</ul></div>
</div>"""
    return _wp_frame(title, head, "post-template-default single single-post", main)


_WP_LISTING = _wp_frame(
    "Nông dân giỏi",
    "",
    "archive category category-nong-dan-gioi",
    """<div class="wp-block-group has-global-padding is-layout-constrained"><h1 class="wp-block-query-title">Danh mục: <span>Nông dân giỏi</span></h1><div class="wp-block-query"><ul class="wp-block-post-template is-layout-flow">
<li class="wp-block-post post-812 type-post"><h2 class="wp-block-post-title"><a href="/2026/11/05/lam-giau-tu-dua-sap/" target="_self">Làm giàu từ dừa sáp</a></h2><div class="wp-block-post-date"><time datetime="2026-11-05T09:10:00+07:00">5 Tháng 11, 2026</time></div><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">Từ 20 gốc dừa ban đầu, ông Thạch Sa Rên nay có gần 2 ha và lãi hơn 600 triệu đồng mỗi năm [&hellip;]</p></div></li>
<li class="wp-block-post post-790 type-post"><h2 class="wp-block-post-title"><a href="/2026/10/18/nuoi-tom-tuan-hoan/" target="_self">Nuôi tôm tuần hoàn nước</a></h2><div class="wp-block-post-date"><time datetime="2026-10-18T15:45:00+07:00">18 Tháng 10, 2026</time></div><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">Mô hình giúp giảm một nửa lượng nước thay, tôm ít bệnh [&hellip;]</p></div></li>
<li class="wp-block-post post-771 type-post"><h2 class="wp-block-post-title"><a href="/2026/09/29/to-hop-tac-buoi/" target="_self">Tổ hợp tác bưởi Năm Roi</a></h2><div class="wp-block-post-date"><time datetime="2026-09-29T10:00:00+07:00">29 Tháng 9, 2026</time></div><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">32 hộ cùng sản xuất theo VietGAP [&hellip;]</p></div></li></ul>
<nav class="wp-block-query-pagination" aria-label="Phân trang"><div class="wp-block-query-pagination-numbers"><span aria-current="page" class="page-numbers current">1</span><a class="page-numbers" href="/category/nong-dan-gioi/page/2/">2</a></div></nav></div></div>""",
)

INSTALLATIONS = (
    Installation(
        name="WordPress block theme of a union",
        platform="wordpress",
        render=wordpress_blocks,
        other=("category", _WP_LISTING),
    ),
)

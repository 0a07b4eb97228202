"""How a page was read, in sentences: by which rules, where its date is from, how sure that is, what was distrusted."""

from datetime import datetime

from records.article import Article
from search.protocols import SourceInfo
from search.web import wording
from search.web.i18n import Language


def how_read(article: Article, source: SourceInfo, first_seen_at: datetime | None, lang: Language) -> tuple[str, ...]:
    """The sentences, in the order in which a reader would ask."""
    sentences = [lang.text("Cách đọc: {reader}.", reader=wording.extractor_name(article, lang))]
    if article.platform:
        sentences.append(lang.text("Hệ thống của cổng: {platform}.", platform=article.platform))
    if article.fetched_at:
        sentences.append(lang.text("Đọc lúc {moment}.", moment=lang.moment(article.fetched_at)))
    if first_seen_at and article.fetched_at and first_seen_at < article.fetched_at:
        sentences.append(lang.text("Kho thấy bài này lần đầu lúc {moment}.", moment=lang.moment(first_seen_at)))
    sentences.append(_date(article, lang))
    if article.confidence < 1:
        percent = round(article.confidence * 100)
        sentences.append(lang.text("Độ tin của lần đọc: {percent}%.", percent=percent))
    sentences += _distrusted(article, source, lang)
    if article.next_parts:
        sentences.append(lang.text("Bài còn phần tiếp ở trang khác; kho chỉ có phần này."))
    return tuple(sentences)


def _date(article: Article, lang: Language) -> str:
    if article.published_at is None:
        return lang.text("Không nơi nào ghi ngày đăng.")
    told = {
        "page": lang.text("Ngày đăng: ghi trên trang."),
        "feed": lang.text("Ngày đăng: trang không ghi, lấy từ nguồn cấp tin (RSS) của cổng."),
        "sitemap": lang.text("Ngày đăng: trang không ghi, lấy từ sơ đồ trang của cổng; có thể là ngày sửa."),
        "listing": lang.text("Ngày đăng: trang không ghi, lấy từ trang chuyên mục dẫn đến bài."),
    }[article.published_from]
    if article.published_precision == "day":
        return f"{told} {lang.text('Cổng chỉ cho biết ngày, không có giờ.')}"
    return told


def _distrusted(article: Article, source: SourceInfo, lang: Language) -> list[str]:
    """What the site's rules no longer read rightly when this page was fetched."""
    since = source.distrusted_since
    if not source.distrusted or since is None or article.fetched_at is None or article.fetched_at < since:
        return []
    fields = ", ".join(field_name(field, lang) for field in source.distrusted)
    day = lang.day(since.date())
    return [
        lang.text("Giao diện cổng đã đổi từ {day}: {fields} không đọc theo quy tắc cũ nữa.", day=day, fields=fields)
    ]


def field_name(field: str, lang: Language) -> str:
    """What a field of an article is called; fields that readers don't see go by their own name."""
    return {
        "title": lang.text("tít"),
        "lead": lang.text("sa-pô"),
        "body": lang.text("nội dung"),
        "byline": lang.text("bút danh"),
        "credit": lang.text("nguồn"),
        "section": lang.text("chuyên mục"),
        "published_at": lang.text("ngày đăng"),
        "captions": lang.text("chú thích ảnh"),
        "attachments": lang.text("tệp đính kèm"),
        "images": lang.text("ảnh"),
    }.get(field, field)

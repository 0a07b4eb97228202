"""Publish stamps, feed dates and page clocks in the forms each platform prints them."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


def weekday(at: datetime) -> str:
    """ "Thứ bảy"."""
    return _WEEKDAYS[at.weekday()]


def nukeviet_stamp(at: datetime) -> str:
    """ "Thứ bảy - 25/03/2023 16:40"."""
    return f"{_WEEKDAYS[at.weekday()]} - {at:%d/%m/%Y %H:%M}"


def nukeviet_meta(at: datetime) -> str:
    """The malformed `article:published_time` of stock NukeViet: "2023-03-25+0716:40:00"."""
    return f"{at:%Y-%m-%d}+07{at:%H:%M:%S}"


def nukeviet_feed_date(at: datetime) -> str:
    """RFC 822 with NukeViet's slip: the month stands where the minutes belong."""
    utc = at.astimezone(UTC)
    return format_datetime(utc.replace(minute=utc.month, second=0), usegmt=True)


def nukeviet_edited_at(at: datetime, number: int) -> datetime:
    """When an editor last saved the page: up to 40 minutes after it was published."""
    return at + timedelta(minutes=number % 40, seconds=number % 60)


def liferay_stamp(at: datetime, views: int) -> str:
    """The portal's stamp, which changed with its themes: twelve hours, then dashes and seconds, then slashes."""
    if at.year <= 2021:
        return f"Ngày đăng {at:%d/%m/%Y} | {twelve_hours(at)} \u00a0|\u00a0View count: {views}"
    if at.year <= 2024:
        return f"Đăng ngày {at:%d-%m-%Y %H:%M:%S}"
    return f"{at:%d/%m/%Y %H:%M}"


def twelve_hours(at: datetime) -> str:
    """ "4:12 PM"; midnight is "12:00 AM"."""
    return f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"


def page_clock(at: datetime) -> str:
    """ "Thứ Tư, ngày 27 tháng 9 năm 2017 | 11:19 GMT+7": never a publish date."""
    return f"{_WEEKDAYS[at.weekday()].title()}, ngày {at.day} tháng {at.month} năm {at.year} | {at:%H:%M} GMT+7"


def feed_date(at: datetime) -> str:
    """RFC 822 as WordPress writes it, in UTC: "Sat, 25 Mar 2023 09:40:00 +0000"."""
    return format_datetime(at.astimezone(UTC))


def utc(at: datetime) -> str:
    """ "2023-03-25T09:40:00Z", as Liferay's Atom has it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def month(at: datetime) -> str:
    """ "2023/03": the address of a WordPress archive."""
    return f"{at:%Y/%m}"

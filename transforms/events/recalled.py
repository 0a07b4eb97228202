"""What was signed before and is only told again at an event: recalled, remembered, in force, of another occasion."""

import re

# "điểm lại việc hai tỉnh đã ký", "nơi hai bên đã ký": told there, or of the place, and signed before.
_RECALLED = re.compile(
    r"(?<!\w)(?:điểm lại|ôn lại|nhớ lại|gợi lại|gợi nhớ|kể lại|nhắc lại|nhắc đến|nhắc tới|nhìn lại|ghi nhận|"
    r"hoan nghênh|đánh giá cao|biểu dương|cảm ơn|nêu|nêu lại|đề cập|đề cập đến)\s"
    r"(?:[^\s.;:,]+\s){0,3}?(?:việc|sự kiện|thời điểm)\s[^.;:,]{3,120}?"
    r"\s(?:đã|từng)\s(?:\w+\s)?$|"
    r"(?<!\w)nơi\s[^.;:]{3,120}?\s(?:đã|từng)\s(?:\w+\s)?$"
)
# "chúc mừng hai cơ quan vừa ký thỏa thuận mới": somebody's, there or before; "chúc mừng hai tỉnh vừa ký" is of those present.
_CONGRATULATED = re.compile(
    r"(?<!\w)(?:chúc mừng|vui mừng|hoan nghênh)\s"
    r"(?!(?:khi\s)?(?:hai|các|ba|bốn)\s(?:bên|tỉnh|thành phố|địa phương|đơn vị|sở|ngành|đoàn)\s(?:vừa|đã|mới)\s)"
    r"[^.;:]{3,160}?\s(?:vừa|đã|mới)\s(?:\w+\s)?$"
)
# "đề nghị hai bên triển khai các thỏa thuận đã ký kết": agreements in force, whoever is told to keep them.
_IN_FORCE = re.compile(
    r"(?<!\w)(?:triển khai|thực hiện|thực thi|tuân thủ|phát huy|cụ thể hóa|đôn đốc|rà soát)\s(?:\w+\s){0,5}?"
    r"(?:thỏa thuận|văn bản|văn kiện|chương trình|biên bản|bản ghi nhớ|kế hoạch|hợp đồng|hiệp định|nội dung|quy chế)"
    r"(?:(?!tại |dịp )[^,;.]){0,70}?\s(?:đã|được|đã được|mà hai bên đã|hai bên đã)\s$"
)
# "phối hợp theo Quy chế đã ký kết", "đúng với thỏa thuận đã ký".
_ACCORDING = re.compile(
    r"(?<!\w)(?:theo|đúng|đúng với|trên cơ sở|căn cứ|trên tinh thần|dựa trên|dựa theo|phù hợp với)\s(?:\w+\s){0,3}?"
    r"(?:thỏa thuận|văn bản|văn kiện|chương trình|biên bản|bản ghi nhớ|kế hoạch|quy chế)[^,;.]{0,40}?\s(?:đã|đã được)\s$"
)
# "các nội dung trong bản ghi nhớ đã ký kết trước đó", "đã ký từ năm ngoái".
_EARLIER = re.compile(
    r"[^\w.;,]*(?:từ\s)?(?:trước đó|trước đây|trước kia|từ trước|lần trước|năm ngoái|năm trước|nhiệm kỳ trước)(?!\w)"
)
# A visit or a day of its own, named after the verb, is not the event's.
_ANOTHER = re.compile(r"[^.;]{0,40}?(?:nhân|trong) (?:chuyến|dịp)[^.;]{0,90}?(?<!\d)(?:19|20)\d\d(?!\d)")
# "kỷ niệm 5 năm hai tỉnh ký Chương trình …", "nhân dịp tròn 10 năm ngày ký kết": what is remembered was signed then.
COMMEMORATED = re.compile(
    r"(?<!\w)(?:kỷ niệm|nhân|nhân dịp|tròn|đúng|mừng|đánh dấu|chặng đường|hành trình|sau|qua|trải qua)\s(?:[^\s.;,]+\s){0,3}?"
    r"(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nửa)(?:\smươi)?\s(?:năm|thập kỷ|thập niên|thế kỷ)\s"
    # "50 năm quan hệ Việt - Lào hai tỉnh ký kết", "nửa năm khảo sát … hai bên ký": what the years were of, then who signs
    r"(?!(?:quan hệ|hợp tác|phối hợp|hữu nghị)\s)"
    r"(?:(?!(?<!\w)(?:đã|kết nghĩa|thành lập|thiết lập|tái lập|xây dựng|chuẩn bị|đàm phán|thương thảo|thảo luận|thực hiện|"
    r"triển khai|khảo sát|nghiên cứu|tìm hiểu|trao đổi|làm việc|gián đoạn|chờ đợi)\s)[^.;,]){0,80}$|"
    r"(?<!\w)kỷ niệm lần thứ (?:\d{1,3}|\w+)\s(?:(?!(?<!\w)đã\s)[^.;,]){0,60}$|"
    # "Năm năm sau khi hai tỉnh ký", "Ngày này 10 năm trước, lãnh đạo hai tỉnh ký"
    r"(?<!\w)(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nửa)(?:\smươi)?\s(?:năm|tháng|thập kỷ|thập niên|thế kỷ)\s"
    r"(?:(?:sau|kể từ|từ) (?:khi|ngày|lúc)\s[^.;,]{0,60}|(?:trước|về trước)(?:,\s|\s)(?:(?!tại )[^.;,]){0,60})$|"
    r"(?<!\w)kỷ niệm\s(?:[^\s.;,]+\s){0,3}(?:ngày|lễ)\s$|(?<!\w)\d{1,3} năm (?:ngày|lễ)\s$"
)
# How far before a verb of signing an agreement in force, and a congratulation, are looked for.
_FORCE_BEFORE, _ACCORDING_BEFORE, _PRAISED_BEFORE = 150, 110, 420


def recalls(low: str, start: int) -> bool:
    """Whether what stands before a verb of signing says that it is only recalled: "điểm lại việc hai tỉnh đã ký"."""
    near = low[max(0, start - 16) : start]
    done = any(mark in near for mark in ("đã ", "được ", "từng "))
    return done and _RECALLED.search(low[max(0, start - 190) : start]) is not None


def is_another_time(low: str, end: int, named: int) -> bool:
    """Whether the words behind the verb, or behind what was signed, tell of an earlier or another occasion."""
    behind = low[named : named + 30] if named > 0 else ""
    return any((_ANOTHER.match(low, end), _EARLIER.match(low, end), _EARLIER.match(behind)))


def is_in_force(low: str, start: int) -> bool:
    """Whether what stands before a verb of signing speaks of an agreement that is carried out, or gone by."""
    return (
        _IN_FORCE.search(low[max(0, start - _FORCE_BEFORE) : start]) is not None
        or _ACCORDING.search(low[max(0, start - _ACCORDING_BEFORE) : start]) is not None
    )


def is_congratulated(low: str, start: int) -> bool:
    """Whether somebody named is congratulated on the signing: it may have been before."""
    return _CONGRATULATED.search(low, max(0, start - _PRAISED_BEFORE), start) is not None

"""What the fields of an event are called, where a page speaks of the fields themselves: differences, corrections."""

from search.web.i18n import Language


def fact_name(fact: str, lang: Language) -> str:
    """What a field of an event is called; "title of NAME" and the like with their name, anything else as it is."""
    for prefix, said in (
        ("count of ", lang.text("số tỉnh, thành của {name}", name="{name}")),
        ("province of ", lang.text("tỉnh, thành của {name}", name="{name}")),
        ("title of ", lang.text("chức danh của {name}", name="{name}")),
        ("official ", "{name}"),
    ):
        if fact.startswith(prefix):
            return said.replace("{name}", fact.removeprefix(prefix))
    return _facts(lang).get(fact, fact)


def _facts(lang: Language) -> dict[str, str]:
    return {
        "type": lang.text("loại sự kiện"),
        "subtype": lang.text("loại ghi trong bài"),
        "name": lang.text("tên gọi"),
        "starts_on": lang.text("ngày"),
        "ends_on": lang.text("ngày cuối"),
        "signed_on": lang.text("ngày ký"),
        "month_day": lang.text("ngày tháng"),
        "date_text": lang.text("ngày như ghi trong bài"),
        "time_of_day": lang.text("buổi"),
        "place_province": lang.text("nơi"),
        "place_text": lang.text("địa điểm"),
        "hosts": lang.text("đơn vị tổ chức"),
        "partners": lang.text("các bên"),
        "add_partners": lang.text("thêm các bên"),
        "remove_partners": lang.text("bớt các bên"),
        "partner_regions": lang.text("các vùng"),
        "other_partners": lang.text("các bên khác"),
        "periods": lang.text("giai đoạn"),
        "refers_to": lang.text("thỏa thuận được nhắc đến"),
        "signed": lang.text("việc ký kết"),
        "signed_what": lang.text("văn bản được ký"),
        "one": lang.text("là một"),
    }

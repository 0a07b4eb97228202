"""The language of a page: Vietnamese by its letters, other scripts by theirs, the rest by langdetect."""

import pytest

from transforms.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sáng 25/3, tại thành phố Vinh, UBND tỉnh tổ chức hội nghị", "vi"),
        ("Hotels near the bridge were fully booked for nine nights in a row", "en"),
        ("Le président de la région a reçu ce matin une délégation d'entreprises à l'hôtel de ville", "fr"),
        ("中共中央总书记会见中国国家主席，双方就两国关系深入交换了意见并共同出席签字仪式", "zh"),
        ("ព្រះរាជាណាចក្រកម្ពុជា និងវៀតណាម បានចុះហត្ថលេខាលើកិច្ចព្រមព្រៀង", "km"),
        ("UBND", "vi"),
        ("", "vi"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language_of(text) == code


def test_the_same_answer_every_time() -> None:
    text = "Tourism office spokesman told reporters that the festival will open on Monday in Da Nang"
    assert {language_of(text) for _ in range(5)} == {"en"}

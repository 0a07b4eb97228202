"""Lines that are worded as captions, and lines of the text that look a little like them."""

import pytest

from transforms.captions import is_photo_credit, is_slug, is_worded_as_caption, split_credit


@pytest.mark.parametrize(
    "line",
    [
        "Các đại biểu tham dự hội nghị",
        "Các đại biểu tham dự hội nghị.",
        "Chủ tịch UBND tỉnh Trần Văn Mẫu phát biểu",
        "Ông Trần Văn Mẫu, Chủ tịch UBND thành phố phát biểu tại hội nghị.",
        "Quang cảnh buổi làm việc.",
        "Lễ ký kết giữa hai địa phương. Ảnh: VGP/Nhật Bắc",
        "Hai bên trao biên bản ghi nhớ hợp tác giai đoạn 2026 - 2030 |".rstrip(" |"),
        "Đại biểu và du khách tham quan gian hàng trưng bày của hợp tác xã",
    ],
)
def test_captions(line: str) -> None:
    assert is_worded_as_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Việc hợp tác cần có trọng tâm, trọng điểm",
        "Phát huy lợi thế của các bên, đóng góp nhiều hơn nữa vào sự phát triển",
        "Đồng chí Trần Văn Mẫu - Phó Chủ tịch UBND tỉnh chủ trì hội nghị.",
        "Đại biểu đề nghị thời gian khởi công của dự án có thể sớm hơn dự kiến, khoảng cuối năm 2026.",
        "Phó Bí thư Thành ủy nhấn mạnh, điểm mạnh của hội nghị là liên kết giữa các vùng. Ông đề nghị sau hội nghị mỗi bên lập "
        "danh mục việc, giao người và hẹn ngày. Cuối năm hai bên sẽ cùng kiểm tra.",
        "Các đại biểu mong muốn thành phố quan tâm hỗ trợ, trao đổi kinh nghiệm để các tỉnh nâng cao khả năng tiếp cận.",
    ],
)
def test_text(line: str) -> None:
    assert not is_worded_as_caption(line)


def test_credit_is_parted_from_its_caption() -> None:
    assert split_credit("Đại biểu dự họp. Ảnh: Minh Hà |") == ("Đại biểu dự họp.", "Ảnh: Minh Hà")
    assert split_credit("Đại biểu dự họp (Ảnh: Minh Hà)") == ("Đại biểu dự họp", "Ảnh: Minh Hà")
    assert split_credit("Chụp ảnh lưu niệm") == ("Chụp ảnh lưu niệm", "")
    assert is_photo_credit("Ảnh: Thành Tâm |")


def test_file_names() -> None:
    assert is_slug("so-ket-thoa-thuan-hop-tac")
    assert is_slug("IMG_2301.JPG")
    assert not is_slug("kinh tế - xã hội")
    assert not is_slug("KT-XH")

"""Who led a delegation is told apart from who chaired, where the texts say so."""

import pytest

from records.event import Event, Official
from records.tag import Evidence
from search.web.documents.officials import did
from search.web.i18n import language


@pytest.mark.parametrize(
    ("title", "proof", "told"),
    [
        ("Trưởng đoàn công tác tỉnh Cà Mau", "", "trưởng đoàn"),
        ("Phó Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh Trần Văn Mẫu làm trưởng đoàn", "trưởng đoàn"),
        ("Phó Chủ tịch UBND tỉnh", "Trần Văn Mẫu dẫn đầu đoàn", "trưởng đoàn"),
        ("Phó Trưởng đoàn đại biểu Quốc hội", "", "chủ trì"),
        ("Phó Chủ tịch UBND tỉnh", "Trần Văn Mẫu chủ trì", "chủ trì"),
        ("Phó Chủ tịch UBND tỉnh", "Lê Thị Khác làm trưởng đoàn", "chủ trì"),
        ("", "đoàn do ông Trần Văn Mẫu, Bí thư Tỉnh ủy, làm trưởng đoàn", "trưởng đoàn"),
        ("", "đoàn do ông Trần Văn Mẫu, Giám đốc Sở Văn hóa và Thể thao làm Trưởng đoàn", "trưởng đoàn"),
        ("", "Trần Văn Mẫu, trưởng đoàn, phát biểu", "trưởng đoàn"),
        ("", "Trưởng đoàn Cà Mau là ông Trần Văn Mẫu, Giám đốc Sở Công Thương", "trưởng đoàn"),
        ("", "Trưởng đoàn công tác Trần Văn Mẫu cảm ơn", "trưởng đoàn"),
        # somebody else in the same words
        ("", "Trần Văn Mẫu chủ trì buổi tiếp đoàn do ông Lê Văn Khác, Trưởng đoàn, dẫn đầu", "chủ trì"),
        ("", "Trần Văn Mẫu, Chủ tịch UBND tỉnh, tiếp đoàn do ông Lê Văn Khác làm trưởng đoàn", "chủ trì"),
        ("", "ông Trần Văn Mẫu, Bí thư Tỉnh ủy, Lê Văn Khác làm trưởng đoàn", "chủ trì"),
        ("", "Lê Văn Khác làm trưởng đoàn, Trần Văn Mẫu chủ trì", "chủ trì"),
        ("", "Trưởng đoàn Lê Văn Khác cảm ơn ông Trần Văn Mẫu", "chủ trì"),
        ("Trưởng đoàn đại biểu Quốc hội tỉnh", "", "chủ trì"),
    ],
)
def test_what_an_official_did(title: str, proof: str, told: str) -> None:
    official = Official(name="Trần Văn Mẫu", title=title, role="chaired")
    evidence = (Evidence(field="body", start=0, end=len(proof), text=proof, fact="official"),) if proof else ()
    guest = Official(name="Lê Văn Khác", title="", role="attended")
    event = Event(type="working-session", officials=(official, guest), evidence=evidence)
    assert did(official, event, language("vi")) == told
    spoke = Official(name="Trần Văn Mẫu", title=title, role="spoke")
    assert did(spoke, event, language("vi")) == "phát biểu"

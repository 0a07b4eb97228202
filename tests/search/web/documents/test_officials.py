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
    ],
)
def test_what_an_official_did(title: str, proof: str, told: str) -> None:
    official = Official(name="Trần Văn Mẫu", title=title, role="chaired")
    evidence = (Evidence(field="body", start=0, end=len(proof), text=proof, fact="official"),) if proof else ()
    event = Event(type="working-session", officials=(official,), evidence=evidence)
    assert did(official, event, language("vi")) == told
    spoke = Official(name="Trần Văn Mẫu", title=title, role="spoke")
    assert did(spoke, event, language("vi")) == "phát biểu"

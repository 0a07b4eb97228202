"""An analysis in words: what its values, axes and form fields are called, what it stands on, why counts may be low."""

from collections.abc import Iterable, Mapping, Sequence

from records.base import Record
from search.engine import UNKNOWN
from search.query import RoleFilter, Unit
from search.web import wording
from search.web.counting.common import basis_text
from search.web.counting.question import FACETS, NONE, TIMES, YEARS_BACK, Portals, Question
from search.web.counting.table import Table
from search.web.i18n import Language

_MANY_VALUES = ("province", "region", "sector", "event_type", "official", "partner")
_NAMED = 3  # portals that are not counted, named in a banner
_LISTED = 8  # years, or years in a row, named in a banner


class Option(Record, frozen=True):
    """One value of a field of the form."""

    value: str
    name: str
    chosen: bool


class Field(Record, frozen=True):
    """A field of the form to choose from."""

    name: str
    title: str
    options: tuple[Option, ...]


class Words:
    """The words of one analysis in one language."""

    def __init__(self, asked: Question, lang: Language, sources: Mapping[str, str]) -> None:
        self.asked, self.lang, self._sources = asked, lang, dict(sources)

    def name(self, facet: str, value: str) -> str:
        """What a value is called."""
        if facet == "month" and value != UNKNOWN:
            return self.lang.day(value)
        return wording.value_name(facet, value, self.lang, self._sources)

    def facet(self, facet: str) -> str:
        """What a facet is called."""
        return self.lang.text("Tháng") if facet == "month" else wording.facet_title(facet, self.lang)

    def title(self) -> str:
        """What is counted by what: "Bài theo tỉnh, thành phố và năm"."""
        what, rows = _units(self.lang)[self.asked.query.unit], self.facet(self.asked.rows).lower()
        if not self.asked.columns:
            return self.lang.text("{what} theo {rows}", what=what, rows=rows)
        columns = self.facet(self.asked.columns).lower()
        return self.lang.text("{what} theo {rows} và {columns}", what=what, rows=rows, columns=columns)

    def stands_on(self, told: Table | None) -> str:
        """Basis, role and portals, as they stand on the chart."""
        query = self.asked.query
        said = [basis_text(query.basis, self.lang), _roles(self.lang)[query.role].lower()]
        if told and told.panel:
            count = len(told.panel.sources)
            said.append(self.lang.many("{n} cổng đọc đủ ít nhất {years}", count, years=_span(told.panel.years)))
        elif query.unit != "agreements":
            said.append(self.lang.text("mọi cổng"))
        return "; ".join(said)

    def banners(self, told: Table) -> tuple[str, ...]:
        """Where counts may be lower than what happened, and why."""
        said = [self._portals(told)] if self.asked.query.unit != "agreements" else []
        low = self._low(told)
        begun = [year for year in low if told.depths.over(told.compared, year) == "begun"]
        said += [
            self._unread([year for year in low if year not in (told.depths.unfinished, *begun)]),
            self._begun(begun),
        ]
        if told.depths.unfinished in low:
            said.append(self.lang.text("Năm {year} chưa hết, cũng vẽ bằng gạch chéo.", year=told.depths.unfinished))
        if any(facet in _MANY_VALUES for facet in self.asked.facets):
            said.append(
                self.lang.text("Một bài, một việc có thể được tính ở nhiều dòng; tổng số thì mỗi cái chỉ tính một lần.")
            )
        return tuple(filter(None, said))

    def _unread(self, years: Sequence[str]) -> str:
        if not years:
            return ""
        return self.lang.text(
            "Có thể thấp hơn thực tế, vẽ bằng gạch chéo: {years}. Kho chưa đọc hết bài của các cổng trong những năm ấy.",
            years=_listed(years),
        )

    def _begun(self, years: Sequence[str]) -> str:
        if not years:
            return ""
        return self.lang.text(
            "Có thể thấp, vẽ bằng gạch chéo: {years}. Những gì tìm được đã đọc hết, nhưng bài của một số cổng "
            "trong kho chỉ bắt đầu từ giữa những năm ấy hoặc muộn hơn.",
            years=_listed(years),
        )

    def _portals(self, told: Table) -> str:
        if told.panel:
            others = sorted(set(told.depths.sources) - set(told.panel.sources))
            said = self.lang.text(
                "Các năm được so trên cùng một nhóm cổng: {n} cổng mà kho đã đọc đủ ít nhất {years}.",
                n=len(told.panel.sources),
                years=_span(told.panel.years),
            )
            if not told.asks_years:
                said += " " + self.lang.text(
                    "Không chọn năm thì nhóm gồm các cổng đọc đủ những năm trọn gần nhất, nhiều nhất là {n} năm; các năm "
                    "khác trong bảng cũng của nhóm ấy, đọc chưa đủ thì vẽ bằng gạch chéo.",
                    n=YEARS_BACK,
                )
            named = "; ".join(self.name("source", source) for source in others[:_NAMED])
            left_out = self.lang.many(
                "{n} cổng khác không tính: {names}", len(others), names=named + (" …" if len(others) > _NAMED else ".")
            )
            return f"{said} {left_out}" if others else said
        if not self.asked.by_time:
            return ""
        if self.asked.portals == "constant":
            return self.lang.text(
                "Chưa cổng nào được đọc đủ trong những năm này, nên mọi cổng đều được tính: "
                "năm ít bài có thể chỉ là năm kho chưa đọc tới."
            )
        return self.lang.text(
            "Mọi cổng đều được tính, kể cả cổng mới đọc một phần: năm ít bài có thể chỉ là năm kho chưa đọc tới."
        )

    def _low(self, told: Table) -> list[str]:
        """The years or months not covered in whole."""
        for axis in filter(None, (told.rows, told.columns)):
            if axis.facet in TIMES:
                known = [value for value in axis.values if told.depths.over(told.compared, value[:4]) != "whole"]
                return list(dict.fromkeys(value[:4] for value in known if value != UNKNOWN))
        return []

    def fields(self) -> tuple[Field, ...]:
        """The form: what to count, by what, on which basis, in which role, over which portals."""
        asked, lang = self.asked, self.lang
        facets = [(name, self.facet(name)) for name in FACETS[asked.query.unit]]
        portals: dict[Portals, str] = {
            "constant": lang.text("cùng một nhóm cổng, đọc đủ mọi năm"),
            "all": lang.text("mọi cổng"),
        }
        made = [
            _field("unit", lang.text("Đếm"), _units(lang).items(), asked.query.unit),
            _field("rows", lang.text("Theo"), facets, asked.rows),
            _field(
                "columns", lang.text("và theo"), [(NONE, lang.text("không gì thêm")), *facets], asked.columns or NONE
            ),
            _field("basis", lang.text("Tính theo"), wording.basis_names(lang).items(), asked.query.basis),
            _field("role", lang.text("Tỉnh được tính khi"), _roles(lang).items(), asked.query.role),
        ]
        if asked.query.unit != "agreements":
            made.append(_field("portals", lang.text("Trên"), portals.items(), asked.portals))
        return tuple(made)


def _field(name: str, title: str, options: Iterable[tuple[str, str]], chosen: str) -> Field:
    listed = list(options)
    return Field(
        name=name,
        title=title,
        options=tuple(Option(value=value, name=said, chosen=value == chosen) for value, said in listed),
    )


def _units(lang: Language) -> dict[Unit, str]:
    return {"articles": lang.text("Tin bài"), "events": lang.text("Sự kiện"), "agreements": lang.text("Thỏa thuận")}


def _roles(lang: Language) -> dict[RoleFilter, str]:
    return {
        "about": lang.text("Bài nói về tỉnh"),
        "named": lang.text("Tỉnh được nhắc tên"),
        "place": lang.text("Việc diễn ra ở tỉnh"),
        "any": lang.text("Tỉnh có mặt dưới mọi vai trò"),
    }


def _span(years: Sequence[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _listed(years: Sequence[str]) -> str:
    """The first few stretches of years, and that there are more."""
    spans = _spans(years)
    return ", ".join(spans[:_LISTED]) + (" …" if len(spans) > _LISTED else "")


def _spans(years: Sequence[str]) -> list[str]:
    """Years in a row as one: "2019–2021", "2024"."""
    runs: list[list[str]] = []
    for year in sorted(years):
        if runs and int(year) == int(runs[-1][-1]) + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [_span(run) for run in runs]

"""The controlled lists agree with each other and with the lexicons that speak of them."""

from datetime import date

from records.places import MERGED_ON, by_name, provinces, regions, vintage_on
from records.vocabulary import names, region_names
from transforms.gazetteer import load_gazetteer


def test_there_are_63_and_34_provinces_and_each_belongs_to_one_of_today():
    units = provinces()
    assert [sum(p.vintage == v for p in units.values()) for v in ("63", "34")] == [63, 34]
    assert {p.today for p in units.values()} == {key for key in units if key.startswith("34:")}
    assert all(p.today == p.key for p in units.values() if p.vintage == "34")


def test_a_code_may_mean_two_units():
    assert provinces()["63:15"].name == "Yên Bái"
    assert provinces()["34:15"].name == "Lào Cai"
    assert provinces()["63:15"].today == "34:15"


def test_the_day_decides_the_vintage():
    assert vintage_on(date(2025, 6, 30)) == "63"
    assert vintage_on(MERGED_ON) == "34"
    assert vintage_on(None) == "63"


def test_six_regions_of_each_vintage():
    assert len(regions("63")) == len(regions("34")) == 6
    assert by_name("63")["Bình Thuận"].region == "Bắc Trung Bộ và Duyên hải miền Trung"


def test_22_sectors_and_9_event_types_in_both_languages():
    assert len(names("sectors")) == 22
    assert len(names("event_types")) == 9


def test_every_region_the_lexicon_can_tag_is_in_the_vocabulary():
    data = load_gazetteer().data
    assert {*data.regions, *data.regions_34, *regions("63"), *regions("34")} == set(region_names())

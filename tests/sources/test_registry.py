"""The registry: what it loads, and every way a YAML can be wrong, with a message that names the way out."""

from pathlib import Path

import pytest

import sources.registry
from records.errors import RegistryError
from records.places import provinces
from records.source import Listing, Politeness, Source
from sources.checks import home_key
from sources.registry import find_by_home, load_registry, write_source
from tests.sources.files import GOOD, fails, write
from transforms.extract import check_selector


def test_the_projects_own_folder() -> None:
    registry = load_registry(check_selector=check_selector)
    assert {"nukeviet", "nukeviet-egov", "liferay", "wordpress"} <= set(registry.platforms)
    assert len(registry.sources) >= 8
    assert not registry.enabled()  # nobody has tried these addresses
    assert all(s.verified_on is None for s in registry.sources.values())
    assert registry.closed


def test_relative_addresses_stand_on_home(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    source = load_registry([tmp_path]).source("nghe-an")
    assert source.feeds == ("https://nghean.mau.example/rss/",)
    assert source.sitemaps == ("https://nghean.mau.example/sitemap.xml", "https://nghean.mau.example/x.xml")
    assert source.listings == (Listing(url="https://nghean.mau.example/kinh-te/", section="Kinh tế"),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("platform: nukeviet", "platform: nukevit"), ["nukevit", "did you mean 'nukeviet'", "liferay"]),
        (("feeds:", "feds:"), ["unknown key 'feds'", "did you mean 'feeds'"]),
        (("section: Kinh tế", "secton: Kinh tế"), ["listings[0].secton", "section"]),
        (('province: "34:40"', "province: 34:40"), ["province", "2080", "quoted"]),
        (('province: "34:40"', 'province: "34:41"'), ["province", "34:41", "34:40"]),
        (("name: Nghệ An\n", ""), ["'name' is missing"]),
        (("feeds: [/rss/]", "feeds: /rss/"), ["feeds", "/rss/", "list"]),
        (("home: https://nghean.mau.example", "home: nghean.mau.example"), ["home", "nghean.mau.example", "https://"]),
        (("id: nghe-an", "id: Nghệ An"), ["id", "Nghệ An", "hyphens"]),
        (("id: nghe-an", "id: 40"), ["id", "40", "quoted"]),
        (("id: nghe-an", "id: nghe-an\nid: ha-tinh"), ["'id' is written twice", "line 3"]),
        (("feeds:", "level: provinz\nfeeds:"), ["level", "provinz"]),
        (("feeds:", "politeness: {delay_seconds: 0.1}\nfeeds:"), ["politeness.delay_seconds", "0.1", "because"]),
        (("feeds:", "politeness: {obey_robots: false}\nfeeds:"), ["obey_robots", "because"]),
        (("feeds:", "article_pattern: '(['\nfeeds:"), ["article_pattern", "(["]),
        (("feeds:", "junk: ['*x']\nfeeds:"), ["junk", "*x"]),
        (("feeds:", "rules: {title: {select: ['h1[[']}}\nfeeds:"), ["rules.title.select", "h1[["]),
        (("feeds:", "rules: {titel: {select: [h1]}}\nfeeds:"), ["rules.titel", "did you mean 'title'"]),
        (("feeds:", "rules: {title: {label: ['x']}}\nfeeds:"), ["rules.title", "says nothing"]),
        (("feeds:", "listing_rule: {next_page: 'page-2/'}\nfeeds:"), ["next_page", "{n}"]),
        (("feeds:", "valid_from: 2025-07-01\nvalid_until: 2024-07-01\nfeeds:"), ["valid_until", "2024-07-01"]),
        (("feeds:", "valid_from: 2025-02-30\nfeeds:"), ["valid_from", "'2025-02-30' is no date", "as in 2023-03-26"]),
        (("feeds: [/rss/]", "feeds: [/rss/"), ["not YAML", "line"]),
        (("feeds:", "{a: b}: c\nfeeds:"), ["not YAML", "line", "a key that is no word"]),
        (("id: nghe-an", "id: {a: b}"), ["'id'", "{'a': 'b'}"]),
    ],
)
def test_typos(tmp_path: Path, change: tuple[str, str], said: list[str]) -> None:
    assert change[0] in GOOD
    path = write(tmp_path, GOOD.replace(*change))
    message = fails(tmp_path)
    assert str(path) in message
    for words in said:
        assert words in message


@pytest.mark.parametrize("form", ["%d/%d/%Y", "%Q", "%"])
def test_a_date_format_that_nothing_can_be_read_with(tmp_path: Path, form: str) -> None:
    platform = "id: rieng\nname: Rieng\nfingerprints: [p]\nfields: {title: {select: [h1]}}\n"
    path = write(tmp_path, f"{platform}date_forms: [{{format: '{form}'}}]\n")
    message = fails(tmp_path)
    assert f"{path}: key 'date_forms[0].format': '{form}' is no date format" in message


def test_bad_selectors_fail_without_a_css_engine_too(tmp_path: Path) -> None:
    write(tmp_path, GOOD + "rules: {title: {select: ['h1[x']}}\n")
    with pytest.raises(RegistryError, match=r"h1\[x"):
        load_registry([tmp_path])


def test_two_files_of_one_id_name_both(tmp_path: Path) -> None:
    first = write(tmp_path, GOOD)
    second = write(tmp_path, GOOD.replace("nghean.mau", "other.mau"), "z.yaml")
    message = fails(tmp_path)
    assert str(first) in message
    assert str(second) in message


def test_two_sources_of_one_home(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("id: nghe-an", "id: other").replace("https://nghean", "http://www.nghean"), "z.yaml")
    message = fails(tmp_path)
    assert "'nghe-an'" in message
    assert "home" in message


@pytest.mark.parametrize("text", ["- a\n", "just words", "name: x\n", ""])
def test_what_is_no_source(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    assert str(path) in fails(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "KHOTIN_SOURCES" in fails(tmp_path / "none")


def test_an_operators_platform_and_one_that_extends_another(tmp_path: Path) -> None:
    write(
        tmp_path,
        "id: own\nname: Own\nextends: nukeviet\nfingerprints: [.own]\nfields: {title: {select: [.tit]}}\n",
        "own.yaml",
    )
    write(tmp_path, GOOD.replace("platform: nukeviet", "platform: own"))
    registry = load_registry([tmp_path], check_selector=check_selector)
    own = registry.platform_of(registry.source("nghe-an"))
    assert own is not None
    assert own.fields["title"].select == (".tit",)
    assert own.fields["body"] == registry.platforms["nukeviet"].fields["body"]
    write(tmp_path, "id: own2\nname: Own\nextends: nukevit\nfingerprints: [.own]\nfields: {}\n", "own2.yaml")
    assert "did you mean 'nukeviet'" in fails(tmp_path)


def test_an_unknown_source_is_told_what_is_like_it(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    with pytest.raises(RegistryError, match="did you mean 'nghe-an'"):
        load_registry([tmp_path]).source("nghean")


def test_written_sources_are_short_and_read_back(tmp_path: Path) -> None:
    source = Source(
        id="x-1",
        name="Cổng: một",
        home="https://x.mau.example",
        province="63:02",
        enabled=True,
        feeds=("https://x.mau.example/rss/",),
        listings=(Listing(url="https://x.mau.example/a/", section="08"),),
        politeness=Politeness(delay_seconds=0, allow_private=True, because="loopback"),
    )
    path = write_source(source, tmp_path / "new", comments=["Found by probing.", "Two lines."])
    text = path.read_text("utf-8")
    assert path.name == "x-1.yaml"
    assert text.startswith("# Found by probing.\n# Two lines.\nid: x-1\n")
    assert 'province: "63:02"' in text
    assert 'section: "08"' in text
    assert len(text.splitlines()) < 20
    assert "verified_on" not in text
    assert load_registry([tmp_path / "new"]).source("x-1") == source
    with pytest.raises(RegistryError, match="exists already"):
        write_source(source, tmp_path / "new")
    assert write_source(source, tmp_path / "new", replace=True) == path


def test_find_by_home() -> None:
    sources = [Source(id="a", name="a", home="https://x.vn"), Source(id="b", name="b", home="https://www.x.vn/en")]
    assert find_by_home(sources, "http://x.vn/en/news/1") == sources[1]
    assert find_by_home(sources, "https://x.vn/english") == sources[0]
    assert find_by_home(sources, "https://y.vn/") is None


def test_an_operators_source_takes_the_place_of_the_projects(tmp_path):
    own = load_registry().sources["dong-nai"]
    (tmp_path / "mine.yaml").write_text(f'id: dong-nai\nname: Của tôi\nhome: {own.home}\nprovince: "34:75"\n', "utf-8")
    registry = load_registry([tmp_path])
    assert registry.sources["dong-nai"].name == "Của tôi"
    assert registry.files["source:dong-nai"] == str(tmp_path / "mine.yaml")


def test_tolerant_leaves_a_wrong_file_out_and_tells(tmp_path):
    (tmp_path / "sai.yaml").write_text("id: sai\nname: Sai\nhome: https://sai.example/\nplatfrom: nukeviet\n", "utf-8")
    (tmp_path / "tot.yaml").write_text("id: tot\nname: Tốt\nhome: https://tot.example/\n", "utf-8")
    registry = load_registry([tmp_path], tolerant=True)
    assert "tot" in registry.sources
    assert "sai" not in registry.sources
    assert "'platfrom'" in registry.faults[str(tmp_path / "sai.yaml")]
    with pytest.raises(RegistryError, match="platfrom"):
        registry.source("sai")


def test_every_province_of_today_has_its_portal() -> None:
    registry = load_registry(check_selector=check_selector)
    portals = [s.province for s in registry.sources.values() if s.level == "province"]
    assert sorted(portals) == sorted(key for key in provinces() if key.startswith("34:"))
    assert len(portals) == 34
    levels = {s.level for s in registry.sources.values()}
    assert {"government", "ministry", "newspaper"} <= levels


def test_every_closed_portal_has_a_successor_for_its_province() -> None:
    registry = load_registry(check_selector=check_selector)
    assert len(registry.closed) == 29
    homes = {home_key(s.home) for s in registry.sources.values()}
    for portal in registry.closed:
        assert home_key(portal.home) not in homes
        assert portal.until is not None
        successor = registry.source(portal.successor or "none")
        assert provinces()[portal.province or ""].today == successor.province, portal.home
    assert registry.closed_at("https://www.bacgiang.gov.vn/tin-tuc/x").successor == "bac-ninh"
    assert registry.closed_at("https://bacninh.gov.vn/") is None


def test_a_portal_of_a_known_platform_is_short() -> None:
    folder = Path(sources.registry.__file__).parent / "portals"
    for path in folder.glob("*.yaml"):
        assert len(path.read_text("utf-8").splitlines()) < 20, path


def test_a_closed_portal_of_an_unknown_platform(tmp_path: Path) -> None:
    (tmp_path / "platforms").mkdir()
    (tmp_path / "portals").mkdir()
    row = '{name: X, home: https://x.vn, province: "63:24", platform: nukevit}'
    (tmp_path / "closed.yaml").write_text(f"closed: [{row}]", "utf-8")
    with pytest.raises(RegistryError, match=r"closed\.yaml.*closed\[0\]\.platform.*nukevit"):
        load_registry(home=tmp_path)

"""Which calendar a municipality gets: shipped ones, the operator's own, and what is said of a wrong one."""

from datetime import date
from pathlib import Path

import pytest

from bots.wiring.calendars import load_calendars, load_shelf, shown_city
from bots.wiring.profiles import load_rules
from bots.wiring.settings import SettingsError
from core.regulation.profile import parse_profile
from core.shared.ids import MunicipalityId
from tests.core.city import PROFILE
from tests.deadlines.cities import CITIES, FOLDER

DEMO = PROFILE.read_text("utf-8")
OWN = (FOLDER / "demo.toml").read_text("utf-8")


def put(folder: Path, *, calendars: dict[str, str] | None = None, **profiles: str) -> Path:
    """An operator's folder: profiles, and calendars in a folder beside them."""
    for name, text in profiles.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    (folder / "calendars").mkdir()
    for name, text in (calendars or {}).items():
        (folder / "calendars" / f"{name}.toml").write_text(text, "utf-8")
    return folder


def profile(name: str, line: str = "", zone: str = "Europe/Moscow") -> str:
    """The demo city's profile under another id, with this line for its calendar."""
    text = DEMO.replace('id = "demo"', f'id = "{name}"', 1).replace("Europe/Moscow", zone, 1)
    kept = [each for each in text.splitlines() if not each.startswith("calendar = ")]
    kept.insert(kept.index("[municipality]") + 1, line)
    return "\n".join(kept)


def test_the_shipped_profiles_have_their_calendars() -> None:
    """Whatever ships is complete; the sandbox shows the demo city's time."""
    rules = load_rules(None)
    calendars = load_calendars(None, rules)
    assert set(load_shelf(None).plans) == set(CITIES)
    assert calendars.of(MunicipalityId("demo")).name == "demo"
    assert shown_city(rules).id == "demo"


def test_a_city_has_the_calendar_of_its_own_name_or_the_one_it_names(tmp_path: Path) -> None:
    """Zarechny by its id, Grad by its line; without a demo city the sandbox shows one of them."""
    folder = put(tmp_path, zarechny=profile("zarechny"), grad=profile("grad", 'calendar = "demo"'))
    rules = load_rules(folder)
    calendars = load_calendars(folder, rules)
    assert calendars.of(MunicipalityId("zarechny")).name == "zarechny"
    assert calendars.of(MunicipalityId("grad")).name == "demo"
    assert shown_city(rules).id in {"grad", "zarechny"}


def test_an_operator_s_calendar_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    """A regional day of one's own, without waiting for a new Veche."""
    own = OWN + '\n[[off]]\ndates = [2026-08-19]\nsource = "regional law"\n'
    folder = put(tmp_path, demo=DEMO, calendars={"demo": own})
    calendars = load_calendars(folder, load_rules(folder))
    assert not calendars.of(MunicipalityId("demo")).plan.works(date(2026, 8, 19))
    assert load_shelf(None).plans["demo"].works(date(2026, 8, 19))


@pytest.mark.parametrize(
    ("text", "wrong", "remedy"),
    [
        (
            profile("grad"),
            r'grad\.toml:4: there is no calendar "grad"',
            r'Add calendar = "\.\.\.", of demo, ',
        ),
        (profile("grad", 'calendar = "zarechni"'), r'"calendar" names "zarechni"', 'Did you mean "zarechny"'),
        (
            profile("grad", 'calendar = "demo"', "Asia/Yekaterinburg"),
            r'the calendar "demo" counts in Europe/Moscow',
            "same zone in both",
        ),
    ],
)
def test_a_profile_without_a_fitting_calendar_is_refused(
    tmp_path: Path, text: str, wrong: str, remedy: str
) -> None:
    """With file, line and remedy."""
    with pytest.raises(SettingsError, match=wrong) as found:
        load_rules(put(tmp_path, grad=text))
    assert found.match(remedy)
    assert f"{tmp_path / 'grad.toml'}:" in str(found.value)


def test_a_wrong_calendar_of_the_operator_is_named(tmp_path: Path) -> None:
    """With its path and line; so is one that is no text."""
    folder = put(tmp_path, demo=DEMO, calendars={"demo": OWN.replace('friday = ["', "friday = [")})
    with pytest.raises(SettingsError, match=r"demo\.toml:16: not TOML"):
        load_rules(folder)
    (folder / "calendars/demo.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="save it as UTF-8"):
        load_rules(folder)


def test_a_profile_read_by_itself_takes_its_id_for_its_calendar() -> None:
    """Where nobody knows the calendars, nothing is looked at."""
    assert parse_profile(profile("grad"), "grad.toml").calendar == "grad"
    assert parse_profile(profile("grad", 'calendar = "ural"'), "grad.toml").calendar == "ural"

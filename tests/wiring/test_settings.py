"""Settings: every finding names the setting and what to write there."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bots.wiring.run import wanted
from bots.wiring.settings import Settings, SettingsError, load

TELEGRAM = "123456789:AAFabcdefghijklmnopqrstuvwxyz012345"


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no `.env` of the outside world."""
    import os  # noqa: PLC0415 (only to clean the environment)

    for name in [name for name in os.environ if name.startswith("VECHE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VECHE_DATA_DIR", str(tmp_path / "data"))


def finding(monkeypatch: pytest.MonkeyPatch, **given: str) -> str:
    """What is said about these settings."""
    for name, value in given.items():
        monkeypatch.setenv(f"VECHE_{name.upper()}", value)
    with pytest.raises(SettingsError) as caught:
        load()
    return str(caught.value)


def test_without_any_token_the_sandbox_takes_the_messengers_place() -> None:
    settings = load()
    assert settings.sandboxed
    assert settings.api_urls["max"].startswith("http://127.0.0.1:")
    assert wanted(settings, ()) == (
        "max-citizen",
        "max-staff",
        "telegram-citizen",
        "telegram-staff",
        "worker",
        "sandbox",
    )


def test_a_messenger_is_detached_by_leaving_out_its_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VECHE_MAX_CITIZEN_TOKEN", "f9LHodD0cOL")
    monkeypatch.setenv("VECHE_MAX_STAFF_TOKEN", "f9LHodD0cOK")
    settings = load()
    assert wanted(settings, ()) == ("max-citizen", "max-staff", "worker")
    assert wanted(settings, ("telegram-citizen",)) == ()


def test_the_sandbox_s_tokens_are_the_same_in_every_process_of_a_data_folder() -> None:
    assert load().bot_token("telegram-citizen") == load().bot_token("telegram-citizen")
    assert load().bot_token("telegram-citizen") != load().bot_token("telegram-staff")


def test_the_key_file_is_for_its_owner_only(tmp_path: Path) -> None:
    assert len(load().key) == 32
    assert (tmp_path / "data" / "secret.key").stat().st_mode & 0o077 == 0


def test_a_damaged_key_file_is_neither_used_nor_made_anew(tmp_path: Path) -> None:
    damaged = tmp_path / "data" / "secret.key"
    damaged.parent.mkdir()
    damaged.touch()
    with pytest.raises(SettingsError, match=r"secret\.key is damaged.*backup"):
        _ = load().key
    assert damaged.read_bytes() == b""


def test_processes_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: load().key, range(32)))
    assert len(keys) == 1
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["secret.key"]


def test_two_bots_with_one_token_are_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    said = finding(monkeypatch, telegram_citizen_token=TELEGRAM, telegram_staff_token=TELEGRAM)
    assert "VECHE_TELEGRAM_STAFF_TOKEN" in said
    assert "VECHE_TELEGRAM_CITIZEN_TOKEN" in said
    assert TELEGRAM not in said


@pytest.mark.parametrize(
    ("setting", "value", "remedy"),
    [
        ("telegram_citizen_token", "hello", "@BotFather"),
        ("max_citizen_token", "токен", "copy it anew"),
        ("http_port", "99999", "Correct it in .env"),
        ("http_port", "eighty", "Correct it in .env"),
        ("webhook_url", "city.example", "https://"),
        ("secret_key", "short", "at least 16"),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, remedy: str
) -> None:
    said = finding(monkeypatch, **{setting: value})
    assert f"VECHE_{setting.upper()}" in said
    assert remedy in said


def test_a_token_is_never_told_in_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "hunter2" not in finding(monkeypatch, telegram_citizen_token="hunter2 hunter2")


def test_a_shared_database_wants_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    said = finding(monkeypatch, database_url="postgresql://db/veche", telegram_citizen_token=TELEGRAM)
    assert "VECHE_SECRET_KEY" in said


def test_time_is_never_moved_against_the_public_messengers(monkeypatch: pytest.MonkeyPatch) -> None:
    said = finding(monkeypatch, virtual_clock="1", telegram_citizen_token=TELEGRAM)
    assert "VECHE_VIRTUAL_CLOCK" in said


def test_an_unknown_part_is_refused_with_the_list_of_parts() -> None:
    with pytest.raises(SettingsError, match="telegram-citizen"):
        wanted(load(), ("telegramm",))


def test_settings_are_frozen_and_print_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VECHE_TELEGRAM_CITIZEN_TOKEN", TELEGRAM)
    settings = Settings()
    assert TELEGRAM not in repr(settings)
    assert settings.token("telegram-citizen") == TELEGRAM

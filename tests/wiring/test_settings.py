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
        ("log_level", "loud", "'debug', 'info'"),
        ("webhook_url", "https://", "full address"),
        ("webhook_url", "https://city.example:99999", "full address"),
        ("webhook_url", "https://city.example/?x=1", "without ?"),
        ("max_api_url", "http://", "full address"),
        ("database_url", "veche:hunter2@db", "write it as postgresql://"),
        ("database_url", "mysql://veche:hunter2@db/veche", "write it as postgresql://"),
        ("redis_url", "veche:hunter2@redis", "write it as redis://"),
        ("redis_url", "redis://:hunter2@redis:99999/0", "write it as redis://"),
        ("redis_url", "http://redis", "write it as redis://"),
        ("max_ca_file", "missing.pem", "missing.pem is no readable PEM"),
        ("telegram_citizen_tokn", "hunter2", "meant VECHE_TELEGRAM_CITIZEN_TOKEN."),
        ("webhook", "https://city.example", "meant VECHE_WEBHOOK_URL."),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, remedy: str
) -> None:
    said = finding(monkeypatch, **{setting: value})
    assert f"VECHE_{setting.upper()}" in said
    assert remedy in said
    assert "hunter2" not in said


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


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("database_url", "postgresql://u:p@one:5432,two:5432/veche"),
        ("database_url", "postgres:///veche?host=/run/postgresql"),
        ("redis_url", "unix:///run/valkey.sock?db=1"),
        ("redis_url", "rediss://:p@redis:6379/0"),
        ("log_level", "WARNING"),
        ("version", "local"),
        ("test_house", "1"),
    ],
)
def test_what_is_right_or_not_ours_passes(monkeypatch: pytest.MonkeyPatch, setting: str, value: str) -> None:
    monkeypatch.setenv(f"VECHE_{setting.upper()}", value)
    assert load().sandboxed


def test_messengers_deliver_to_https_only(monkeypatch: pytest.MonkeyPatch) -> None:
    said = finding(monkeypatch, telegram_citizen_token=TELEGRAM, webhook_url="http://city.example")
    assert said == "VECHE_WEBHOOK_URL: messengers deliver to https:// addresses only; write one."


def test_a_misspelt_name_in_the_file_is_found_too(tmp_path: Path) -> None:
    """Without a word the sandbox would start where the operator wanted a bot."""
    (tmp_path / ".env").write_text(f"VECHE_TELEGRAM_CITIZEN_TOKEM={TELEGRAM}\n")
    with pytest.raises(SettingsError, match="meant VECHE_TELEGRAM_CITIZEN_TOKEN"):
        load()


def test_a_file_of_settings_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """One that was asked for and is not there; one that is no text."""
    with pytest.raises(SettingsError, match=r"other\.env: cannot be read .*; correct its path"):
        load(_env_file=str(tmp_path / "other.env"))
    (tmp_path / ".env").write_bytes("VECHE_LOG_LEVEL=info # привет".encode("cp1251"))
    with pytest.raises(SettingsError, match=r"\.env: is no text in UTF-8"):
        load()

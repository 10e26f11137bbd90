"""compose.yaml is whole: health, limits, pins, nothing writable that need not be, settings that exist."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bots.cli.main import app
from bots.wiring.settings import Settings
from core.shared.ids import BOTS

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ONE_SHOT = {"migrate"}
ENV_EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
OFFERED = re.findall(r"^([A-Z_]+)=", ENV_EXAMPLE, re.MULTILINE)

each_service = pytest.mark.parametrize("name", sorted(SERVICES))


@each_service
def test_a_service_says_when_it_is_well(name: str) -> None:
    """Every service that stays has a health check; a one-shot ends and is waited for."""
    service = SERVICES[name]
    if name in ONE_SHOT:
        assert service["restart"] == "no"
        waiting = [one for one in SERVICES.values() if name in one.get("depends_on", {})]
        assert waiting
        assert {one["depends_on"][name]["condition"] for one in waiting} == {"service_completed_successfully"}
    else:
        assert service["restart"] == "unless-stopped"
        assert {"test", "interval", "timeout", "retries"} <= service["healthcheck"].keys()


@each_service
def test_a_service_is_held_in(name: str) -> None:
    """Memory is limited, the root is read-only, no capability beyond the port below 1024, no new rights."""
    service = SERVICES[name]
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    if name == "proxy":
        assert service["cap_add"] == ["NET_BIND_SERVICE"]
    else:
        assert "cap_add" not in service
        assert service["user"] not in {"root", "0"}


@each_service
def test_an_image_is_pinned(name: str) -> None:
    """Foreign images carry a version down to the patch, ours the tag of .env."""
    image = SERVICES[name]["image"]
    assert image == "veche:${VECHE_VERSION:-local}" or re.search(r":\d+\.\d+(\.\d+)?-[a-z]+$", image)


def test_the_dockerfile_is_pinned_and_starts_as_an_ordinary_user() -> None:
    """The same base for both stages, with its patch version."""
    text = (ROOT / "deploy/Dockerfile").read_text("utf-8")
    assert len(set(re.findall(r"^FROM (python:3\.\d+\.\d+-slim-\w+)", text, re.MULTILINE))) == 1
    assert "USER veche" in text
    assert "--require-hashes" in text


def test_every_bot_has_a_container_and_its_own_token_only() -> None:
    """What leaks from one container is one bot."""
    for bot in BOTS:
        service = SERVICES[bot]
        assert service["command"] == ["/veche/deploy/bot", bot]
        assert service["profiles"] == [bot.split("-")[0]]
        tokens = [key for key in service["environment"] if key.endswith("_TOKEN")]
        assert tokens == [f"VECHE_{bot.replace('-', '_').upper()}_TOKEN"]


def test_every_setting_of_compose_is_a_setting_of_the_program() -> None:
    """A misspelt name would be ignored in silence."""
    known = {f"VECHE_{name.upper()}" for name in Settings.model_fields}
    for service in SERVICES.values():
        if service["image"].startswith("veche:"):
            assert set(service["environment"]) <= known


def test_the_commands_of_compose_exist() -> None:
    """`veche run`, `veche migrate`; scripts are there and may be executed."""
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    for service in SERVICES.values():
        first, *rest = service.get("command", ["veche", "check"])
        if first == "veche":
            assert rest[0] in commands
        elif first.startswith("/veche/"):
            assert (ROOT / first.removeprefix("/veche/")).stat().st_mode & 0o111
        elif first.startswith("/deploy/"):
            assert (ROOT / "deploy/backup" / first.removeprefix("/deploy/")).stat().st_mode & 0o111


def test_every_variable_of_compose_is_explained_in_the_example() -> None:
    """Who fills in .env.example has filled in everything."""
    used = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text("utf-8")))
    assert used - set(OFFERED) == set()


def test_a_secret_that_must_be_set_stops_compose_with_a_sentence() -> None:
    """No default passwords."""
    text = (ROOT / "compose.yaml").read_text("utf-8")
    for secret in ("POSTGRES_PASSWORD", "VALKEY_PASSWORD", "VECHE_SECRET_KEY"):
        uses = re.findall(rf"\$\{{{secret}(.*?)}}", text)
        assert uses
        assert all(use.startswith(":?set it in .env") for use in uses)


def test_only_the_proxy_is_reachable_from_outside() -> None:
    """The database and Valkey stay on a network without a way out."""
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "valkey", "backup", "migrate"):
        assert SERVICES[name]["networks"] == ["inside"]


def test_the_proxy_knows_every_bot() -> None:
    """Its one pattern makes the service's name out of the webhook's path."""
    text = (ROOT / "deploy/Caddyfile").read_text("utf-8")
    pattern = re.search(r"path_regexp bot (\S+)", text)
    assert pattern
    for bot in BOTS:
        assert re.match(pattern[1], "/webhooks/" + bot.replace("-", "/"))
    assert "{re.bot.1}-{re.bot.2}:8080" in text


def test_the_example_has_every_setting_in_both_languages() -> None:
    """Each setting of the program stands in .env.example, under a Russian and an English line."""
    known = {f"VECHE_{name.upper()}" for name in Settings.model_fields}
    program, compose_only = ENV_EXAMPLE.split("# === ")[0], set(OFFERED)
    assert known - set(re.findall(r"^([A-Z_]+)=", program, re.MULTILINE)) == set()
    assert {name for name in compose_only if name.startswith("VECHE_")} - known == {"VECHE_VERSION"}
    for block in ENV_EXAMPLE.split("\n\n")[1:]:
        if "=" in block and "===" not in block:
            lines = [line for line in block.splitlines() if line.startswith("# --- ")]
            assert {bool(re.search("[а-я]", line)) for line in lines} == {True, False}, block


def test_the_settings_that_operators_rely_on_exist() -> None:
    """The names of the contract do not change."""
    contract = """
        MAX_CITIZEN_TOKEN MAX_STAFF_TOKEN TELEGRAM_CITIZEN_TOKEN TELEGRAM_STAFF_TOKEN
        MAX_API_URL TELEGRAM_API_URL DATABASE_URL REDIS_URL DATA_DIR PROFILES SECRET_KEY
        WEBHOOK_URL HTTP_PORT VIRTUAL_CLOCK
    """
    assert {name.lower() for name in contract.split()} - set(Settings.model_fields) == set()

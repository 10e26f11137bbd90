"""`veche staff invite`: a code for whoever signs in, made on the deployment's own clock."""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from typer.testing import CliRunner

from bots.cli.main import app

INVITE = ("staff", "invite", "--municipality", "demo", "--role", "curator", "--name", "Ольга Смирнова")
AHEAD = "SELECT extract(epoch FROM made_at - now()) FROM invitations"


def asked(url: str, sql: str) -> Any:
    """One value from the database."""

    async def ask() -> Any:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    return asyncio.run(ask())


def test_an_invitation_is_made_on_the_clock_on_which_it_expires(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str, redis_url: str
) -> None:
    """The sandbox's clock is ten days ahead: the code is good for a week from there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VECHE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("VECHE_DATABASE_URL", database_url)
    monkeypatch.setenv("VECHE_REDIS_URL", redis_url)
    assert CliRunner().invoke(app, ["clock", "advance", "10d"]).exit_code == 0
    assert CliRunner().invoke(app, list(INVITE)).exit_code == 0
    assert float(asked(database_url, AHEAD)) == pytest.approx(10 * 24 * 3600, abs=600)

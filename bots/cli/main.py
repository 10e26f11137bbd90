"""The `veche` command: what an operator can type."""

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="veche",
    help="Вече: чат-боты муниципалитета в MAX и Telegram. The chat front end of a municipality.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
staff = typer.Typer(help="Сотрудники. Staff.", no_args_is_help=True)
clock = typer.Typer(help="Часы песочницы. The sandbox's clock.", no_args_is_help=True)
app.add_typer(staff, name="staff")
app.add_typer(clock, name="clock")

Only = Annotated[
    str,
    typer.Option(
        help="Только эти части, через запятую: max-citizen, max-staff, telegram-citizen, "
        "telegram-staff, worker, sandbox."
    ),
]


@app.command()
def run(only: Only = "") -> None:
    """Запустить ботов и всё, что им нужно. Start everything."""
    from bots.wiring.run import main  # noqa: PLC0415 (`veche --help` answers in half a second)

    sys.exit(main(tuple(name.strip() for name in only.split(",") if name.strip())))


@app.command()
def migrate() -> None:
    """Обновить схему базы данных. Bring the database schema up to date."""
    from bots.wiring.commands import migrate as command  # noqa: PLC0415 (as above)

    sys.exit(command())


@app.command()
def check() -> None:
    """Проверить настройки, профили, токены, базу данных и Redis. Check everything, with remedies."""
    from bots.wiring.commands import check as command  # noqa: PLC0415 (as above)

    sys.exit(command())


@app.command(name="demo-data")
def demo_data() -> None:
    """Завести демонстрационный город. Load the demo city."""
    from bots.wiring.commands import demo_data as command  # noqa: PLC0415 (as above)

    sys.exit(command())


@staff.command()
def invite(
    municipality: Annotated[str, typer.Option(help="Код муниципалитета, например demo.")],
    role: Annotated[str, typer.Option(help="curator, executor, specialist, head, administrator.")],
    name: Annotated[str, typer.Option(help="Имя и отчество или как обращаться.")],
    unit: Annotated[str, typer.Option(help="Код подразделения из профиля.")] = "",
) -> None:
    """Пригласить сотрудника: одноразовый код и ссылки. Print a one-time code and the deep links."""
    from bots.wiring.commands import invite as command  # noqa: PLC0415 (as above)

    sys.exit(command(municipality=municipality, role=role, name=name, unit=unit))


@clock.command()
def advance(
    duration: Annotated[str, typer.Argument(help="Сколько: 61m, 2h, 1d.")],
    *,
    working: Annotated[
        bool,
        typer.Option(
            "--working",
            help="Столько рабочего времени: --working 60m; рабочий день (1d) — это 8 часов.",
            show_default=False,
        ),
    ] = False,
) -> None:
    """Перевести виртуальные часы вперёд. Move the virtual clock forward."""
    from bots.wiring.commands import advance as command  # noqa: PLC0415 (as above)

    sys.exit(command(duration, working=working))


@app.callback()
def options(
    env_file: Annotated[
        Path | None, typer.Option("--env-file", help="Файл настроек вместо .env.", show_default=False)
    ] = None,
) -> None:
    """Общие параметры. Common options."""
    if env_file is not None:
        from bots.wiring.settings import Settings  # noqa: PLC0415 (as above)

        Settings.model_config["env_file"] = str(env_file)


if __name__ == "__main__":
    app()

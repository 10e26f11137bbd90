"""What residents do: enrol, report a problem, follow it, read the answer."""

from core.incidents.values import IncidentText
from core.people.model import LANGUAGES
from core.shared.refusal import Refusal
from core.shared.voice import Voice
from dialogs.citizen.after import RATE, RATE_COMMENT, REPLY, UNSOLVED
from dialogs.citizen.appeal import APPEAL
from dialogs.citizen.help import HELP
from dialogs.citizen.incidents import INCIDENT, MINE
from dialogs.citizen.menu import MENU
from dialogs.citizen.report import REPORT
from dialogs.citizen.settings import PHONE, SETTINGS
from dialogs.citizen.welcome import WELCOME
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Open, Registry
from dialogs.engine.update import Whence
from dialogs.language import LANGUAGE

_DIALOGS = (
    MENU,
    WELCOME,
    REPORT,
    MINE,
    INCIDENT,
    REPLY,
    RATE,
    RATE_COMMENT,
    UNSOLVED,
    SETTINGS,
    LANGUAGE,
    PHONE,
    HELP,
    APPEAL,
)


def registry() -> Registry:
    """All dialogs of the citizen bots."""
    return Registry(
        dialogs={dialog.name: dialog for dialog in _DIALOGS},
        root="menu",
        gate=gate,
        typed=typed,
        started=started,
        commands={
            "menu": "menu",
            "report": "report",
            "mine": "mine",
            "settings": "settings",
            "help": "help",
        },
        voice=voice,
        anywhere=True,
    )


def voice(ctx: Ctx) -> Voice:
    """A newcomer is spoken to in the language they have just chosen."""
    chosen = ctx.answers.get("language")
    return Voice(chosen, ctx.voice.zone) if chosen in LANGUAGES else ctx.voice


def gate(ctx: Ctx) -> str | None:
    """Nobody goes past the consent to the processing of personal data."""
    return "welcome" if ctx.actor is None else None


def typed(_ctx: Ctx, text: str, _origin: Whence | None) -> Open | None:
    """A problem typed or photographed at the menu is a report begun, however long; a greeting is not."""
    if not text:
        return Open("report")
    try:
        IncidentText.parse(text)
    except Refusal as refused:
        if refused.code != "too-long":
            return None
    return Open("report", given={"text": text})


def started(_ctx: Ctx, payload: str) -> Open | None:
    """Deep links from posters and posts: `report`, `incident-<id>`."""
    if payload == "report":
        return Open("report")
    if payload.startswith("incident-"):
        return Open("incident", payload.removeprefix("incident-"))
    return None

"""Welcome: language -> municipality, where there are several -> consent -> known."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.people.model import LANGUAGES, Municipality
from core.people.use_cases import home_of
from core.shared.ids import MunicipalityId
from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Choice, Dialog, Done, Option
from dialogs.language import TITLES

READ = "read"
"""Chosen on the consent page by those who want the full wording first; no wording is called so."""


async def languages(_ctx: Ctx) -> Sequence[Option]:
    """All that the bots speak: nobody knows the municipality yet."""
    return [Option(code, TITLES[code]) for code in LANGUAGES]


async def municipalities(ctx: Ctx) -> Sequence[Option]:
    """All of this deployment, by title."""
    return [Option(home.id, home.title) for home in await ctx.app.municipalities()]


async def consents(ctx: Ctx) -> Sequence[Option]:
    """Agree at once, or read the full wording. The agreement names the wording it was given to."""
    home = await _home(ctx)
    return (
        Option(home.consent_version, Msg("welcome-consent.agree")),
        Option(READ, Msg("welcome-consent.read")),
    )


async def agreement(ctx: Ctx) -> Sequence[Option]:
    """Under the full wording there is only one thing left to say."""
    home = await _home(ctx)
    return (Option(home.consent_version, Msg("welcome-consent.agree")),)


async def operator(ctx: Ctx) -> Mapping[str, Any]:
    """Whose administration processes the data, under which wording, and where to withdraw."""
    home = await _home(ctx)
    contacts = ctx.app.rules.of(home.id).contacts
    return {
        "city": home.title,
        "wording": home.consent_version,
        "phone": contacts.phone,
        "site": contacts.site,
    }


async def enrol(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Known from now on, in this bot and for this municipality."""
    await ctx.app.enrol(
        ctx.account,
        municipality=MunicipalityId(given["municipality"]),
        language=given["language"],
        consent=given["full"] if given["consent"] == READ else given["consent"],
        cause=ctx.cause,
    )
    return Done(Msg("welcome-done"), refresh=True)


async def _home(ctx: Ctx) -> Municipality:
    """The one chosen; refuses while it is being chosen anew, so that a consent to it is asked anew, too."""
    return home_of(await ctx.app.municipalities(), MunicipalityId(ctx.answers.get("municipality", "")))


WELCOME = Dialog(
    name="welcome",
    steps=(
        Choice(name="language", options=languages, columns=2),
        Choice(name="municipality", options=municipalities, auto=True),
        Choice(name="consent", options=consents, args=operator),
        Choice(
            name="full",
            options=agreement,
            args=operator,
            when=lambda ctx: ctx.answers.get("consent") == READ,
        ),
    ),
    finish=enrol,
)

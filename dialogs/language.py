"""Choose the language of the bots; the same for residents and staff."""

from collections.abc import Sequence

from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Choice, Dialog, Done, Option

TITLES = {"ru": Msg("language-name-ru"), "en": Msg("language-name-en")}
"""Each language under its own name, whichever language the screen is in."""


async def languages(ctx: Ctx) -> Sequence[Option]:
    """Those the municipality speaks."""
    return [Option(code, TITLES[code]) for code in ctx.app.rules.languages(ctx.me.municipality)]


async def choose(ctx: Ctx, _key: str, given: Answers) -> Done:
    """From the next screen on everything is in the new language."""
    await ctx.app.choose_language(given["choice"], by=ctx.me)
    return Done(Msg("language-chosen"), refresh=True)


LANGUAGE = Dialog(
    name="language",
    steps=(Choice(name="choice", options=languages, columns=2),),
    finish=choose,
)

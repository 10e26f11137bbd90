"""A resident's settings: language, phone, and which municipality the bot speaks for."""

from collections.abc import Sequence

from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Answers, Card, Contact, Dialog, Done, Open, View
from dialogs.language import TITLES


async def show(ctx: Ctx) -> View:
    """What is set now."""
    record = await ctx.app.my_record(by=ctx.me)
    phone = Msg("settings-citizen.phone-known") if record.has_phone else Msg("settings-citizen.phone-unknown")
    return View(
        (
            Msg(
                "settings-citizen",
                {
                    "city": ctx.app.rules.of(ctx.me.municipality).municipality.title,
                    "language": TITLES[record.language],
                    "phone": phone,
                },
            ),
        )
    )


async def actions(_ctx: Ctx) -> Sequence[Action]:
    """What can be changed."""
    return (
        Action("language", Msg("settings-citizen.language"), Open("language")),
        Action("phone", Msg("settings-citizen.add-phone"), Open("phone")),
    )


async def verify(ctx: Ctx, _key: str, given: Answers) -> Done:
    """The step let only the person's own contact through; known elsewhere, both records become one."""
    me = ctx.me
    person = await ctx.app.verify_phone(given["contact"], own=True, by=me)
    joined = person != me.person
    return Done(Msg("phone-joined") if joined else Msg("phone-verified"), refresh=True)


SETTINGS = Dialog(name="settings", steps=(Card(name="citizen", show=show, actions=actions),))

PHONE = Dialog(name="phone", steps=(Contact(name="contact"),), finish=verify)

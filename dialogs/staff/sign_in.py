"""Sign in by a one-time code: from a deep link, or typed, or a whole link pasted."""

from core.people.invitations import InvitationCode
from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Done, Text


async def accept(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Used, expired and unknown codes are each told apart; the person may type another.

    A deep link's code is the dialog's argument: then nothing is asked.
    """
    code = InvitationCode.parse(given.get("code") or ctx.arg).value
    await ctx.app.accept_invitation(code, ctx.account, language=ctx.voice.language, cause=ctx.cause)
    return Done(Msg("sign-in-done"), refresh=True)


SIGN_IN = Dialog(
    name="sign-in",
    steps=(Text(name="code", parse=InvitationCode.parse, when=lambda ctx: not ctx.arg),),
    finish=accept,
)

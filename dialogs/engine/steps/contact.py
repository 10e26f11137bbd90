"""The person's own phone number, and nobody else's."""

import re
from typing import Any

from core.shared.msg import Msg, Value
from core.shared.refusal import Refusal
from dialogs.engine.dialog import Contact
from dialogs.engine.steps.kind import Answered, Drawn, Here, Kind, Outcome, Stay
from dialogs.engine.update import Said

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


class ContactKind(Kind[Contact]):
    """A question answered with the messenger's contact button."""

    expected = "engine-expected-contact"

    async def draw(self, here: Here[Contact]) -> Drawn:
        """The question, with the messenger's own button for a contact."""
        return Drawn((await here.text(),), ask="contact")

    async def said(self, here: Here[Contact], said: Said) -> Outcome:
        """The number, if the messenger vouches for it: not forwarded, not forged, not typed."""
        del here
        if said.phone is None:
            return self.wrong()
        if said.forwarded or not said.phone.own:
            return Stay(Msg("engine-contact-foreign"))
        # Parsing numbers takes the heavy table of countries: loaded when the first contact comes.
        from core.people.phone import e164  # noqa: PLC0415

        try:
            return Answered(e164(said.phone.number))
        except Refusal as refused:
            return Stay(Msg(f"refusal-{refused.code}", refused.args_))

    async def fits(self, here: Here[Contact], answer: Any) -> bool:
        """Whether it is a number; it was vouched for when it was given."""
        if answer is None:
            return here.step.optional
        return isinstance(answer, str) and _E164.fullmatch(answer) is not None

    async def now(self, here: Here[Contact], answer: Any) -> Value:
        """The number."""
        del here
        return answer if isinstance(answer, str) else None

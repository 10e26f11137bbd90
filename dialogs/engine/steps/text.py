"""Typed text; what is wrong with it is told on the same step."""

from typing import Any

from core.shared.msg import Value
from core.shared.refusal import Refusal
from dialogs.engine.dialog import Text
from dialogs.engine.steps.kind import Answered, Drawn, Here, Kind, Outcome, Stay
from dialogs.engine.update import Said


class TextKind(Kind[Text]):
    """A question answered in words."""

    expected = "engine-expected-text"

    async def draw(self, here: Here[Text]) -> Drawn:
        """The question."""
        return Drawn((await here.text(),))

    async def said(self, here: Here[Text], said: Said) -> Outcome:
        """The text as typed, stripped, if the parser takes it."""
        text = said.text.strip()
        if not text:
            return self.wrong()
        try:
            here.step.parse(text)
        except Refusal as refused:
            return Stay(here.msg(refused.code, **refused.args_))
        return Answered(text)

    async def fits(self, here: Here[Text], answer: Any) -> bool:
        """Whether the parser still takes it; refuses as the parser does."""
        if answer is None:
            return here.step.optional
        if not isinstance(answer, str) or not answer.strip():
            return False
        here.step.parse(answer)
        return True

    async def now(self, here: Here[Text], answer: Any) -> Value:
        """The text."""
        del here
        return answer if isinstance(answer, str) else None

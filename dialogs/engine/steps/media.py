"""Photos and videos: gathered over several messages and albums, until "done"."""

from typing import Any

from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine import data
from dialogs.engine.dialog import Media
from dialogs.engine.screen import Row
from dialogs.engine.steps.kind import Answered, Drawn, Here, Kind, Outcome, Stay
from dialogs.engine.update import Said


class MediaKind(Kind[Media]):
    """A question answered with pictures."""

    expected = "engine-expected-media"
    listed = True

    async def draw(self, here: Here[Media]) -> Drawn:
        """The question, how many there are, and what can be done with them."""
        count = len(gathered(here))
        text = [await here.text()]
        rows: list[Row] = []
        if count:
            text.append(Msg("engine-media-count", {"count": count, "most": here.step.most}))
            rows = [
                (here.button(Msg("engine-done"), data.DONE),),
                (here.button(Msg("engine-media-clear"), data.CLEAR),),
            ]
        return Drawn(text, rows)

    async def press(self, here: Here[Media], verb: str, arg: str) -> Outcome | None:
        """That is all of them; or begin anew."""
        del arg
        if verb == data.CLEAR:
            here.draft = []
            return Stay()
        if verb != data.DONE:
            return None
        files = gathered(here)
        return Answered(files) if files else self.wrong()

    async def said(self, here: Here[Media], said: Said) -> Outcome:
        """Keep what was sent; words that came along stay in the chat, and the person is told so."""
        if not said.media:
            return self.wrong()
        return await add(here, said)

    async def fits(self, here: Here[Media], answer: Any) -> bool:
        """Whether it is a list of files, not too long."""
        if not isinstance(answer, list) or not all(isinstance(file, str) for file in answer):
            return False
        return len(answer) <= here.step.most and (bool(answer) or here.step.optional)


def gathered(here: Here[Media]) -> list[str]:
    """The files so far, or those of an earlier visit."""
    kept = here.draft if here.draft is not None else here.answer
    return [file for file in kept if isinstance(file, str)] if isinstance(kept, list) else []


async def add(here: Here[Media], said: Said) -> Stay:
    """Fetch and add pictures; those beyond the greatest number are left out, and the person is told."""
    files = gathered(here)
    room = here.step.most - len(files)
    if room > 0:
        try:
            new = await here.world.keep(said.media[:room])
        except Refusal as refused:
            return Stay(Msg(f"refusal-{refused.code}", refused.args_))
        files.extend(file for file in new if file not in files)
        here.draft = files
    if len(said.media) > room:
        return Stay(Msg("engine-media-most", {"most": here.step.most}))
    return Stay(note=Msg("engine-media-caption") if said.text.strip() else None)

"""One turn as it unfolds: the session it moves, and what the person is told about it."""

from dataclasses import dataclass, field
from typing import Any

from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Dialog, Registry, Step
from dialogs.engine.session import Session, chain, new_id
from dialogs.engine.steps.kind import Here
from dialogs.engine.world import World


@dataclass(slots=True)
class Play:
    """The state of a turn.

    `pressed`: the person pressed a button, so that a remark can be a toast. `fresh`: the screen is sent
    anew. `resume`: what a person came for before the gate, to go on with now. `ended`: something was done
    in this turn, and the screen tells how it ended.
    """

    registry: Registry
    world: World
    session: Session
    pressed: bool = False
    fresh: bool = False
    notes: list[Msg] = field(default_factory=list)
    error: Msg | None = None
    toast: Msg | None = None
    resume: dict[str, Any] | None = None
    ended: bool = False
    _of: Session | None = None
    _ctx: Ctx | None = None

    @property
    def dialog(self) -> Dialog:
        """The current dialog; the session was checked to be of a known one."""
        return self.registry.dialogs[self.session.dialog]

    @property
    def step(self) -> Step:
        """The current step."""
        return step_of(self.dialog, self.session.step)

    @property
    def at_root(self) -> bool:
        """Whether this is the menu."""
        return self.session.dialog == self.registry.root

    @property
    def gate(self) -> Session | None:
        """The dialog that has to come first, if the person is in one or in something it opened."""
        return next((one for one in chain(self.session) if one.pending is not None), None)

    @property
    def ctx(self) -> Ctx:
        """The current dialog's view of the world."""
        if self._ctx is None or self._of is not self.session:
            self._of, self._ctx = self.session, self.world.ctx(self.session)
        return self._ctx

    def here(self, step: Step) -> Here[Any]:
        """A step of the current dialog."""
        return Here(self.dialog, step, self.session, self.ctx, self.world, self.at_root)

    def applies(self, step: Step) -> bool:
        """Whether the step is asked at all, given the answers so far."""
        return step.when is None or step.when(self.ctx)

    def note(self, msg: Msg) -> None:
        """A remark: a toast on a press, a paragraph above the screen otherwise."""
        if self.pressed:
            self.toast = msg
        else:
            self.notes.append(msg)

    def tune(self) -> None:
        """Speak to a person not known yet as they asked to be spoken to."""
        if self.world.actor is None and self.registry.voice is not None:
            self.world.voice = self.registry.voice(self.ctx)
            self._ctx = None

    def hush(self) -> None:
        """Something new happens: the result told last stays in the chat, above a screen sent anew."""
        if self.session.told is not None:
            self.session.told = None
            self.fresh = True

    def refuse(self, refused: Refusal) -> None:
        """The domain said no."""
        self.error = Msg(f"refusal-{refused.code}", refused.args_)

    async def refresh(self) -> None:
        """Read the person anew."""
        await self.world.refresh()
        self._ctx = None


def step_of(dialog: Dialog, name: str) -> Step:
    """A step by name; raises `LookupError`."""
    for step in dialog.steps:
        if step.name == name:
            return step
    raise LookupError(f"no step {name!r} in dialog {dialog.name!r}")


def session_of(dialog: Dialog, arg: str = "", parent: Session | None = None) -> Session:
    """A dialog that begins."""
    return Session(new_id(), dialog.name, dialog.version, arg=arg, parent=parent)

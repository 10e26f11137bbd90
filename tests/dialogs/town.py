"""A town in memory: real use cases over the storage twins, people who play, every screen read aloud."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import count

from bots.texts.l10n import Texts
from core.notices.model import Lane
from core.notices.outbox import Parcel
from core.people.model import Account
from core.shared.ids import BOTS, BotId, MunicipalityId
from core.shared.msg import Msg
from core.shared.roles import Role
from core.shared.voice import Voice
from dialogs import citizen, staff
from dialogs.app import App
from dialogs.engine.player import Player
from dialogs.engine.ports import Passport
from dialogs.engine.screen import Screen
from dialogs.engine.update import Pressed, Update
from tests.core.city import DEMO, NOON, ROOT, City
from tests.texts.html import complaints

BUTTON_MAX = 128
UNBROKEN = "\u00a0"


@dataclass(frozen=True, slots=True)
class Known:
    """Passports as the wiring makes them: by the use case."""

    app: App

    async def find(self, account: Account) -> Passport | None:
        """Whom the use case knows."""
        actor = await self.app.who(account)
        return Passport(actor) if actor else None


class Human(Player):
    """A player whose every screen is rendered strictly in both languages."""

    town: "Town"

    def read(self, screen: Screen | None = None) -> str:
        """The screen as the person reads it, without tags."""
        shown = screen or self.screen
        voice = self.outbound.voices[-1]
        lines = [shown.error, *shown.text] if shown.error else list(shown.text)
        return plain_text("\n".join(self.town.texts.render(line, voice) for line in lines))

    async def deliver(self, update: Update, *, stored: bool = False) -> None:
        """Handle an update, then read what came of it."""
        before = len(self.outbound.shown)
        await super().deliver(update, stored=stored)
        for screen in self.outbound.shown[before:]:
            self.town.proofread(screen)

    def letters(self) -> list[Parcel]:
        """Notices that came to this person here, oldest first."""
        mine = (self.account.bot, self.account.user)
        return [parcel for parcel in self.town.posted if (parcel.bot, parcel.user) == mine]

    def letter(self, text: str) -> Parcel:
        """The newest notice that begins with this text."""
        found = [parcel for parcel in self.letters() if parcel.text[0].id == text]
        assert found, f"no {text} among {[parcel.text[0].id for parcel in self.letters()]}"
        return found[-1]

    async def open(self, parcel: Parcel, title: str) -> Screen:
        """Press a notice's button."""
        for button in parcel.buttons:
            if button.title.id == title:
                return await self.start(button.dialog, button.arg)
        raise AssertionError(f"no {title} among {[button.title.id for button in parcel.buttons]}")

    async def forge(self, data: str) -> Screen:
        """Send callback data no button of ours carries."""
        return await self.do(Pressed(data=data, callback="forged", message="forged"))


class Town(City):
    """The city with people who play."""

    def __init__(self, *others: str) -> None:
        super().__init__(*others)
        self.texts = _texts()
        self.posted: list[Parcel] = []
        self._humans = count(1)

    def human(self, bot: BotId, user: str | None = None) -> Human:
        """Somebody who has not pressed Start yet."""
        number = next(self._humans)
        registry = citizen.registry() if bot.endswith("citizen") else staff.registry()
        made = Human(
            registry,
            self.app,
            passports=Known(self.app),
            bot=bot,
            user=user or f"user-{number}",
            clock=self.clock,
            wording=lambda title, voice: self.texts.label(title, voice).replace(UNBROKEN, " "),
        )
        made.town = self
        made._numbers = count(number * 100_000)
        return made

    async def newcomer(self, bot: BotId = "max-citizen", language: str = "ru") -> Human:
        """A resident past the welcome."""
        made = self.human(bot)
        await made.start()
        await made.press(f"language-name-{language}")
        if len(self.rules.profiles) > 1:
            await made.press(self.rules.of(DEMO).municipality.title)
        await made.press("welcome-consent.agree")
        return made

    async def colleague(
        self,
        role: Role,
        name: str,
        *,
        bot: BotId = "telegram-staff",
        unit: str | None = None,
        municipality: MunicipalityId = DEMO,
    ) -> Human:
        """A member of staff, signed in by the deep link."""
        code = await self.code(role, name, unit=unit, municipality=municipality)
        made = self.human(bot)
        await made.link(code)
        return made

    async def _claimed(self, bot: BotId) -> list[Parcel]:
        lanes = (Lane.URGENT, Lane.INTERACTIVE)
        return [parcel for lane in lanes for parcel in await self.world.outbox.claim(bot, lane, 50)]

    async def post(self) -> list[Parcel]:
        """Deliver all notices that wait; what came with this round."""
        came: list[Parcel] = []
        for bot in BOTS:
            while parcels := await self._claimed(bot):
                for parcel in parcels:
                    await self.world.outbox.sent(parcel, "message")
                    came.append(parcel)
                    for line in parcel.text:
                        self.proofread_text(line)
                    for button in parcel.buttons:
                        self.proofread_label(button.title)
        self.posted.extend(came)
        return came

    def proofread(self, screen: Screen) -> None:
        """Every text of a screen renders in both languages, with balanced HTML and short titles."""
        for line in (*screen.text, screen.error, screen.toast):
            if line is not None:
                self.proofread_text(line)
        for row in screen.rows:
            for button in row:
                self.proofread_label(button.title)

    def proofread_text(self, line: Msg) -> None:
        """One paragraph."""
        for language in ("ru", "en"):
            html = self.texts.render(line, Voice(language))
            assert html.strip(), line
            assert complaints(html) == [], line

    def proofread_label(self, title: Msg | str) -> None:
        """One button's title."""
        for language in ("ru", "en"):
            label = self.texts.label(title, Voice(language))
            assert 0 < len(label) <= BUTTON_MAX, title
            assert "<" not in label, title


@cache
def _texts() -> Texts:
    """Read once for all towns."""
    return Texts(ROOT / "locales", strict=True, now=lambda: NOON)


def plain_text(html: str) -> str:
    """Without tags, entities resolved; a space is a space, also one at which no line breaks."""
    bare = re.sub(r"</?[a-z]+(?: [^>]*)?>", "", html).replace(UNBROKEN, " ")
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")

"""The phones on the sandbox page while the pictures are taken, and who holds them."""

from dataclasses import dataclass, field

from playwright.async_api import Page

from tests.e2e.city import City
from tests.e2e.clock import morning
from tests.e2e.hands import Hand, put_on_table
from tests.screenshots.camera import Camera


@dataclass(slots=True)
class Table:
    """A page full of phones; people join it as the stories need them."""

    city: City
    page: Page
    camera: Camera
    people: dict[str, Hand] = field(default_factory=dict)

    async def join(self, name: str, messenger: str, role: str | None = None) -> Hand:
        """One more phone; called by its first name from then on."""
        hand = await put_on_table(self.page, name, messenger, role)
        self.people[name.split(maxsplit=1)[0]] = hand
        return hand

    def __getitem__(self, name: str) -> Hand:
        return self.people[name]

    async def tomorrow(self) -> None:
        """The next story begins on a morning of its own."""
        await morning(self.city)

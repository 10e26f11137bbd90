"""`make screenshots`: plays every story in the sandbox with a real browser and keeps the pictures."""

import asyncio

from tests.browser import chromium
from tests.e2e.city import running_city
from tests.screenshots import beside, main_story, team, terms
from tests.screenshots.camera import IMAGES, Camera
from tests.screenshots.table import Table


async def main() -> None:
    """In the order in which people join the table."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    async with running_city() as city, chromium() as browser:
        camera = Camera(browser, city.page)
        async with camera.window() as page:
            await _play(Table(city, page, camera))


async def _play(table: Table) -> None:
    await main_story.play(table)
    await main_story.crowd(table)
    await main_story.neighbours(table)
    await beside.question(table)
    await beside.repeats(table)
    await terms.late_post(table)
    await terms.three_in_order(table)
    await terms.another_route(table)
    await terms.ladder(table)
    await terms.digest(table)
    await beside.significant(table)
    await beside.threat(table)
    await team.colleague(table)
    await beside.substitution(table)
    await team.same_person(table)
    await beside.forwarded(table)


if __name__ == "__main__":
    asyncio.run(main())

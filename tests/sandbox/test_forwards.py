"""What a person forwards to a bot: a post of a channel, of another network, pictures with their words."""

from tests.sandbox.stage import PNG, Stage
from tests.sandbox.test_phones import BOTH, taken


async def test_a_post_forwarded_from_a_public_channel_of_telegram_tells_its_number(stage: Stage) -> None:
    """A private one has no name, and a post of another network only stands behind the words."""
    phone = await stage.started("telegram")
    await phone.act("say", text="яма", forward_from="Город", forward_link="https://t.me/city_news/512")
    public = (await taken(stage, phone))["message"]["forward_origin"]
    assert (public["type"], public["message_id"]) == ("channel", 512)
    assert (public["chat"]["title"], public["chat"]["username"]) == ("Город", "city_news")
    await phone.act("say", text="яма", forward_from="Двор", forward_link="https://t.me/c/1787/5")
    private = (await taken(stage, phone))["message"]["forward_origin"]
    assert (private["chat"]["title"], "username" in private["chat"]) == ("Двор", False)
    await phone.act("say", text="яма", forward_from="Анна", forward_link="https://vk.com/wall-1_2")
    foreign = (await taken(stage, phone))["message"]
    assert foreign["forward_origin"]["type"] == "hidden_user"
    assert foreign["entities"] == [
        {"type": "text_link", "offset": 0, "length": 3, "url": "https://vk.com/wall-1_2"}
    ]


async def test_a_post_forwarded_from_a_channel_of_max_has_no_author_and_no_address_of_its_own(
    stage: Stage,
) -> None:
    """Only its words lead anywhere."""
    phone = await stage.started("max")
    await phone.act("say", text="яма", forward_from="Город", forward_link="https://max.ru/city/AZ")
    link = (await taken(stage, phone))["message"]["link"]
    assert (link["type"], link["sender"], link["chat_id"] < 0) == ("forward", None, True)
    assert link["message"]["markup"] == [
        {"type": "link", "from": 0, "length": 3, "url": "https://max.ru/city/AZ"}
    ]


async def test_a_post_of_another_network_comes_to_max_from_whoever_shared_it(stage: Stage) -> None:
    """No channel of MAX published it: a person did, and the address stands behind the words."""
    phone = await stage.started("max")
    await phone.act("say", text="яма", forward_from="Анна Котова", forward_link="https://vk.com/wall-1_2")
    link = (await taken(stage, phone))["message"]["link"]
    assert (link["sender"]["first_name"], link["sender"]["last_name"]) == ("Анна", "Котова")
    assert "chat_id" not in link
    assert link["message"]["markup"][0]["url"] == "https://vk.com/wall-1_2"


@BOTH
async def test_the_phone_shows_from_whom_a_message_was_forwarded(stage: Stage, messenger: str) -> None:
    """A channel by its name, in MAX too: it is only the bot that does not learn it."""
    phone = await stage.started(messenger)
    await phone.act("say", text="яма", forward_from="Город", forward_link="https://max.ru/city/AZ")
    assert (await phone.last())["forwarded"] == "Город"
    await phone.act("say", text="яма")
    assert (await phone.last())["forwarded"] is None


@BOTH
async def test_pictures_are_forwarded_with_their_words(stage: Stage, messenger: str) -> None:
    """An album of Telegram comes as forwarded messages, each with its own number in the channel."""
    phone = await stage.started(messenger)
    pictures = [(f"{name}.png", "image/png", PNG) for name in "ab"]
    post = {"forward_from": "Город", "forward_link": "https://t.me/city/7"}
    await phone.send_files(*pictures, text="яма", **post)
    updates = await stage.updates(phone.bot)
    messages = [update["message"] for update in updates if "message" in update]
    if messenger == "telegram":
        assert [one["forward_origin"]["message_id"] for one in messages] == [7, 8]
        assert [one.get("caption") for one in messages] == ["яма", None]
    else:
        (one,) = messages
        assert (one["body"]["text"], "attachments" in one["body"]) == (None, False)
        assert [part["type"] for part in one["link"]["message"]["attachments"]] == ["image", "image"]


@BOTH
async def test_an_address_is_forwarded_from_somebody(stage: Stage, messenger: str) -> None:
    """Alone it says nothing."""
    phone = await stage.started(messenger)
    await phone.act("say", 400, text="яма", forward_link="https://t.me/city/7")

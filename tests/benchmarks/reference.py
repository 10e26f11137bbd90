"""The reference: a bot as a good engineer writes it with plain aiogram, SQLAlchemy Core and Redis.

It does less than Veche (no journal, no rights, no outbox order, no crash safety of its session) and is
tuned where tuning is cheap: uvloop, the collector frozen, a connection pool, statements built once.

    python -m tests.benchmarks.reference PORT API_URL DATABASE_URL REDIS_URL
"""

import gc
import sys
from typing import Any

import uvloop
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from redis.asyncio import BlockingConnectionPool, Redis
from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, String, Table, func, insert
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

META = MetaData()
INBOX = Table(
    "ref_inbox",
    META,
    Column("update_id", BigInteger, primary_key=True),
    Column("at", DateTime(timezone=True), server_default=func.now()),
)
INCIDENTS = Table(
    "ref_incidents",
    META,
    Column("id", Integer, primary_key=True),
    Column("author", BigInteger),
    Column("text", String),
    Column("topic", String),
    Column("at", DateTime(timezone=True), server_default=func.now()),
)
OUTBOX = Table("ref_outbox", META, Column("id", Integer, primary_key=True), Column("payload", JSONB))

SEEN = upsert(INBOX).on_conflict_do_nothing().returning(INBOX.c.update_id)
NEW_INCIDENT = insert(INCIDENTS).returning(INCIDENTS.c.id)
NEW_NOTICE = insert(OUTBOX)

TOPICS = ("Дороги", "Парки", "Мусор", "Свет", "Вода", "Транспорт")
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        *([InlineKeyboardButton(text=title, callback_data=f"topic:{n}")] for n, title in enumerate(TOPICS)),
        [
            InlineKeyboardButton(text="‹ Назад", callback_data="back"),
            InlineKeyboardButton(text="Отмена", callback_data="cancel"),
        ],
    ]
)
MENU = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Меню", callback_data="menu")]])


class Report(StatesGroup):
    """The dialog's steps."""

    topic = State()
    place = State()
    check = State()


def routes(engine: AsyncEngine) -> Router:
    """Two turns: one inside the dialog, one that makes a fact."""
    router = Router()

    @router.callback_query(StateFilter(Report.topic), F.data.startswith("topic:"))
    async def choose(query: CallbackQuery, state: FSMContext) -> None:
        await state.update_data(topic=(query.data or "").split(":")[1])
        await state.set_state(Report.place)
        await query.answer()
        if query.message is not None:
            await query.message.edit_text(  # type: ignore[union-attr]  # as aiogram's own examples do
                "Где это? Пришлите место или напишите адрес.", reply_markup=KEYBOARD
            )

    @router.callback_query(StateFilter(Report.check), F.data == "send")
    async def send(query: CallbackQuery, state: FSMContext, event_update: Any) -> None:
        given = await state.get_data()
        async with engine.begin() as connection:
            fresh = (await connection.execute(SEEN, {"update_id": event_update.update_id})).first()
            if fresh is None:
                return
            number = (
                await connection.execute(
                    NEW_INCIDENT,
                    {"author": query.from_user.id, "text": given["text"], "topic": given["topic"]},
                )
            ).scalar_one()
            await connection.execute(
                NEW_NOTICE, {"payload": {"number": number, "text": given["text"], "to": "curator"}}
            )
        await state.clear()
        await query.answer()
        if query.message is not None:
            await query.message.edit_text(  # type: ignore[union-attr]  # as aiogram's own examples do
                f"Сообщение № {number} принято. Мы ответим здесь же.", reply_markup=MENU
            )

    return router


def main(port: int, api_url: str, database_url: str, redis_url: str) -> None:
    """Serve webhooks at `/telegram` on the port."""
    engine = create_async_engine(database_url, pool_size=10, max_overflow=0)
    bot = Bot(
        "100000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        session=AiohttpSession(api=TelegramAPIServer.from_base(api_url)),
    )
    # The default pool refuses the hundredth caller of a busy second; this one lets them wait.
    pool = BlockingConnectionPool.from_url(redis_url, max_connections=32, timeout=10)
    dispatcher = Dispatcher(storage=RedisStorage(Redis(connection_pool=pool)))
    dispatcher.include_router(routes(engine))
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(app, "/telegram")
    setup_application(app, dispatcher, bot=bot)

    async def prepare(_app: web.Application) -> None:
        async with engine.begin() as connection:
            await connection.run_sync(META.create_all)
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)

    app.on_startup.append(prepare)
    uvloop.install()
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:5])

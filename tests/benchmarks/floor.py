"""The bare floor of a turn: aiohttp, one Redis flight, two HTTP calls by hand; one statement for a fact.

python -m tests.benchmarks.floor PORT API_URL DATABASE_URL REDIS_URL
"""

import asyncio
import gc
import sys

import asyncpg
import orjson
import uvloop
from aiohttp import ClientSession, web
from redis.asyncio import Redis

INSERT = """
WITH seen AS (INSERT INTO floor_inbox (update_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1),
     made AS (INSERT INTO floor_incidents (author, text) SELECT $2, $3 FROM seen RETURNING id)
INSERT INTO floor_outbox (payload) SELECT jsonb_build_object('number', id) FROM made RETURNING 1
"""
TABLES = """
CREATE TABLE IF NOT EXISTS floor_inbox (update_id bigint PRIMARY KEY);
CREATE TABLE IF NOT EXISTS floor_incidents (id serial PRIMARY KEY, author bigint, text text);
CREATE TABLE IF NOT EXISTS floor_outbox (id serial PRIMARY KEY, payload jsonb);
"""


async def serve(port: int, api_url: str, database_url: str, redis_url: str) -> None:
    """Serve webhooks at `/telegram` on the port until killed."""
    pool = await asyncpg.create_pool(database_url, min_size=4, max_size=10)
    await pool.execute(TABLES)
    redis = Redis.from_url(redis_url)
    base = f"{api_url}/bot100000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    headers = {"Content-Type": "application/json"}

    async with ClientSession() as http:

        async def call(method: str, body: bytes) -> None:
            async with http.post(f"{base}/{method}", data=body, headers=headers) as reply:
                await reply.read()

        async def webhook(request: web.Request) -> web.Response:
            update = orjson.loads(await request.read())
            query = update["callback_query"]
            await redis.get(f"floor:{query['from']['id']}")
            if query["data"] == "send":
                await pool.fetch(INSERT, update["update_id"], query["from"]["id"], "Яма на дороге")
            edit = {
                "chat_id": query["message"]["chat"]["id"],
                "message_id": query["message"]["message_id"],
                "text": "Сообщение принято. Мы ответим здесь же.",
            }
            await asyncio.gather(
                call("answerCallbackQuery", orjson.dumps({"callback_query_id": query["id"]})),
                call("editMessageText", orjson.dumps(edit)),
            )
            return web.Response()

        app = web.Application()
        app.router.add_post("/telegram", webhook)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), *sys.argv[2:5]))

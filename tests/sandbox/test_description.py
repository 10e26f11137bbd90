"""The person side keeps to its own OpenAPI description, and the page is served beside it."""

import re
from typing import Any

import aiohttp
from jsonschema import Draft202012Validator
from openapi_core import OpenAPI
from yarl import URL

from bots.sandbox.app import build_app
from bots.sandbox.config import SandboxConfig
from bots.sandbox.sim.description import document
from tests.sandbox.stage import PNG, Stage


def test_the_description_is_valid_openapi() -> None:
    """As a library of its own sees it."""
    OpenAPI.from_dict(document()).check_spec()


def test_every_route_is_described_and_every_description_is_served() -> None:
    """Path by path and method by method."""
    described = {(m.upper(), path) for path, item in document()["paths"].items() for m in item}
    served = {
        (route.method, route.resource.canonical)
        for route in build_app(SandboxConfig()).router.routes()
        if route.resource is not None
        and route.resource.canonical.startswith("/sim")
        and route.method != "HEAD"
    }
    assert described == served


async def test_answers_conform_to_the_description(stage: Stage) -> None:
    """Checked by jsonschema, which shares nothing with the sandbox's own checks."""
    described = await stage.sim("GET", "/openapi.json")
    phone = await stage.phone("max")
    path = f"/phones/{phone.about['id']}"
    said = await phone.act("say", text="раз")
    await phone.send_files(("a.png", "image/png", PNG))
    mid = said["message"]["id"]
    asked: list[tuple[str, str, int, dict[str, Any]]] = [
        ("GET", "/state", 200, {}),
        ("POST", "/phones", 201, {"json": {"messenger": "telegram", "audience": "staff"}}),
        ("GET", f"{path}/transcript", 200, {}),
        ("POST", f"{path}/start", 200, {"json": {"payload": "x"}}),
        ("POST", f"{path}/contact", 200, {}),
        ("POST", f"{path}/place", 200, {"json": {"lat": 1, "lon": 2.5}}),
        ("POST", f"{path}/edit", 200, {"json": {"message": mid, "text": "два"}}),
        ("POST", f"{path}/press", 404, {"json": {"message": mid, "row": 0, "column": 0}}),
        ("POST", f"{path}/say", 400, {"json": {"texts": "?"}}),
        ("POST", f"{path}/say", 400, {"data": b"{"}),
        ("POST", f"{path}/block", 200, {}),
        ("POST", f"{path}/block", 409, {}),
        ("POST", "/faults", 200, {"json": {"bot": "*", "kind": "500", "times": 1}}),
        ("GET", "/calls", 200, {"params": {"bot": "max-citizen", "after": 0}}),
        ("GET", "/calls", 400, {"params": {"after": "x"}}),
        ("GET", "/receipts", 200, {"params": {"bot": "max-citizen", "after": 0}}),
        ("GET", "/receipts", 400, {"params": {"after": "x"}}),
        ("GET", "/clock", 200, {}),
        ("POST", "/clock", 409, {"json": {"minutes": 5}}),
    ]
    for method, where, status, options in asked:
        answer = await stage.sim(method, where, status, **options)
        template = re.sub(r"/phones/\w{12}", "/phones/{id}", f"/sim{where}")
        responses = described["paths"][template][method.lower()]["responses"]
        schema = responses.get(str(status), responses["default"])["content"]["application/json"]["schema"]
        _plain_schema(schema, described).validate(answer)


def _plain_schema(schema: dict[str, Any], described: dict[str, Any]) -> Draft202012Validator:
    """OpenAPI's `nullable` in the words of JSON Schema."""

    def plain(node: Any) -> Any:
        if isinstance(node, list):
            return [plain(item) for item in node]
        if not isinstance(node, dict):
            return node
        out = {key: plain(value) for key, value in node.items() if key != "nullable"}
        if node.get("nullable") is True:
            return {"anyOf": [out, {"type": "null"}]}
        return out

    return Draft202012Validator(plain({**schema, "components": described["components"]}))


async def test_changes_are_told_to_open_pages(stage: Stage) -> None:
    """A phone's revision, and that the list changed."""
    async with stage.http.get(f"{stage.url}/sim/events", timeout=aiohttp.ClientTimeout(total=20)) as events:
        assert await events.content.readline() == b": hello\n"
        phone = await stage.phone()
        await phone.act("say", text="раз")
        seen = b""
        while b'"phone"' not in seen or b'"state"' not in seen:
            seen += await events.content.readline()
    assert phone.about["id"].encode() in seen


async def test_the_page_is_served_and_nothing_beside_it(stage: Stage) -> None:
    """Not the code, and no folder."""
    async with stage.http.get(f"{stage.url}/") as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
    for path in ("/page/", "/page/..%2fapp.py", "/page/css", "/page/none.js"):
        async with stage.http.get(URL(stage.url + path, encoded=True)) as answer:
            assert answer.status == 404


async def test_pages_from_elsewhere_are_kept_away_from_the_phones(stage: Stage) -> None:
    """The sandbox's own page is let through."""
    for origin, status in (("https://example.org", 403), (stage.url, 200)):
        await stage.sim("DELETE", "/calls", status, headers={"Origin": origin})


async def test_a_sent_page_is_only_ever_downloaded(stage: Stage) -> None:
    """A file cannot run in the page that shows it, whatever it says it is."""
    phone = await stage.phone()
    await phone.send_files(("a.html", "text/html", b"<script>"), ("b.svg", "image/svg+xml", b"<svg/>"))
    for message in (await phone.screen())["messages"]:
        async with stage.http.get(stage.url + message["media"][0]["url"]) as answer:
            assert answer.content_type == "application/octet-stream"
            assert answer.headers["Content-Disposition"] == "attachment"
    async with stage.http.get(f"{stage.url}/sim/files/none") as answer:
        assert answer.status == 404
    await phone.send_files(status=400)
    await phone.send_files(("a.txt", "text/plain", b""), status=400)

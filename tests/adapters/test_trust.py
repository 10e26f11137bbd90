"""Whom the MAX client trusts: the Russian root that aiomax ships, an operator's own file, nobody else."""

import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
import pytest_asyncio
import structlog
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bots.delivery.limits import Limits
from bots.max.client import MaxClient
from bots.max.tls import TrustFileError, trusting
from dialogs.engine.ports import TryLater


def test_the_russian_root_is_trusted_beside_the_usual_ones() -> None:
    """Certifi does not have it; MAX's servers stand under it."""
    subjects = [str(one["subject"]) for one in trusting().get_ca_certs()]

    assert any("Russian Trusted Root CA" in subject for subject in subjects)
    assert len(subjects) > 100


def test_a_wrong_file_of_certificates_is_told_by_its_name(tmp_path: Path) -> None:
    """Missing, or no PEM at all."""
    odd = tmp_path / "odd.pem"
    odd.write_text("no certificate")
    for path in (odd, tmp_path / "missing.pem"):
        with pytest.raises(TrustFileError, match=path.name):
            trusting(path)


def _self_signed(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sandbox")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "ca.pem", folder / "key.pem"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return public, private


@pytest_asyncio.fixture
async def city_server(tmp_path: Path) -> AsyncIterator[tuple[str, Path]]:
    """An HTTPS server with a certificate of its own, and the file that vouches for it."""
    public, private = _self_signed(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)

    async def me(_: web.Request) -> web.Response:
        return web.json_response(
            {"user_id": 7, "first_name": "Вече", "is_bot": True, "username": "veche_bot"}
        )

    app = web.Application()
    app.router.add_get("/me", me)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    try:
        yield f"https://127.0.0.1:{runner.addresses[0][1]}", public
    finally:
        await runner.cleanup()


async def test_an_operators_file_opens_the_way(city_server: tuple[str, Path]) -> None:
    """The setting for the Sub CA, or a city's own gateway."""
    url, public = city_server
    client = MaxClient("max-citizen", "token", limits=Limits(), api_url=url, ca_file=public)

    about = await client.me()
    await client.close()

    assert (about.id, about.name, about.username) == ("7", "Вече", "veche_bot")


async def test_a_server_that_nobody_vouches_for_is_not_talked_to(city_server: tuple[str, Path]) -> None:
    """And the operator is told what to do."""
    url, _ = city_server
    client = MaxClient("max-citizen", "token", limits=Limits(), api_url=url)

    with structlog.testing.capture_logs() as lines, pytest.raises(TryLater):
        await client.me()
    await client.close()

    assert [line["event"] for line in lines] == ["certificate-not-trusted"]
    assert "VECHE_MAX_CA_FILE" in lines[0]["remedy"]

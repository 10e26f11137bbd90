"""Whom MAX's servers are trusted by: the certificates everybody ships, and the Russian Trusted Root CA."""

import ssl
from importlib.resources import as_file, files
from pathlib import Path

import certifi

_ROOT = "russian_trusted_root_ca.cer"


class TrustFileError(Exception):
    """The file of further certificates cannot be read: correct its path, or leave the setting out."""


def trusting(extra: Path | None = None) -> ssl.SSLContext:
    """A context that trusts certifi's roots and the Russian Trusted Root CA, which aiomax brings along.

    `extra` is a PEM file with more certificates, for example the Russian Trusted Sub CA where a server
    does not send it by itself. Raises `TrustFileError`.
    """
    context = ssl.create_default_context(cafile=certifi.where())
    with as_file(files("aiomax") / _ROOT) as root:
        context.load_verify_locations(cafile=root)
    if extra is not None:
        try:
            context.load_verify_locations(cafile=extra)
        except (OSError, ssl.SSLError):
            raise TrustFileError(f"{extra.name}: no readable PEM file with certificates.") from None
    return context

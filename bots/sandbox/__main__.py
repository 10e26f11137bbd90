"""Starts a sandbox by itself: `python -m bots.sandbox --port 8081 --token telegram-citizen=123:abc`."""

import argparse
from pathlib import Path

from aiohttp import web

from bots.sandbox.app import build_app
from bots.sandbox.config import SandboxConfig, new_tokens


def main() -> None:
    """Read the command line and serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m bots.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument(
        "--token", action="append", default=[], metavar="BOT=TOKEN", help="all four when left out"
    )
    parser.add_argument("--state", type=Path, help="keep phones and chats in this file")
    parser.add_argument("--control", help="the product's control address")
    parser.add_argument("--control-secret")
    parser.add_argument("--base-url", help="how the bots reach this server")
    parser.add_argument("--limits", action="store_true", help="answer 429 as the real servers do")
    args = parser.parse_args()
    tokens = dict(pair.partition("=")[::2] for pair in args.token)
    try:
        config = SandboxConfig(
            tokens=tokens or new_tokens(),
            state=args.state,
            control_url=args.control,
            control_secret=args.control_secret,
            base_url=args.base_url,
            limits=args.limits,
        )
    except ValueError as error:
        parser.error(str(error))
    web.run_app(build_app(config), host=args.host, port=args.port, access_log=None)


if __name__ == "__main__":
    main()

"""deploy/bot and deploy/healthy: a bot without a token waits and is well, one with a token starts."""

import os
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _environment(folder: Path, **more: str) -> dict[str, str]:
    """A `veche` that says how it was called, in front of the PATH."""
    program = folder / "veche"
    program.write_text('#!/bin/sh\necho "veche $*"\n')
    program.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}", "IDLE_MARK": str(folder / "idle"), **more}


def test_a_bot_with_a_token_is_started(tmp_path: Path) -> None:
    """The script gives its place to the program."""
    told = subprocess.run(
        [ROOT / "deploy/bot", "max-citizen"],
        env=_environment(tmp_path, VECHE_MAX_CITIZEN_TOKEN="abc"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "veche run --only max-citizen\n"


def test_a_bot_without_a_token_says_so_and_waits_in_good_health(tmp_path: Path) -> None:
    """Leaving out a messenger leaves no restart loop; TERM ends the waiting at once."""
    environment = _environment(tmp_path, VECHE_MAX_CITIZEN_TOKEN="abc", VECHE_TELEGRAM_STAFF_TOKEN="")
    with subprocess.Popen(
        [ROOT / "deploy/bot", "telegram-staff"], env=environment, stdout=subprocess.PIPE, text=True
    ) as waiting:
        assert waiting.stdout
        assert "no token in VECHE_TELEGRAM_STAFF_TOKEN" in waiting.stdout.readline()
        while not (tmp_path / "idle").exists():
            time.sleep(0.01)
        assert subprocess.run([ROOT / "deploy/healthy"], env=environment, check=False).returncode == 0
        waiting.terminate()
        assert waiting.wait() == 0


def test_a_started_bot_that_does_not_answer_is_unwell(tmp_path: Path) -> None:
    """Nobody listens on the discard port."""
    told = subprocess.run(
        [ROOT / "deploy/healthy"],
        env=_environment(tmp_path, VECHE_HTTP_PORT="9"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr.startswith("nothing answers on port 9")
    assert "Traceback" not in told.stderr


def test_a_bot_that_answers_is_well(tmp_path: Path) -> None:
    """200 on /healthz, nothing else."""
    for status, code in ((200, 0), (503, 1)):

        class Answer(BaseHTTPRequestHandler):
            answer = status

            def do_GET(self) -> None:
                self.send_response(self.answer if self.path == "/healthz" else 404)
                self.end_headers()

            def log_message(self, *_given: object) -> None:
                """Quiet."""

        with HTTPServer(("127.0.0.1", 0), Answer) as server:
            thread = threading.Thread(target=server.handle_request)
            thread.start()
            told = subprocess.run(
                [ROOT / "deploy/healthy"],
                env=_environment(tmp_path, VECHE_HTTP_PORT=str(server.server_port)),
                check=False,
            )
            thread.join()
        assert told.returncode == code

"""`manage.py serve`, which `make run` calls: the real server, on a port of its own, with a folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

ROOT = Path(__file__).resolve().parent.parent
WAIT_SECONDS = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int) -> Iterator[Path]:
    """A server that answers, and the file with what it printed."""
    printed = folder / "printed.txt"
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder / "var")}
    with printed.open("w") as out:
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", process, printed)
        yield printed
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def wait_for(url: str, process: subprocess.Popen[bytes], printed: Path) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, printed.read_text()
        try:
            urllib.request.urlopen(url, timeout=5)  # noqa: S310
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"No answer from {url} in {WAIT_SECONDS} s:\n{printed.read_text()}")


def sign_in(port: int, email: str, password: str) -> str:
    """The page a browser lands on, having sent the sign-in form it was given."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    url = f"http://127.0.0.1:{port}/account/login/"
    form = browser.open(url, timeout=10).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token
    data = urlencode({"login": email, "password": password, "csrfmiddlewaretoken": token[1]}).encode()
    landed = browser.open(url, data, timeout=10)
    assert landed.url == f"http://127.0.0.1:{port}/"
    return str(landed.read().decode())


def test_it_serves_says_where_and_lets_the_demo_accounts_in_and_again(tmp_path: Path) -> None:
    for _again in range(2):
        port = free_port()
        with serving(tmp_path, port) as printed:
            said = printed.read_text()
            assert f"http://127.0.0.1:{port}/" in said
            accounts = re.findall(r"(\S+@example\.com)  password: (\S+)", said)
            assert len(accounts) == 2
            for email, password in accounts:
                page = sign_in(port, email, password)
                assert "Next Round" in page
                style_sheet = re.search(r'href="(/static/[^"]+\.css)"', page)
                assert style_sheet
                assert urllib.request.urlopen(f"http://127.0.0.1:{port}{style_sheet[1]}", timeout=10).status == 200


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.analyze_answer()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.strip() == f"CommandError: Port {port} is taken. Choose another: make run PORT={port + 1}"
    assert not done.stdout

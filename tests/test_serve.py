"""`manage.py serve`, which `make run` calls: the real server, on a port of its own, with a folder of its own."""

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
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
def serving(folder: Path, port: int, **extra: str) -> Iterator[Path]:
    """A server that answers, and the file with what it printed."""
    printed = folder / "printed.txt"
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder / "var"), **extra}
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
        taken.listen()
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


def test_removed_database_is_noticed_at_once_and_a_backup_is_taken_up(tmp_path: Path) -> None:
    port, database, backup = free_port(), tmp_path / "var" / "next-round.sqlite3", tmp_path / "backup.sqlite3"
    with serving(tmp_path, port):
        with sqlite3.connect(database) as source, sqlite3.connect(backup) as target:
            source.backup(target)
        for _again in range(9):  # Each thread of the server has the file open.
            assert healthz(port) == 200
        remove(database)
        assert {healthz(port) for _again in range(9)} == {503}
        remove(database)  # An empty one that the server made.
        backup.rename(database)
        assert {healthz(port) for _again in range(9)} == {200}


def remove(database: Path) -> None:
    for file in database.parent.glob(f"{database.name}*"):
        file.unlink()


def healthz(port: int) -> int:
    try:
        return int(urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60).status)
    except urllib.error.HTTPError as error:
        return error.code


HALF_SENT = (
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ",
    b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nlogin=",
)


def test_forty_half_sent_requests_do_not_stop_the_server(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port, RECEIVE_SECONDS="1"), ExitStack() as open_connections:
        for half in HALF_SENT:
            for _number in range(40):
                connection = open_connections.enter_context(socket.create_connection(("127.0.0.1", port)))
                connection.sendall(half)
            assert healthz(port) == 200


def test_long_request_of_a_stranger_is_never_on_disk(tmp_path: Path) -> None:
    port, spool = free_port(), tmp_path / "spool"
    spool.mkdir()
    megabyte = b"x" * 1024 * 1024
    with serving(tmp_path, port, TMPDIR=str(spool), SPACY_MODEL=""):  # A model that loads may use the folder, too.
        before = spool.stat().st_mtime_ns
        headers = {"Cookie": "csrftoken=" + "c" * 32, "Content-Type": "multipart/form-data; boundary=x"}
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.putrequest("POST", "/account/login/")
        for name, value in (headers | {"Content-Length": str(100 * len(megabyte))}).items():
            connection.putheader(name, value)
        connection.endheaders()
        with suppress(ConnectionError):
            connection.send(b'--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n')
            for _number in range(100):
                connection.send(megabyte)
        assert connection.getresponse().status == 413
        assert spool.stat().st_mtime_ns == before

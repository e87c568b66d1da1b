"""``hengtu serve`` starts web and worker, heals the worker, and ends cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hengtu.web.commandline import serve

PATIENCE_SECONDS = 40


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], object]) -> object:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("waited in vain")


def answer(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bytes(response.read())
    except OSError:
        return b""


def children_of(parent: int) -> dict[int, str]:
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            stat, words = (folder / "stat").read_text(), (folder / "cmdline").read_bytes().decode().split("\0")
        except (OSError, NotADirectoryError):
            continue
        if stat.rpartition(")")[2].split()[1] == str(parent):
            found[int(folder.name)] = " ".join(words)
    return found


def worker_of(parent: int) -> int | None:
    return next((pid for pid, words in children_of(parent).items() if words.rstrip().endswith("hengtu worker")), None)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port()
    environment = {**os.environ, "HENGTU_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    environment.pop("HENGTU_DATABASE_URL", None)
    hengtu = [sys.executable, "-m", "hengtu"]
    subprocess.run([*hengtu, "migrate"], env=environment, check=True, capture_output=True)
    note = '[{"username": "chenyu", "name": "陈屿", "post": "执法人员", "password": "demo-1234"}]'
    (tmp_path / "demo-accounts.json").write_text(note, encoding="utf-8")
    process = subprocess.Popen(
        [*hengtu, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process, f"http://127.0.0.1:{port}"
    if process.poll() is None:
        process.kill()
        process.wait()


def test_it_serves_heals_its_worker_and_ends_with_ctrl_c(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    wait_for(lambda: answer(f"{address}/healthz"))
    page = answer(f"{address}/login").decode()
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert ".css" in style
    assert style != "/static/hengtu/tokens.css"
    assert b"--surface" in answer(address + style)
    first = wait_for(lambda: worker_of(process.pid))
    assert isinstance(first, int)
    os.kill(first, signal.SIGKILL)
    assert wait_for(lambda: (worker_of(process.pid) or first) != first)
    family = list(children_of(process.pid))
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert address in output
    assert "chenyu" in output
    assert "demo-1234" in output
    assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []
    assert not answer(f"{address}/healthz")


def test_a_taken_port_is_told_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve.run(["--port", str(port)]) == 1
    assert f"端口{port}已被占用" in capsys.readouterr().err


def test_style_sheets_are_collected_once_and_again_when_they_changed(settings, tmp_path, monkeypatch) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    assert serve.collect_static_when_stale()
    assert not serve.collect_static_when_stale()
    monkeypatch.setattr(serve, "_static_state", lambda: "changed")
    assert serve.collect_static_when_stale()

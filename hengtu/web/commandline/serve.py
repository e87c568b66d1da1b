"""``hengtu serve [--port N] [--host H]``: the web server and one worker, started and ended together.

``--pay-simulator`` starts the simulator of the payment platform beside them, for trials: nobody is charged.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

GRACE_SECONDS = 10
PAUSE_SECONDS = 0.5


def run(arguments: list[str]) -> int:
    options = _options(arguments)
    if not _port_is_free(options.host, options.port):
        print(f"端口{options.port}已被占用。请关掉占用它的程序，或换一个：hengtu serve --port 8001", file=sys.stderr)
        return 1
    simulator = _pay_simulator(options) if options.pay_simulator else None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    import django

    django.setup()
    if not _rules_are_in_place():
        return 1
    collect_static_when_stale()
    _greet(options.host, options.port)
    try:
        return _run_children(
            _web(options.host, options.port, options.processes), [sys.executable, "-m", "hengtu", "worker"]
        )
    finally:
        if simulator is not None:
            _end(simulator)


def _pay_simulator(options: argparse.Namespace) -> subprocess.Popen[bytes] | None:
    """Start the simulator and point the settings of the other processes at it; a real platform is left alone."""
    if os.environ.get("HENGTU_NONTAX_URL"):
        return None
    key = secrets.token_hex(16)
    command = [sys.executable, "-m", "simulators.nontax_platform", "--key", key, "--delay", "1"]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE)
    address = process.stdout.readline().decode().strip() if process.stdout else ""
    if not address:
        print("缴款平台模拟器没有启动，当事人凭缴款码到银行缴纳。", file=sys.stderr)
        return process
    os.environ.update(HENGTU_NONTAX_URL=address, HENGTU_NONTAX_KEY=key)
    os.environ.setdefault("HENGTU_PUBLIC_URL", f"http://{options.host}:{options.port}")
    print(f"缴款平台模拟器  {address}    只供试用，不扣款", flush=True)
    return process


def _rules_are_in_place() -> bool:
    """Write published rules that are missing on the disk; refuse to start on rules that nobody here signed."""
    from hengtu.rulesets.errors import PackRefused
    from hengtu.rulesets.installing import install_packs

    try:
        install_packs()
    except PackRefused as refused:
        print(refused.message, file=sys.stderr)
        return False
    return True


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hengtu serve", description="启动网页和后台任务")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=1, help="网页进程数")
    parser.add_argument("--pay-simulator", action="store_true", help="同时启动模拟的缴款平台，只供试用")
    return parser.parse_args(arguments)


def _port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _web(host: str, port: int, processes: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", "4", "--no-log", "hengtu.web.wsgi:application"),
    ]


def collect_static_when_stale() -> bool:
    """Collect style sheets and scripts when any of them changed since the last time; return whether it was needed."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp, state = root / ".collected", _static_state()
    if stamp.exists() and stamp.read_text() == state:
        return False
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)
    return True


def _static_state() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = os.stat(storage.path(name))
            digest.update(f"{name} {status.st_mtime_ns} {status.st_size}\n".encode())
    return digest.hexdigest()


def _greet(host: str, port: int) -> None:
    from django.conf import settings

    print(f"衡途  http://{host}:{port}/    Ctrl-C 结束", flush=True)
    note = settings.HOME / "demo-accounts.json"
    if note.exists():
        print("演示账号（人、地、案件都是虚构的）：")
        for account in json.loads(note.read_text(encoding="utf-8")):
            print("  {username}  密码 {password}  {name}  {post}".format_map(_Words(account)))
        sys.stdout.flush()


class _Words(dict[str, str]):
    """A note may leave a word out."""

    def __missing__(self, key: str) -> str:
        return ""


def _run_children(web: list[str], worker: list[str]) -> int:
    """Run both until one signal ends them. A worker that dies is started again; without the web server all ends.

    The children stand in sessions of their own, so that Ctrl-C reaches this process alone and each is ended in order.
    """
    ending: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        ending.append(number)

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    children = {"web": _start(web), "worker": _start(worker)}
    while not ending and children["web"].poll() is None:
        if children["worker"].poll() is not None:
            print(f"后台任务进程停了（状态{children['worker'].returncode}），重新启动。", file=sys.stderr)
            children["worker"] = _start(worker)
        time.sleep(PAUSE_SECONDS)
    for child in children.values():
        _end(child)
    return 0 if ending else 1


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, start_new_session=True)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    # what it started itself must not outlive it and keep the port
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)

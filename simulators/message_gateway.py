"""SIMULATOR of a message gateway (SMS, mail). For tests and trials only: no message leaves this machine.

    python -m simulators.message_gateway --port 9410 --key only-a-simulator

The account decides what happens: it ends in ``0`` refused, ``1`` failed, ``2`` bounced after success, ``3`` reported
twice, ``4`` delayed, ``5`` down at the first request, ``6`` reported with a wrong signature first, ``7`` success after
failure; anything else is sent. The protocol is docs/protocols/message_gateway.md.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE_SECONDS = 600


@dataclass
class Gateway:
    """Key, pace and memory of one run. ``outbox`` holds what would have been sent, ``reports`` what was answered."""

    key: str
    delay: float
    follows: bool = False
    ahead: float = 0.0
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    reports: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def accept(self, body: bytes, moment: str, signature: str) -> tuple[int, dict[str, Any]]:
        """Return status and answer for one request; the same message again is accepted once."""
        if self.follows and moment.isdigit():
            self.ahead = int(moment) - time.time()
        if not self._is_signed(body, moment, signature):
            return 401, {"error": "签名不符"}
        message = json.loads(body)
        fault = str(message["to"])[-1:]
        with self.lock:
            self.asked[message["message"]] += 1
            if fault == "5" and self.asked[message["message"]] == 1:
                return 503, {"error": "暂停服务"}
            if fault == "0":
                return 422, {"error": "号码不存在"}
            if message["message"] in self.seen:
                return 200, {"message": message["message"], "status": "accepted"}
            self.seen[message["message"]] = message
        threading.Thread(target=self._carry, args=(message, fault), daemon=True).start()
        return 202, {"message": message["message"], "status": "accepted"}

    def _is_signed(self, body: bytes, moment: str, signature: str) -> bool:
        fresh = moment.isdigit() and abs(time.time() + self.ahead - int(moment)) <= PATIENCE_SECONDS
        return fresh and hmac.compare_digest(self._mac(moment, body), signature)

    def _mac(self, moment: str, body: bytes) -> str:
        return hmac.new(self.key.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()

    def _carry(self, message: dict[str, Any], fault: str) -> None:
        time.sleep(self.delay * (10 if fault == "4" else 1))
        if fault in ("1", "7"):
            self._report(message, "failed", "号码停机")
        if fault == "6":
            self._report(message, "sent", wrong=True)
        if fault != "1":
            event = self._report(message, "sent")
            if fault == "3":
                self._report(message, "sent", event=event)
        if fault == "2":
            self._report(message, "bounced", "运营商退回")

    def _report(
        self, message: dict[str, Any], status: str, reason: str = "", *, event: str = "", wrong: bool = False
    ) -> str:
        """Report one event and try again while nobody answers; returns its number."""
        event = event or uuid.uuid4().hex
        said = {"event": event, "message": message["message"], "status": status, "reason": reason,
                "at": datetime.now(UTC).isoformat()}  # fmt: skip
        body = json.dumps(said, ensure_ascii=False).encode()
        for pause in (0.2, 0.5, 1.0, 2.0):
            answer = self._post(str(message["reports_to"]), body, wrong)
            with self.lock:
                self.reports.append({**said, "answer": answer})
            if answer and answer < 500:
                break
            time.sleep(pause)
        return event

    def _post(self, address: str, body: bytes, wrong: bool) -> int:
        moment = str(int(time.time() + self.ahead))
        signature = "0" * 64 if wrong else self._mac(moment, body)
        headers = {"Content-Type": "application/json", "X-Message-Time": moment, "X-Message-Signature": signature}
        try:
            with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=10) as answer:  # noqa: S310  # the address our own side gave
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0


def _handler(gateway: Gateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.path != "/v1/messages":
                self._answer(404, {"error": "没有这个地址"})
                return
            signed = self.headers.get("X-Message-Time", ""), self.headers.get("X-Message-Signature", "")
            self._answer(*gateway.accept(body, *signed))

        def do_GET(self) -> None:
            """What a test asks afterwards: messages taken, how often asked for, what was reported."""
            with gateway.lock:
                found = {
                    "messages": list(gateway.seen.values()),
                    "asked": dict(gateway.asked),
                    "reports": gateway.reports,
                }
                self._answer(200, found)

        def _answer(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep quiet: messages hold personal numbers."""

    return Handler


def main() -> None:
    """Serve until stopped; prints the address first."""
    parser = argparse.ArgumentParser(description="模拟的消息网关，只用于测试")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--key", default="only-a-simulator")
    parser.add_argument("--delay", type=float, default=0.1, help="seconds until the first report")
    parser.add_argument("--follow-clock", action="store_true", help="keep the time of whoever sends, for moved clocks")
    given = parser.parse_args()
    gateway = Gateway(given.key, given.delay, given.follow_clock)
    server = ThreadingHTTPServer(("127.0.0.1", given.port), _handler(gateway))
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

"""SIMULATOR of a non-tax or bank payment platform. For tests and trials only: no money moves.

    python -m simulators.nontax_platform --port 9420 --key only-a-simulator

The pay page lets one choose what goes wrong; ``POST /simulate/pay`` does the same for tests: ``{"order", "fault",
"amount_fen", "payer", "paid_at"}``. Faults: ``none``, ``twice`` (reported twice), ``cent_less``, ``cent_more``,
``other_case`` (the number of one order with the reference of another), ``unknown`` (an order nobody registered),
``unsigned``, ``stale``, ``lost`` (only in the statement), ``conflict`` (then another sum under the same serial),
``ghost`` (reported and missing in the statement). ``POST /simulate/refunds`` ``{"fault": "refused"}`` sets how refunds
end from now on. The protocol is docs/protocols/nontax_platform.md.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import hmac
import html
import io
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE_SECONDS = 600
CIVIL_TIME = timezone(timedelta(hours=8))
COLUMNS = ("流水号", "方向", "缴款码", "金额（分）", "时间", "缴款人", "票据号", "渠道", "执收单位")
FAULTS = {
    "none": "正常缴款",
    "twice": "回调发两次",
    "cent_less": "少付一分",
    "cent_more": "多付一分",
    "other_case": "缴款码和订单编号对不上",
    "unknown": "回调里的缴款码不存在",
    "unsigned": "回调签名错误",
    "stale": "回调签名过时",
    "lost": "回调丢失，只在对账单里",
    "conflict": "同一流水号再报一个金额",
    "ghost": "有回调，对账单里没有",
}
Said = dict[str, Any]


@dataclass
class Platform:
    """Key, pace and memory of one run. ``entries`` is what the statements are written from."""

    key: str
    delay: float = 0.1
    encoding: str = "utf-8"
    address: str = ""
    follows: bool = False
    ahead: float = 0.0
    refund_fault: str = "none"
    orders: dict[str, Said] = field(default_factory=dict)
    refunds: dict[str, Said] = field(default_factory=dict)
    entries: list[Said] = field(default_factory=list)
    reports: list[Said] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    # --- what the agency asks -------------------------------------------------------------------------------------

    def register(self, order: Said) -> tuple[int, Said]:
        """Know an order; the same number again is one order, another sum under it is refused."""
        number = str(order["order"])
        with self.lock:
            known = self.orders.get(number)
            if known is not None and known["amount_fen"] != order["amount_fen"]:
                return 409, {"error": "缴款码已登记为别的金额"}
            self.orders.setdefault(number, {**order, "state": "open"})
            if order.get("replaces") in self.orders:
                self.orders[order["replaces"]]["state"] = "replaced"
        return 202, {"order": number, "pay_url": f"{self.address}/pay/{number}"}

    def close(self, number: str) -> tuple[int, Said]:
        """An order that is closed can still be paid by somebody whose page stood open: as in life."""
        with self.lock:
            if number not in self.orders:
                return 404, {"error": "没有这个缴款码"}
            if self.orders[number]["state"] == "open":
                self.orders[number]["state"] = "closed"
        return 200, {"order": number}

    def refund(self, asked: Said) -> tuple[int, Said]:
        """Give money back, or refuse in the report; the same refund again is one refund."""
        with self.lock:
            again = asked["refund"] in self.refunds and self.refunds[asked["refund"]]["status"] == "done"
            paid = next((each for each in self.entries if each["serial"] == asked["serial"]), None)
            if paid is None:
                return 404, {"error": "没有这笔缴款"}
        if not again:
            threading.Thread(target=self._give_back, args=(asked, paid), daemon=True).start()
        return 202, {"refund": asked["refund"]}

    def _give_back(self, asked: Said, paid: Said) -> None:
        time.sleep(self.delay)
        status = "refused" if self.refund_fault == "refused" else "done"
        said = {"event": uuid.uuid4().hex, "kind": "refund", "refund": asked["refund"], "status": status,
                "serial": f"R{uuid.uuid4().hex[:16].upper()}" if status == "done" else "",
                "amount_fen": asked["amount_fen"], "at": self.now().isoformat(),
                "reason": "" if status == "done" else "收款账户已注销"}  # fmt: skip
        with self.lock:
            self.refunds[asked["refund"]] = said
            if status == "done":
                self.entries.append({**paid, "direction": "退款", "serial": said["serial"], "paid_at": said["at"],
                                     "amount_fen": asked["amount_fen"]})  # fmt: skip
        self._report(asked["reports_to"], said)

    def statement(self, payee: str, day: str) -> bytes:
        """Write the statement of one payee and one civil day."""
        with self.lock:
            rows = [each for each in self.entries if each["payee"] == payee and _day(each["paid_at"]) == day]
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        keys = ("serial", "direction", "order", "amount_fen", "paid_at", "payer", "receipt_no", "channel", "payee")
        writer.writerows([row[key] for key in keys] for row in rows)
        net = sum(row["amount_fen"] if row["direction"] == "缴款" else -row["amount_fen"] for row in rows)
        writer.writerow(["合计", len(rows), "", net])
        return out.getvalue().encode(self.encoding)

    # --- what somebody does who pays -------------------------------------------------------------------------------

    def pay(self, number: str, fault: str = "none", **asked: Any) -> tuple[int, Said]:
        """Take a payment and report it as the fault has it; returns what was paid."""
        order = self.orders.get(number)
        if order is None:
            return 404, {"error": "没有这个缴款码"}
        off = {"cent_less": -1, "cent_more": 1}.get(fault, 0)
        serial = uuid.uuid4().hex[:20].upper()
        paid = {"serial": serial, "direction": "缴款", "order": number,
                "amount_fen": int(asked.get("amount_fen") or order["amount_fen"]) + off,
                "paid_at": asked.get("paid_at") or self.now().isoformat(),
                "payer": asked.get("payer") or order["payer"], "receipt_no": f"冀A{serial[:10]}",
                "channel": asked.get("channel") or "手机支付", "payee": order["payee"]}  # fmt: skip
        with self.lock:
            order["state"] = "paid"
            if fault != "ghost":
                self.entries.append(paid)
        if fault != "lost":
            threading.Thread(target=self._tell, args=(order, paid, fault), daemon=True).start()
        return 200, paid

    def _tell(self, order: Said, paid: Said, fault: str) -> None:
        time.sleep(self.delay)
        said = {"event": uuid.uuid4().hex, "kind": "paid", "reference": order["reference"],
                **{key: paid[key] for key in ("order", "payee", "serial", "amount_fen", "payer", "paid_at",
                                              "receipt_no", "channel")}}  # fmt: skip
        if fault == "other_case":
            said["reference"] = next(
                (each["reference"] for each in self.orders.values() if each is not order), str(uuid.uuid4())
            )
        if fault == "unknown":
            said |= {"order": "0" * 20, "reference": ""}
        self._report(order["reports_to"], said, fault=fault)
        if fault == "twice":
            self._report(order["reports_to"], said)
        if fault == "conflict":
            self._report(order["reports_to"], {**said, "event": uuid.uuid4().hex, "amount_fen": said["amount_fen"] + 1})

    # --- signing ---------------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def is_signed(self, body: bytes, moment: str, signature: str) -> bool:
        if self.follows and moment.isdigit():
            self.ahead = int(moment) - time.time()
        fresh = moment.isdigit() and abs(time.time() + self.ahead - int(moment)) <= PATIENCE_SECONDS
        return fresh and hmac.compare_digest(self.mac(moment, body), signature)

    def mac(self, moment: str, body: bytes) -> str:
        return hmac.new(self.key.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()

    def _report(self, address: str, said: Said, *, fault: str = "none") -> None:
        """Report one event and try again while nobody takes it."""
        body = json.dumps(said, ensure_ascii=False).encode()
        for pause in (0.2, 0.5, 1.0, 2.0, 4.0):
            answer = self._post(address, body, fault)
            with self.lock:
                self.reports.append({**said, "answer": answer})
            if answer and answer < 500:
                return
            time.sleep(pause)

    def _post(self, address: str, body: bytes, fault: str) -> int:
        moment = str(int(time.time() + self.ahead) - (2 * PATIENCE_SECONDS if fault == "stale" else 0))
        signature = "0" * 64 if fault == "unsigned" else self.mac(moment, body)
        headers = {"Content-Type": "application/json", "X-Message-Time": moment, "X-Message-Signature": signature}
        try:
            with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=10) as answer:  # noqa: S310  # the address our own side gave
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0


def _day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(CIVIL_TIME).date().isoformat()


PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>模拟缴款平台</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>body{font:1.05rem/1.6 sans-serif;max-width:26rem;margin:1rem auto;padding:0 1rem}b{font-size:1.6rem}
button,select{font:inherit;width:100%;padding:.7rem;margin:.4rem 0}button{background:#0b5a3c;color:#fff;border:0}
.sim{background:#ffd;border:2px dashed #a60;padding:.5rem}</style>
<p class="sim">这是<strong>模拟器</strong>，只用于试用和测试，不会扣款。</p><h1>缴款</h1>"""


def _pay_page(order: Said, back: str) -> str:
    options = "".join(f'<option value="{key}">{words}</option>' for key, words in FAULTS.items())
    shown = html.escape
    return (
        f"{PAGE}<p>收款单位：{shown(order['payee_name'])}</p><p>缴款人：{shown(order['payer'])}</p>"
        f"<p>缴款码：{shown(order['order'])}</p><p><b>{order['amount_fen'] / 100:,.2f} 元</b></p>"
        f'<form method="post"><input type="hidden" name="back" value="{shown(back)}"><button>确认缴款</button>'
        f'<details><summary>模拟一种差错</summary><label>差错<select name="fault">{options}</select></label>'
        "</details></form></html>"
    )


def _handler(platform: Platform) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = urllib.parse.urlsplit(self.path).path
            if path.startswith("/pay/"):
                self._paid_by_hand(path.removeprefix("/pay/"), body)
            elif path == "/simulate/pay":
                asked = json.loads(body)
                self._answer(*platform.pay(asked.pop("order"), asked.pop("fault", "none"), **asked))
            elif path == "/simulate/refunds":
                platform.refund_fault = json.loads(body)["fault"]
                self._answer(200, {})
            elif not platform.is_signed(body, *self._signed()):
                self._answer(401, {"error": "签名不符"})
            else:
                self._asked(path, json.loads(body))

        def _asked(self, path: str, said: Said) -> None:
            if path == "/v1/orders":
                self._answer(*platform.register(said))
            elif path.startswith("/v1/orders/") and path.endswith("/close"):
                self._answer(*platform.close(path.split("/")[3]))
            elif path == "/v1/refunds":
                self._answer(*platform.refund(said))
            else:
                self._answer(404, {"error": "没有这个地址"})

        def do_GET(self) -> None:
            parts = urllib.parse.urlsplit(self.path)
            if parts.path.startswith("/pay/"):
                self._page(parts.path.removeprefix("/pay/"), urllib.parse.parse_qs(parts.query).get("back", [""])[0])
            elif parts.path.startswith("/v1/statements/"):
                self._statement(parts.path)
            else:  # what a test asks afterwards
                with platform.lock:
                    self._answer(200, {"orders": platform.orders, "entries": platform.entries,
                                       "refunds": platform.refunds, "reports": platform.reports})  # fmt: skip

        def _page(self, number: str, back: str) -> None:
            order = platform.orders.get(number)
            text = _pay_page(order, back) if order else f"{PAGE}<p>没有这个缴款码。</p>"
            self._send(200 if order else 404, text.encode(), "text/html; charset=utf-8")

        def _paid_by_hand(self, number: str, body: bytes) -> None:
            asked = {key: values[0] for key, values in urllib.parse.parse_qs(body.decode()).items()}
            platform.pay(number, asked.get("fault", "none"))
            back = asked.get("back", "")
            self.send_response(303)
            self.send_header("Location", back if back.startswith(("http://", "https://")) else "/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _statement(self, path: str) -> None:
            if not platform.is_signed(path.encode(), *self._signed()):
                self._answer(401, {"error": "签名不符"})
                return
            _, _, _, payee, day = path.split("/")
            content = platform.statement(payee, day)
            moment = str(int(platform.now().timestamp()))
            signed = {"X-Message-Time": moment, "X-Message-Signature": platform.mac(moment, content)}
            self._send(200, content, f"text/csv; charset={platform.encoding}", signed)

        def _signed(self) -> tuple[str, str]:
            return self.headers.get("X-Message-Time", ""), self.headers.get("X-Message-Signature", "")

        def _answer(self, status: int, content: Said) -> None:
            self._send(status, json.dumps(content, ensure_ascii=False).encode(), "application/json; charset=utf-8")

        def _send(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep quiet: orders hold names."""

    return Handler


def main() -> None:
    """Serve until stopped; prints the address first."""
    parser = argparse.ArgumentParser(description="模拟的缴款平台，只用于测试和试用")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--key", default="only-a-simulator")
    parser.add_argument("--delay", type=float, default=0.1, help="seconds until a report")
    parser.add_argument("--encoding", choices=("utf-8", "gb18030"), default="utf-8", help="of statement files")
    parser.add_argument("--follow-clock", action="store_true", help="keep the time of whoever asks, for moved clocks")
    given = parser.parse_args()
    platform = Platform(given.key, given.delay, given.encoding, follows=given.follow_clock)
    server = ThreadingHTTPServer(("127.0.0.1", given.port), _handler(platform))
    platform.address = f"http://127.0.0.1:{server.server_port}"
    print(platform.address, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

"""The bank's statement of a day 对账单 as a file: read line by line, bad lines said, the others taken.

Text as UTF-8 or GB 18030, fields apart by commas, the first line names them, the last one sums up. A name in a rare
character (䶮, 𬭎) is one character in both.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.dateparse import parse_datetime

from hengtu.cases.models import Direction
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.lib.dates_zh import civil_date

COLUMNS = ("流水号", "方向", "缴款码", "金额（分）", "时间", "缴款人", "票据号", "渠道", "执收单位")
SUM = "合计"
DIRECTIONS = {"缴款": Direction.PAY, "退款": Direction.REFUND}
LARGEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BankLine:
    """One line of a statement: ``amount_fen`` > 0 in either direction, ``at`` aware."""

    line: int
    direction: str
    serial: str
    order: str
    amount_fen: int
    at: datetime
    payer: str
    receipt_no: str
    channel: str
    payee: str

    @property
    def on(self) -> date:
        return civil_date(self.at)

    @property
    def figures(self) -> tuple[str, str, int, date]:
        """What is compared of it: direction, serial, fen, civil day."""
        return str(self.direction), self.serial, self.amount_fen, self.on


@dataclass(frozen=True)
class Trouble:
    """A line that could not be taken: its number in the file, as it stands there, and why."""

    line: int
    text: str
    why: str

    def as_json(self) -> dict[str, object]:
        return {"line": self.line, "text": self.text, "why": self.why}


@dataclass(frozen=True)
class Statement:
    """A file read: lines that hold, lines that do not. ``encoding`` is the one it was in."""

    lines: tuple[BankLine, ...]
    troubles: tuple[Trouble, ...]
    encoding: str


def read_statement(content: bytes) -> Statement:
    """Read a statement file.

    Raises: MoneyRefused ``too_large``, ``encoding``, ``columns`` where nothing of it can be read.
    """
    text, encoding = _text(content)
    rows = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip() for cell in next(rows, [])]
    if tuple(header[: len(COLUMNS)]) != COLUMNS:
        raise MoneyRefused("columns", f"第一行应当是：{'，'.join(COLUMNS)}。请核对是不是对账单文件。")
    lines: list[BankLine] = []
    troubles: list[Trouble] = []
    seen: set[tuple[str, str]] = set()
    total: list[str] = []
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if cells[0].strip() == SUM:
            total = cells
            continue
        try:
            line = _line(rows.line_num, cells, seen)
        except ValueError as error:
            troubles.append(Trouble(rows.line_num, "，".join(cells)[:200], str(error)))
        else:
            lines.append(line)
    troubles += _wrong_sum(total, lines, troubles)
    return Statement(tuple(lines), tuple(troubles), encoding)


def write_statement(lines: list[BankLine], *, encoding: str = "utf-8") -> bytes:
    """Write a statement as the platform does: names of the fields, lines, the sum (payments less refunds)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    words = {direction: zh for zh, direction in DIRECTIONS.items()}
    for line in lines:
        writer.writerow([
            line.serial, words[Direction(line.direction)], line.order, line.amount_fen, line.at.isoformat(),
            line.payer, line.receipt_no, line.channel, line.payee,
        ])  # fmt: skip
    writer.writerow([SUM, len(lines), "", _net(lines)])
    return out.getvalue().encode(encoding)


def _text(content: bytes) -> tuple[str, str]:
    if len(content) > LARGEST:
        raise MoneyRefused("too_large", "对账单文件超过 50 MB，请按天分开导入。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\x00", "\ufffd"), encoding
        except UnicodeDecodeError:
            continue
    raise MoneyRefused("encoding", "文件既不是 UTF-8 也不是 GB 18030 编码，读不了。请向银行重新索取。")


def _line(number: int, cells: list[str], seen: set[tuple[str, str]]) -> BankLine:
    if len(cells) < len(COLUMNS):
        raise ValueError(f"只有 {len(cells)} 列，应当有 {len(COLUMNS)} 列")
    serial, direction, order, amount, moment, payer, receipt_no, channel, payee = (
        cell.strip() for cell in cells[: len(COLUMNS)]
    )
    if not serial or len(serial) > 64:
        raise ValueError("流水号为空或者太长")
    if direction not in DIRECTIONS:
        raise ValueError(f"方向应当是缴款或者退款，写的是“{direction}”")
    if not (amount.isascii() and amount.isdigit() and int(amount[:20]) > 0 and len(amount) < 14):
        raise ValueError(f"金额应当是正的整数，单位是分，写的是“{amount}”")
    if (direction, serial) in seen:
        raise ValueError("流水号在文件里重复")
    at = _moment(moment)
    seen.add((direction, serial))
    return BankLine(
        number, DIRECTIONS[direction], serial, order[:40], int(amount), at, payer[:300], receipt_no[:64],
        channel[:40], payee[:32],
    )  # fmt: skip


def _moment(text: str) -> datetime:
    """A moment with an offset, or one of the clock of Beijing."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        found = parse_datetime(text)
        if found is None:
            raise ValueError(f"时间读不了：“{text}”") from None
        moment = found
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=CIVIL_TIME)


def _net(lines: list[BankLine]) -> int:
    return sum(line.amount_fen if line.direction == Direction.PAY else -line.amount_fen for line in lines)


def _wrong_sum(total: list[str], lines: list[BankLine], troubles: list[Trouble]) -> Iterator[Trouble]:
    """The file's own sum: missing, or other than its lines. With bad lines it cannot be checked."""
    if not total:
        yield Trouble(0, "", "文件没有合计行，可能不完整")
    elif not troubles:
        said = [cell.strip() for cell in (*total, "", "", "")][1:4]
        if said[0] != str(len(lines)) or said[2] != str(_net(lines)):
            yield Trouble(0, "，".join(total), f"合计行与明细不符：明细 {len(lines)} 笔，{_net(lines)} 分")

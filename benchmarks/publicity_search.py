"""The public search over many published decisions against the same search over 1,000.

Decisions of 300 agencies, 60 items and 20,000 firms lie over three years; two in five are about a person and have no
name to be found by. Each question is the whole of ``find_records``: words, filters, the rows of the first page. Medians
in milliseconds. Prints one JSON line.

    python benchmarks/publicity_search.py [--decisions 1000000] [--small 1000] [--repeats 30]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
import uuid
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from _engines import on_both_engines

LAST = date(2026, 11, 29)
DAYS = 3 * 365
AGENCIES, FIRMS, TEXTS = 300, 20_000, 400
AIM = "at most twice the time over 1,000, or 50 ms"
PLACES = ["环城路", "青岚大道", "江岸码头", "客运站", "物流园", "收费站", "服务区", "检测站", "采石场", "工业园"]
CARGO = ["砂石", "水泥", "钢材", "煤炭", "粮食", "木材", "废切削液", "汽油", "冷冻食品", "预制构件"]
GIVEN = [
    "江海",
    "通衢",
    "顺达",
    "远航",
    "恒信",
    "清源",
    "长林",
    "宏图",
    "金桥",
    "瑞丰",
    "万里",
    "天和",
    "永安",
    "盛泰",
    "百川",
]
TRADES = ["物流有限公司", "运输有限公司", "汽车服务有限公司", "航运有限公司", "工程有限公司", "运输户"]


def main() -> int:
    options = _options()
    if options.here:
        print(json.dumps(measure(options.decisions, options.small, options.repeats), ensure_ascii=False))
    else:
        words = [f"--{name}={getattr(options, name)}" for name in ("decisions", "small", "repeats")]
        found = on_both_engines(__file__, *words)
        print(json.dumps({"benchmark": "publicity_search", "decisions": options.decisions, "aim": AIM, **found}))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--decisions", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=30)
    parser.add_argument("--here", action="store_true", help="measure on the database of the environment")
    return parser.parse_args()


def measure(decisions: int, small: int, repeats: int) -> dict[str, Any]:
    """Fill the tables twice and ask every question each time."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    make = _Maker(Random(20261129))
    make.fill(0, small)
    before = {name: _asked(question, repeats) for name, question in make.questions().items()}
    make.fill(small, decisions)
    after = {name: _asked(question, repeats) for name, question in make.questions().items()}
    return {name: _told(before[name], after[name]) for name in after}


def _told(before: tuple[float, int], after: tuple[float, int]) -> dict[str, float]:
    ratio = after[0] / before[0]
    return {"small_ms": round(before[0], 2), "large_ms": round(after[0], 2), "ratio": round(ratio, 2), "hits": after[1]}


def _asked(question: Any, repeats: int) -> tuple[float, int]:
    from hengtu.portal.publicity.finding import find_records

    times, hits = [], 0
    for _ in range(repeats):
        started = time.perf_counter()
        hits = len(find_records(question).hits)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), hits


class _Maker:
    """Makes public records as the reader would, from pools of texts whose words are worked out once."""

    def __init__(self, random: Random) -> None:
        from hengtu.agencies.services.plant_tree import plant_line
        from hengtu.law.rulebook import records
        from tests.cast import SINCE

        self.random = random
        self.line = plant_line(province_code="13", since=SINCE)
        rules = records("violations")
        self.items = [(key, str(rules[key]["name_zh"])) for key in sorted(rules)[:60]]
        self.firms = [
            f"示范{random.choice(GIVEN)}{random.choice(GIVEN)}{n}{random.choice(TRADES)}" for n in range(FIRMS)
        ]
        self.texts = [self._text() for _ in range(TEXTS)]
        self.firm_words: dict[int, set[str]] = {}
        self.text_words: dict[int, set[str]] = {}

    def _text(self) -> tuple[str, str, str]:
        key, name = self.random.choice(self.items)
        place, cargo = self.random.choice(PLACES), self.random.choice(CARGO)
        facts = f"本机关在示范县{place}查明，当事人有{name}的行为。具体情况：装载{cargo}，情节一般，已经及时改正。"
        return key, name, facts

    def questions(self) -> dict[str, Any]:
        from hengtu.portal.publicity.finding import Asked

        agency = self.line.bureau.pk
        month = LAST - timedelta(days=30)
        return {
            "newest": Asked(),
            "common_word": Asked("检测站"),
            "two_words": Asked("物流园 废切削液"),
            "firm": Asked(self.firms[7]),
            "number": Asked("示交罚〔2026〕000042号"),
            "agency": Asked(agency=agency),
            "word_in_agency": Asked("收费站", agency=agency),
            "item_in_a_month": Asked(item=self.items[3][0], since=month, until=LAST),
            "word_item_agency": Asked("水泥", agency=agency, item=self.items[5][0]),
            "nothing": Asked("不存在的公司名称"),
        }

    def fill(self, first: int, last: int) -> None:
        from django.db import connection, transaction

        for start in range(first, last, 5000):
            with transaction.atomic():
                self._some(range(start, min(start + 5000, last)))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")

    def _some(self, serials: range) -> None:
        from hengtu.portal.models import PublicRecord, PublicWords

        matter = self._matter()
        made = [self._record(serial, matter) for serial in serials]
        rows = [record for record, _, _ in made]
        _laid(rows, PublicRecord)
        words = [
            PublicWords(key=key, record_id=row.pk, agency_id=self._agency(serial), words=text)
            for serial, row, (_, key, text) in zip(serials, rows, made, strict=True)
        ]  # fmt: skip
        _laid(words, PublicWords)

    def _agency(self, serial: int) -> int:
        """One in so many is of the agency that is asked for; the others only stand in the words."""
        return int(self.line.bureau.pk) if serial % AGENCIES == 0 else 10**6 + serial % AGENCIES

    def _matter(self) -> Any:
        from hengtu.agencies.models.scoped import scope_values
        from hengtu.portal.models import PublicMatter

        return PublicMatter.objects.create(
            stream_id=uuid.uuid4(), act_uid=uuid.uuid4(), about="decision", kind="decision_issued", decided_on=LAST,
            state="PUBLISHED", agency=self.line.squad, **scope_values(self.line.squad),
        )  # fmt: skip

    def _record(self, serial: int, matter: Any) -> tuple[Any, int, str]:
        from hengtu.lib.search_words import words_of_name, words_of_number
        from hengtu.portal.models import PublicRecord
        from hengtu.portal.publicity.index import filters, key_of, words_of_record

        random = self.random
        day = LAST - timedelta(days=random.randrange(DAYS))
        ref, number = f"{random.getrandbits(64):016x}", f"示交罚〔{day.year}〕{serial:06d}号"
        about, who = random.randrange(TEXTS), random.randrange(FIRMS)
        item, name, facts = self.texts[about]
        person = random.random() < 0.4
        party = "张某某" if person else self.firms[who]
        content = {
            "ref": ref, "number": number, "party": party, "party_kind": "自然人" if person else "法人", "item": name,
            "items": [item], "facts": facts, "result": "罚款人民币3000元", "agency": "示范县交通运输局",
            "kind": "行政处罚决定", "basis": "《公路安全保护条例》第六十四条",
            "decided_on": f"{day.year}年{day.month}月{day.day}日",
        }  # fmt: skip
        if about not in self.text_words:
            self.text_words[about] = words_of_record({**content, "party": "", "number": ""}, "")
        if not person and who not in self.firm_words:
            self.firm_words[who] = words_of_name(party)
        own = filters(agency=self._agency(serial), month=f"{day:%Y-%m}") | words_of_number(number)
        words = self.text_words[about] | (set() if person else self.firm_words[who]) | own
        record = PublicRecord(
            id=serial + 1, matter=matter, agency=self.line.bureau, ref=ref, number=number, text=json.dumps(content),
            sm3="0" * 64, state="PUBLIC", published_at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC),
            month=f"{day:%Y-%m}", expires_on=LAST + timedelta(days=700),
        )  # fmt: skip
        return record, key_of(day, ref), " ".join(sorted(words))


def _laid(rows: list[Any], model: Any) -> None:
    """Lay rows into their table: COPY on PostgreSQL, where a million of them would take an hour one by one."""
    from django.db import connection

    if connection.vendor != "postgresql":
        model.objects.bulk_create(rows)
        return
    fields = model._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields])


if __name__ == "__main__":
    raise SystemExit(main())

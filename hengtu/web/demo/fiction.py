"""Invented people, companies, plates and places. Nobody of them exists; numbers are well formed and lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from hengtu.law.disclosure.suspecting import name_in_trade_name
from hengtu.lib.credit_codes import check_character as credit_check
from hengtu.lib.id_numbers import check_character as id_check

SURNAMES = (
    "陈林黄郑吴许何郭罗宋谢韩唐冯于董萧程曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任"
    "姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "远山",
    "思齐",
    "一鸣",
    "若水",
    "长林",
    "晓岚",
    "子衿",
    "望舒",
    "知行",
    "明远",
    "雨桐",
    "嘉禾",
    "景行",
    "书白",
    "云舟",
    "青禾",
)
FIRMS = ("顺途", "远帆", "百川", "恒岳", "锦程", "安渡", "瑞达", "通衢", "江海", "长风")
TRADES = (
    ("运输有限公司", "货物运输"),
    ("物流有限公司", "物流"),
    ("建设工程有限公司", "工程"),
    ("燃气配送有限公司", "燃气"),
)
ROADS = ("示范路", "望江路", "驿站街", "青岚大道", "渡口路")
SPOTS = (
    "S99 省道 K12+300 超限检测站",
    "示范县城北收费站出口",
    "G999 国道 K86+150",
    "汽车客运站东侧路口",
    "示范大桥南引道",
)


def person(random: Random) -> dict[str, Any]:
    """Return a natural person or, one time in four, an individual business."""
    name = random.choice(SURNAMES) + random.choice(GIVEN)
    business = random.random() < 0.25
    first = f"139901{random.randrange(1965, 2003)}{random.randrange(1, 13):02d}{random.randrange(1, 29):02d}"
    first += f"{random.randrange(1000):03d}"
    return {
        "kind": "individual_business" if business else "natural_person",
        "name": f"{name}运输户" if business else name,
        "id_number": first + id_check(first),
        "address": f"示范县{random.choice(ROADS)} {random.randrange(1, 200)} 号",
        "phone": f"1990000{random.randrange(10000):04d}",
        "operator": business,
    }


def organisation(random: Random) -> dict[str, Any]:
    """Return a company with a well-formed credit code."""
    ending, _ = random.choice(TRADES)
    first = f"91139901DEM{random.randrange(100000):05d}X"
    return {
        "kind": "legal_person",
        "name": f"示范县{random.choice(FIRMS)}{random.choice(FIRMS)}{ending}",
        "credit_code": first + credit_check(first),
        "legal_representative": random.choice(SURNAMES) + random.choice(GIVEN),
        "address": f"示范县{random.choice(ROADS)} {random.randrange(1, 200)} 号",
        "phone": f"000-5550{random.randrange(10000):04d}",
        "operator": True,
    }


def plate(random: Random) -> str:
    """Return a plate of the invented province 示."""
    return f"示A·{random.randrange(100000):05d}"


def place(random: Random) -> str:
    """Return an invented place."""
    return random.choice(SPOTS)


def supplied(party: Mapping[str, Any], seed: str) -> dict[str, Any]:
    """Return a party of a script with the small facts it leaves out: numbers, address, phone, representative."""
    random = Random(seed)
    invented = organisation(random) if party["kind"] in {"legal_person", "other_organisation"} else person(random)
    known = {**invented, "operator": False, **party}
    if known["kind"] == "individual_business":  # whoever runs it is named in its trade name, as most are
        known.setdefault("legal_representative", name_in_trade_name(known["name"]))
    return known

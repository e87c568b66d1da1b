"""A year of invented cases in all states, played by the real services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from hengtu.law.calendar import official
from hengtu.web.commandline.scripts import Script
from hengtu.web.demo.fiction import organisation, person, place, plate
from hengtu.web.demo.itinerary import Itinerary

TWO = "officer-a officer-b"
RECENT, RETURNED, PUBLISHED_LATE, UNPAID = 0.4, 0.1, 0.05, 0.08  # shares of the cases
Story = Callable[[Random, Itinerary], dict[str, Any]]


def scripts_of_a_year(*, until: date, count: int, seed: int, jurisdiction: str) -> Iterator[Script]:
    """Yield ``count`` scripts whose first acts lie in the year before ``until``; the same seed gives the same year."""
    random = Random(seed)
    stories = [story for story, weight in STORIES for _ in range(weight)]
    for number in range(count):
        # more of the last weeks than of the year before, so that every stage of the procedure has cases
        ago = random.randrange(3, 45) if random.random() < RECENT else random.randrange(45, 360)
        start = official().next_working_day(until - timedelta(days=ago))
        itinerary = Itinerary(start, random)
        case = random.choice(stories)(random, itinerary)
        case |= {"jurisdiction": jurisdiction, "violation_on": start.isoformat()}
        acts = itinerary.until(until)
        acts[0].payload["case"] = case
        yield Script(f"year-{number + 1:03d}", case["title"], case, acts, {})


def scripts_in_hand(*, until: date, seed: int, jurisdiction: str) -> Iterator[Script]:
    """Yield cases that stand at every stage today, from a fresh lead to one that waits to be archived."""
    random = Random(seed)
    for step in range(1, 16):
        start = official().next_working_day(until - timedelta(days=2 + 2 * step))
        itinerary = Itinerary(start, random)
        case = (_overlimit, _ridehail, road_occupied)[step % 3](random, itinerary)
        case |= {"jurisdiction": jurisdiction, "violation_on": start.isoformat()}
        acts = itinerary.until(until)[:step]
        acts[0].payload["case"] = case
        yield Script(f"hand-{step:02d}", case["title"], case, acts, {})


def _punished(itinerary: Itinerary, random: Random, penalty: dict[str, Any], correction: str, **found: Any) -> None:
    """From filing to archive in the ordinary procedure; some parties waive, speak or do not pay."""
    itinerary.on(random.randrange(1, 3)).then("O03", "head")
    itinerary.on(random.randrange(0, 3)).then("O04", TWO, records=("scene_record", "interview_record"), **found)
    itinerary.then("O05", TWO, order=correction, done_on=itinerary.day.isoformat())
    itinerary.on(random.randrange(1, 6)).then("O06", TWO)
    itinerary.on(1).then("O07", "head", proposed=penalty)
    itinerary.on(1).then("O08", TWO, proposed=penalty, served="direct", hearing_offered=True)
    _answer(itinerary, random)
    if random.random() < RETURNED:
        itinerary.then("O10", "reviewer", opinion="change", points=("请补充违法所得的计算依据",)).on(2)
    itinerary.then("O10", "reviewer", opinion="pass", points=())
    if penalty.get("amount_yuan", 0) >= DISCUSSED_FROM_YUAN:
        itinerary.on(1).then("O11", "head deputy-1 deputy-2", conclusion="同意拟处罚意见", signed=True)
    itinerary.on(1).then("O12", "head", decided=penalty, reason_zh="事实清楚，证据充分，程序合法")
    itinerary.on(1).then("O13", "head")
    itinerary.then("O14", TWO, served="direct")
    itinerary.on(9 if random.random() < PUBLISHED_LATE else random.randrange(1, 5)).then("O15", "head")
    if random.random() < UNPAID:
        return
    total = round(penalty.get("amount_yuan", 0) + penalty.get("confiscate_yuan", 0), 2)
    itinerary.on(random.randrange(1, 7)).then("E01", "cashier", amount_yuan=total)
    itinerary.on(random.randrange(1, 4)).then("O16", "head", correction=correction)
    itinerary.on(random.randrange(2, 12)).then("O17", "archivist")


DISCUSSED_FROM_YUAN = 20000  # as in the thresholds of the demonstration province


def _answer(itinerary: Itinerary, random: Random) -> None:
    """The party waives, argues, or lets the term pass."""
    chance = random.random()
    if chance < 0.45:
        itinerary.then("O09", "party", statement="none", waives=("statement", "hearing"), waiver_signed=True)
        itinerary.on(1)
    elif chance < 0.7:
        itinerary.on(2).then("O09", "party", statement="对事实没有异议，请求从轻", recheck="已复核，裁量时已经考虑")
        itinerary.on(5)
    else:
        itinerary.on(6)


def _overlimit(random: Random, itinerary: Itinerary) -> dict[str, Any]:
    axles, limit = random.choice(((3, 27000), (4, 36000), (5, 43000), (6, 49000)))
    excess = random.randrange(1200, 38000)
    fine = min(30000, excess // 1000 * 500)
    case = _case("车货总质量超限", "highway_admin", "overlimit-mass", person(random), plate=plate(random))
    case["facts"] = {
        "vehicle_form": "train", "axle_count": axles, "gross_mass_kg": limit + excess,
        "detection_mode": "fixed_station",
        **({"tractor_single_drive_axle": False} if axles == 6 else {}),
    }  # fmt: skip
    itinerary.then("O01", TWO, source="fixed_station", weigh_slip=True, place=place(random))
    _punished(
        itinerary, random, {"kind": "fine", "amount_yuan": fine}, "当场卸载至限值以内", device_certificate_valid=True
    )
    return case


def _small_overlimit(random: Random, itinerary: Itinerary) -> dict[str, Any]:
    case = _case("超限不足一吨", "highway_admin", "overlimit-mass", person(random), plate=plate(random))
    case["facts"] = {
        "vehicle_form": "rigid", "axle_count": 2, "gross_mass_kg": 18000 + random.randrange(100, 1000),
        "detection_mode": "mobile",
    }  # fmt: skip
    _on_the_spot(itinerary, random, {"kind": "warning", "amount_yuan": 0}, "当场转运部分货物")
    return case


def _driver_service(random: Random, itinerary: Itinerary) -> dict[str, Any]:
    case = _case(
        "网约车驾驶员途中绕道", "road_transport", "ridehail-driver-service", person(random), plate=plate(random)
    )
    case["facts"] = {"operation_kind": "ride_hailing"}
    fine = random.choice((50, 100, 150, 200))
    _on_the_spot(itinerary, random, {"kind": "fine", "amount_yuan": fine}, "向乘客道歉并参加服务培训")
    return case


def _on_the_spot(itinerary: Itinerary, random: Random, penalty: dict[str, Any], correction: str) -> None:
    itinerary.then("S01", TWO, place=place(random)).then("S02", TWO, records=("scene_record",)).then("S03", "officer-a")
    itinerary.then("S04", "party", statement="no objection")
    itinerary.then("S05", TWO, decided=penalty, reason_zh="违法事实确凿，有法定依据")
    itinerary.then("S06", "party", signed=True)
    itinerary.on(random.randrange(1, 3)).then("S08", "officer-a")
    itinerary.on(random.randrange(0, 3)).then("O15", "head")
    if penalty["amount_yuan"]:
        itinerary.on(random.randrange(1, 6)).then("E01", "cashier", amount_yuan=penalty["amount_yuan"])
    itinerary.on(1).then("S09", "head", correction=correction)


def _ridehail(random: Random, itinerary: Itinerary) -> dict[str, Any]:
    fare = round(random.uniform(5, 60), 2)
    case = _case(
        "未取得网络预约出租汽车运输证从事网约车经营", "road_transport", "ridehail-vehicle-uncertified", person(random),
        plate=plate(random),
    )  # fmt: skip
    case["facts"] = {
        "has_vehicle_cert": False, "fare_yuan": fare, "illegal_gains": fare, "operation_kind": "ride_hailing"
    }  # fmt: skip
    itinerary.then("O01", TWO, source="data_comparison")
    fine = random.choice((3000, 3000, 3500, 4000, 4500))
    penalty = {"kind": "warning+fine", "amount_yuan": fine, "confiscate_yuan": fare}
    _punished(itinerary, random, penalty, "车辆停止接单，补办运输证")
    return case


def road_occupied(random: Random, itinerary: Itinerary) -> dict[str, Any]:
    """An organisation occupied a road and is fined in the ordinary procedure."""
    case = _case("擅自占用公路", "highway_admin", "road-occupy-dig", organisation(random))
    case["facts"] = {
        "act_form": "occupy", "area_m2": random.randrange(6, 60), "road_class": "provincial",
        "restored_within_deadline": True,
    }  # fmt: skip
    itinerary.then("O01", TWO, source="patrol", place=place(random))
    _punished(
        itinerary, random, {"kind": "fine", "amount_yuan": random.choice((500, 1000, 2000))}, "清除占用，恢复原状"
    )
    return case


def _staff_unqualified(random: Random, itinerary: Itinerary) -> dict[str, Any]:
    case = _case("押运人员无从业资格上岗", "road_transport", "hazmat-staff-unqualified", organisation(random))
    case["facts"] = {
        "dangerous_goods_kind": "液化石油气钢瓶", "unqualified_staff_count": 1, "refuses_correction": False
    }  # fmt: skip
    itinerary.then("O01", TWO, source="road_check", place=place(random))
    _punished(itinerary, random, {"kind": "fine", "amount_yuan": 50000}, "更换有资格的押运人员")
    return case


def _not_filed(random: Random, itinerary: Itinerary) -> dict[str, Any]:
    case = _case("举报车辆超限", "highway_admin", "overlimit-mass", person(random), plate=plate(random))
    case["facts"] = {
        "vehicle_form": "rigid",
        "axle_count": 3,
        "gross_mass_kg": 24000,
        "detection_mode": "fixed_station",
    }
    itinerary.then("O01", "officer-a", source="report")
    itinerary.on(random.randrange(1, 5)).then("X01", "head", reason="经复秤未超过限值，没有违法事实")
    return case


def _case(title: str, category: str, violation: str, party: dict[str, Any], *, plate: str = "") -> dict[str, Any]:
    party = {**party, "licence_plate": plate}
    return {"title": title, "category": category, "violation": violation, "party": party}


STORIES: tuple[tuple[Story, int], ...] = (
    (_overlimit, 9),
    (_small_overlimit, 4),
    (_driver_service, 3),
    (_ridehail, 5),
    (road_occupied, 3),
    (_staff_unqualified, 2),
    (_not_filed, 1),
)

"""Loading the demonstration: agencies, people, eight whole cases, work in hand and a year, all through the services."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction

from hengtu.agencies.models import Account
from hengtu.agencies.services.confirmation_pin import set_pin
from hengtu.agencies.services.publish_route import load_default_routes
from hengtu.cases.refusals import ActRefused, LateReasonMissing
from hengtu.cases.services.do_act import Late
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.officers.services.shift_pair import agree_pair, propose_pair
from hengtu.web.commandline.scripts import Script, ScriptAct, ScriptFile, read_scripts
from hengtu.web.demo.accountability import hold_to_account
from hengtu.web.demo.agencies import Bureau, Province, appoint_overseers, plant_province
from hengtu.web.demo.benchmarks import make_benchmarks
from hengtu.web.demo.captures import take_on_the_phone
from hengtu.web.demo.custody import appoint_keeper, keep_some_property
from hengtu.web.demo.exports import fill_once
from hengtu.web.demo.fiction import GIVEN, SURNAMES
from hengtu.web.demo.law import PEOPLE, appoint_law_officers, explain_items, lay_out_law
from hengtu.web.demo.leniency import make_promises
from hengtu.web.demo.money import take_some_money
from hengtu.web.demo.openness import open_up
from hengtu.web.demo.party_desk import open_doors
from hengtu.web.demo.player import Player, Stage
from hengtu.web.demo.proposals import propose_what_waits
from hengtu.web.demo.publicity import publish_by_itself
from hengtu.web.demo.recordings import make_recordings
from hengtu.web.demo.remedies import carry_out_some
from hengtu.web.demo.reviews import LAWYER, review_some
from hengtu.web.demo.service import send_some_papers
from hengtu.web.demo.stage import NAMES, SINCE, staff
from hengtu.web.demo.together import fine_two_together
from hengtu.web.demo.year import scripts_in_hand, scripts_of_a_year

EIGHT_CASES = Path(__file__).parent / "scripts" / "eight_cases.yaml"
DIVISION = "13"  # invented divisions lie under a real province code so that every code is well formed
JURISDICTION = "东陵省"  # the rulebook holds a layer for it, marked as demonstration
PAIR = ("officer-a", "officer-b")
DEMO_PIN = "407218"  # of both officers of the demonstration, printed beside their accounts
POSTS = {
    "officer-a": "执法人员（主办）",
    "officer-b": "执法人员（协办）",
    "reviewer": "法制审核",
    "head": "局长",
    "unit-head": "大队长",
    "archivist": "档案",
    "cashier": "收缴对账",
}


@transaction.atomic
def load_demo(
    *, until: date, cases: int, seed: int = 20261121, tell: Callable[[int], None] = lambda played: None
) -> dict[str, Any]:
    """Load everything or nothing; returns what was made. Run it on an empty database.

    Args:
        until: the demonstration's today; nothing occurs after it.
        cases: how many cases besides the eight.
        tell: called with the number of cases played so far.
    """
    password = f"hengtu-{secrets.token_hex(3)}"
    file = read_scripts(EIGHT_CASES)
    load_default_routes()
    province = plant_province(DIVISION)
    stages = [_stage(bureau, file, position, password) for position, bureau in enumerate(province.bureaus)]
    overseers = appoint_overseers(province, password)
    make_benchmarks(province.province, until)
    law_officers = appoint_law_officers(province, password)
    explain_items(province, law_officers, datetime.combine(SINCE, time(9), CIVIL_TIME))
    played = [_play(script, stages[0]) for script in _all(file)]
    in_hand = scripts_in_hand(until=until, seed=seed, jurisdiction=JURISDICTION)
    played += [_play(script, stages[0]) for script in in_hand]
    random = Random(seed)
    year = scripts_of_a_year(until=until, count=cases, seed=seed, jurisdiction=JURISDICTION)
    for script in year:
        played.append(_play(script, random.choice(stages)))
        tell(len(played))
    _go_on_duty(stages[0], until)
    handler = stages[0].people["officer-a"].account
    assert handler is not None
    take_on_the_phone(stages[0], at=datetime.combine(until, time(8, 30), CIVIL_TIME))
    propose_what_waits(stages[0].agency, by=handler, at=datetime.combine(until, time(9), CIVIL_TIME))
    played += make_promises(stages[0], datetime.combine(until - timedelta(days=1), time(9), CIVIL_TIME))
    send_some_papers(stages[0], at=datetime.combine(until, time(9, 15), CIVIL_TIME))
    cashier = Account.objects.get(username="cashier")
    take_some_money(stages[0], cashier=cashier, at=datetime.combine(until, time(9, 16), CIVIL_TIME))
    carry_out_some(stages[0], at=datetime.combine(until, time(9, 17), CIVIL_TIME))
    played.append(fine_two_together(stages[0], until=until, jurisdiction=JURISDICTION))
    overseers.append(appoint_keeper(stages[0], password))
    keep_some_property(stages[0], at=datetime.combine(until, time(8), CIVIL_TIME))
    _record(stages[0], until)
    publish_by_itself(stages[0], at=datetime.combine(until - timedelta(days=20), time(9), CIVIL_TIME))
    reviewer = stages[0].people["reviewer"].account
    assert reviewer is not None
    admin = Account.objects.get(username="admin")
    review_some(stages[0], admin=admin, at=datetime.combine(until, time(9, 20), CIVIL_TIME), password=password)
    lay_out_law(province, law_officers, reviewer, datetime.combine(until, time(9, 30), CIVIL_TIME))
    hold_to_account(stages[0], at=datetime.combine(until, time(9, 35), CIVIL_TIME))
    open_up(province, datetime.combine(until, time(9, 40), CIVIL_TIME))
    fill_once(stages[0], at=datetime.combine(until - timedelta(days=1), time(17), CIVIL_TIME))
    overseers += [(username, name, post) for username, name, post, _ in PEOPLE]
    overseers.append(LAWYER)
    doors = open_doors(stages[0], at=datetime.combine(until, time(9, 40), CIVIL_TIME))
    accounts = _accounts(province, password, overseers)
    return {"accounts": accounts, "cases": len(played), "acts": sum(played), "doors": doors}


def _go_on_duty(stage: Stage, on: date) -> None:
    """The two officers of the demonstration have a PIN each and are on duty together that day."""
    begins = datetime.combine(on, time(), CIVIL_TIME)
    first, second = (stage.people[key] for key in PAIR)
    for person in (first, second):
        assert person.account is not None
        set_pin(person.account, DEMO_PIN, at=begins)
    assert first.officer is not None
    assert second.officer is not None
    assert second.account is not None
    ends = begins + timedelta(hours=24)
    pair = propose_pair(officer=first.officer, partner=second.officer, starts_at=begins, ends_at=ends, at=begins)
    agree_pair(pair=pair, by=second.account, at=begins)


def _record(stage: Stage, on: date) -> None:
    """Cameras and films of the bureau's own officers, docked the evening before."""
    keeper = stage.people["unit-head"].account
    first, second = (stage.people[key].officer for key in PAIR)
    assert keeper is not None
    assert first is not None
    assert second is not None
    evening = datetime.combine(on - timedelta(days=1), time(18), CIVIL_TIME)
    make_recordings(agency=stage.agency, keeper=keeper, officers=(first, second), at=evening)


def _all(file: ScriptFile) -> Iterator[Script]:
    return (_published(file.script(case_id)) for case_id in file.cases)


def _published(script: Script) -> Script:
    """The scripts leave publication to the disclosure room; a demonstration case is published like any other."""
    script = _with_measures_published(script)
    served = next(index for index, act in enumerate(script.acts) if act.kind in {"decision_served", "spot_filed"})
    before = script.acts[served]
    act = ScriptAct("O15", "decision_published", before.occurred_at + timedelta(hours=1), ("head",), {})
    return replace(script, acts=(*script.acts[: served + 1], act, *script.acts[served + 1 :]))


def _with_measures_published(script: Script) -> Script:
    """What was seized is published the same day, by the head as well."""
    acts: list[ScriptAct] = []
    for act in script.acts:
        acts.append(act)
        if act.kind == "measure_taken":
            soon = act.occurred_at + timedelta(minutes=20)
            acts.append(ScriptAct("E06", "result_published", soon, ("head",), {}))
    return replace(script, acts=tuple(acts))


def _play(script: Script, stage: Stage) -> int:
    """Play a script; a case of the year that the law stops stays where it is, as in life."""
    player = Player(script, stage, binds=script.id == "demo-1")  # one file to look at; more would take minutes
    done = 0
    for act in script.acts:
        try:
            with transaction.atomic():
                _do(player, act)
        except ActRefused:
            if script.id.startswith("demo-"):
                raise
            break
        done += 1
    return done


def _do(player: Player, act: ScriptAct) -> None:
    """Do an act; where a limit has passed, openly: with a reason and the head's approval."""
    try:
        player.do(act)
    except LateReasonMissing:
        player.do(act, late=Late("节假日前后人手不足，未能按期办理", player.stage.people["head"]))


def _stage(bureau: Bureau, file: ScriptFile, position: int, password: str) -> Stage:
    names = NAMES if position == 0 else _other_names(position)
    prefix = "" if position == 0 else f"{position + 1}-"
    return staff(bureau.bureau, bureau.squad, file, names=names, prefix=prefix, password=password)


def _other_names(seed: int) -> dict[str, str]:
    random = Random(seed)
    return {key: random.choice(SURNAMES) + random.choice(GIVEN) for key in NAMES}


def _accounts(province: Province, password: str, overseers: list[tuple[str, str, str]]) -> list[dict[str, str]]:
    bureau = province.bureaus[0].bureau
    shown = {key: f"{post}，确认码 {DEMO_PIN}" if key in PAIR else post for key, post in POSTS.items()}
    rows = [(key, NAMES[key], f"{bureau.short_name} {post}") for key, post in shown.items()]
    neighbour = province.bureaus[1].bureau.short_name
    rows.append(("2-officer-a", _other_names(1)["officer-a"], f"{neighbour} 执法人员"))
    return [
        {"username": username, "name": name, "post": post, "password": password}
        for username, name, post in (*rows, *overseers)
    ]


def write_accounts(accounts: list[dict[str, str]], home: Path) -> Path:
    """Keep the demonstration accounts where ``hengtu serve`` prints them from."""
    path = home / "demo-accounts.json"
    path.write_text(json.dumps(accounts, ensure_ascii=False, indent=1), encoding="utf-8")
    return path

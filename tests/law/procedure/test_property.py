"""Case property thing by thing: named, kept, handed on, lent, given back in part, disposed of, nothing left open."""

from datetime import date

import pytest

from hengtu.law.procedure import Situation, clocks_of
from hengtu.law.procedure.measures import measures_in_force, measures_of
from hengtu.law.procedure.property import ThingState, held_things, things_of
from hengtu.law.procedure.registrations import registrations_of
from hengtu.law.procedure.things import CODE, code_of, normal_code, row_of
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.playing import HEAD, KEEPER, RTR, TWO, A, Actor, act, codes, filed, found, lawful, severity

OTHER = Actor("keeper-2", frozenset({"property_keeper"}), None, "保管员乙")
LIST = [{"name": "示A12345 小型客车"}, {"name": "轮胎", "quantity": "2条", "remark": "胎号 A01"}, {"name": "行车日志"}]
APPROVED = "measure_approved@03-04 09:00"
CAR, TYRES, LOG = (f"{APPROVED}/{number}" for number in (1, 2, 3))


def taken(items=LIST, measure="扣押车辆", article=RTR):
    return lawful(
        filed(),
        act("measure_approved", "03-04 09:00", HEAD, measure=measure, granting_article=article),
        act("measure_taken", "03-04 10:00", *TWO, items=items),
    )


def kept(**more):
    intake = {"ledger_no": "财 1", "place": "一号库", "things": [CAR, TYRES, LOG], **more}
    return lawful(taken(), act("property_taken_in", "03-04 12:00", KEEPER, **intake))


def states(history):
    return [thing.standing for thing in things_of(Situation.of(history))]


def thing(history, identity):
    return next(each for each in things_of(Situation.of(history)) if each.id == identity)


def note(what, *things, at="03-05", by=KEEPER, **more):
    return act("property_noted", at, by, what=what, things=list(things), **more)


RETURN = {"received_by": "赵某", "capacity": "party", "received_signed": True}


def lifted(history, *things, at="03-10", **more):
    return lawful(history, act("measure_lifted", at, HEAD, returned=False, things=list(things), **more))


# --- identity -----------------------------------------------------------------


def test_every_line_of_a_list_is_a_thing_of_its_own():
    things = things_of(Situation.of(taken()))
    assert [(each.id, each.row.name, each.row.quantity) for each in things] == [
        (CAR, "示A12345 小型客车", ""),
        (TYRES, "轮胎", "2条"),
        (LOG, "行车日志", ""),
    ]
    assert len({each.code for each in things}) == 3
    assert all(CODE.fullmatch(each.code) for each in things)


def test_a_text_line_is_read_by_its_parts_and_an_old_one_stays_whole():
    assert row_of("轮胎；12R22.5；2条；胎号 A01；旧").as_json() == {
        "name": "轮胎",
        "model": "12R22.5",
        "quantity": "2条",
        "remark": "胎号 A01；旧",
    }
    assert row_of("示A12345 小型客车").name == "示A12345 小型客车"


@pytest.mark.parametrize("typed", ["abcd-efgh-jklm", " ABCDEFGHJKLM ", "https://x.example/t/ABCDEFGHJKLM/"])
def test_a_code_may_be_scanned_or_typed(typed):
    assert normal_code(typed) == "ABCDEFGHJKLM"


def test_codes_of_neighbours_have_nothing_in_common():
    assert code_of(CAR) != code_of(TYRES)
    assert code_of(CAR)[:4] != code_of(TYRES)[:4]


def test_a_seizure_without_a_list_holds_the_vehicle_of_the_case():
    history = lawful(
        filed(plate="示B99999"),
        act("measure_approved", "03-04 09:00", HEAD, measure="扣押车辆", granting_article=RTR),
        act("measure_taken", "03-04 10:00", *TWO),
    )
    (only,) = things_of(Situation.of(history))
    assert only.row.name == "车辆（示B99999）"


def test_what_an_urgent_seizure_listed_is_not_listed_twice():
    history = lawful(
        filed(),
        act(
            "urgent_measure_taken",
            "03-04",
            *TWO,
            measure="扣押车辆",
            granting_article=RTR,
            reason="驶离",
            items=LIST[:1],
        ),
        act("measure_approved", "03-04 20:00", HEAD, measure="扣押车辆", granting_article=RTR),
        act("measure_taken", "03-04 21:00", *TWO, items=LIST[:2]),
    )
    assert [each.row.name for each in things_of(Situation.of(history))] == ["示A12345 小型客车", "轮胎"]


def test_a_thing_listed_twice_asks_what_tells_the_two_apart():
    before = lawful(filed(), act("measure_approved", "03-04", HEAD, measure="扣押车辆", granting_article=RTR))
    twice = act("measure_taken", "03-04 10:00", *TWO, items=[{"name": "轮胎"}, {"name": "轮胎"}])
    assert severity(before, twice) == {"thing_listed_twice": "curable"}
    apart = act(
        "measure_taken", "03-04 10:00", *TWO, items=[{"name": "轮胎", "remark": "左"}, {"name": "轮胎", "remark": "右"}]
    )
    assert codes(before, apart) == set()


def test_lists_of_plain_lines_stay_lawful_as_they_were():
    before = lawful(filed(), act("measure_approved", "03-04", HEAD, measure="扣押车辆", granting_article=RTR))
    assert codes(before, act("measure_taken", "03-04 10:00", *TWO, items=["轮胎", "轮胎"])) == set()


# --- kept, handed on, lent ----------------------------------------------------


def test_a_keeper_may_take_in_part_and_the_rest_still_waits():
    history = lawful(taken(), act("property_taken_in", "03-04 12:00", KEEPER, ledger_no="1", place="库", things=[CAR]))
    assert states(history) == [ThingState.KEPT, ThingState.TAKEN, ThingState.TAKEN]
    assert "property_taken_in" in [todo.kind for todo in todos_of(history)]
    assert measures_of(Situation.of(history))[0].kept is None
    whole = lawful(
        history, act("property_taken_in", "03-04 13:00", KEEPER, ledger_no="2", place="库", things=[TYRES, LOG])
    )
    assert measures_of(Situation.of(whole))[0].kept is not None
    assert "property_taken_in" not in [todo.kind for todo in todos_of(whole)]


def test_a_change_of_keeper_is_recorded_by_both():
    offered = lawful(
        kept(), act("property_handed_over", "03-06", KEEPER, things=[CAR], receiver="keeper-2", reason="轮岗")
    )
    assert thing(offered, CAR).standing is ThingState.HANDING
    assert thing(offered, CAR).keeper == "keeper"  # who hands over answers until the other has taken it
    assert "property_taken_in" in [todo.kind for todo in todos_of(offered)]
    received = lawful(
        offered,
        act(
            "property_taken_in",
            "03-06 10:00",
            OTHER,
            ledger_no="1",
            place="二号库",
            things=[CAR],
            delay_reason="remote",
        ),
    )
    assert (thing(received, CAR).keeper, thing(received, CAR).place) == ("keeper-2", "二号库")
    assert thing(received, TYRES).keeper == "keeper"


def test_nobody_takes_over_what_was_not_handed_to_him_unless_the_keeper_is_away():
    over = {"ledger_no": "1", "place": "二号库", "things": [CAR]}
    assert codes(kept(), act("property_taken_in", "03-06", OTHER, **over)) == {"not_handed_over"}
    lawful(kept(), act("property_taken_in", "03-06", OTHER, **over, absent_reason="原保管人住院，两人清点"))


def test_only_its_keeper_hands_a_thing_over_and_never_to_an_investigator():
    give = {"things": [CAR], "reason": "轮岗"}
    assert codes(kept(), act("property_handed_over", "03-06", OTHER, receiver="keeper", **give)) == {"not_its_keeper"}
    to_officer = act("property_handed_over", "03-06", KEEPER, receiver=A.id, **give)
    assert codes(kept(), to_officer) == {"keeper_is_investigator"}
    itself = act("property_handed_over", "03-06", KEEPER, receiver="keeper", **give)
    assert codes(kept(), itself) == {"receiver_is_giver"}


def test_an_investigator_keeps_nothing_even_with_the_post():
    both = Actor(A.id, A.roles | {"property_keeper"}, True, A.name)
    assert "keeper_is_investigator" in codes(kept(), note("moved", CAR, by=both, place="三号库"))


def test_what_is_lent_for_testing_says_to_whom_and_until_when_and_comes_back_once():
    assert codes(kept(), note("lent", CAR)) == {"reason_missing", "to_missing", "back_by_missing"}
    out = lawful(kept(), note("lent", CAR, to="检测所", back_by="2026-03-09", reason="鉴定改装"))
    assert thing(out, CAR).standing is ThingState.LENT
    assert thing(out, CAR).back_by == date(2026, 3, 9)
    again = note("lent", CAR, at="03-06", to="检测所", back_by="2026-03-09", reason="鉴定")
    assert codes(out, again) == {"thing_out_of_reach"}
    back = lawful(out, note("back", CAR, at="03-07", condition="完好"))
    assert thing(back, CAR).standing is ThingState.KEPT
    assert codes(back, note("back", CAR, at="03-08")) == {"thing_not_out"}


def test_the_log_tells_who_did_what_when():
    history = lawful(kept(), note("moved", CAR, place="三号库"), note("photographed", CAR, at="03-06"))
    log = thing(history, CAR).log
    assert [entry.what for entry in log] == ["查封、扣押", "入库", "移动位置", "拍照录像"]
    assert thing(history, CAR).place == "三号库"
    assert [entry.what for entry in thing(history, LOG).log] == ["查封、扣押", "入库"]


# --- given back in part -------------------------------------------------------


def test_part_is_lifted_and_the_rest_stays_under_the_measure():
    history = lifted(kept(), LOG)
    (measure,) = measures_in_force(Situation.of(history))
    assert measure.ended is None
    assert states(history) == [ThingState.KEPT, ThingState.KEPT, ThingState.TO_RETURN]
    assert "property_returned" in [todo.kind for todo in todos_of(history)]
    clock = next(each for each in clocks_of(Situation.of(history)) if each.term == "seizure")
    assert clock.is_open


def test_a_measure_ends_with_the_last_of_its_things():
    history = lifted(lifted(kept(), LOG), CAR, TYRES, at="03-11")
    assert measures_in_force(Situation.of(history)) == ()
    clock = next(each for each in clocks_of(Situation.of(history)) if each.term == "seizure")
    assert clock.ended_on == date(2026, 3, 11)


def test_a_thing_is_given_back_on_a_signature_or_a_noted_refusal():
    history = lifted(kept(), LOG)
    give = {"things": [LOG], "received_by": "赵某", "capacity": "party"}
    assert codes(history, act("property_returned", "03-10 10:00", KEEPER, **give)) == {"receipt_unsigned"}
    lawful(history, act("property_returned", "03-10 10:00", KEEPER, **give, refusal_note="当场拒签，站长见证"))
    done = lawful(history, act("property_returned", "03-10 10:00", KEEPER, **give, received_signed=True))
    assert thing(done, LOG).standing_zh == "已退还"
    assert "property_returned" not in [todo.kind for todo in todos_of(done)]


def test_who_is_not_the_party_shows_an_authorisation():
    history = lifted(kept(), LOG)
    other = {**RETURN, "received_by": "钱某", "capacity": "agent", "things": [LOG]}
    assert codes(history, act("property_returned", "03-10 10:00", KEEPER, **other)) == {"authorisation_missing"}
    lawful(history, act("property_returned", "03-10 10:00", KEEPER, **other, authorisation="授权委托书 2026-03-09"))


def test_what_is_not_lifted_is_not_given_back():
    history = lifted(kept(), LOG)
    assert codes(history, act("property_returned", "03-10 10:00", KEEPER, things=[CAR], **RETURN)) == {
        "thing_out_of_reach"
    }


def test_the_party_never_pays_for_the_keeping():
    history = lifted(kept(), LOG)
    paid = act("property_returned", "03-10 10:00", KEEPER, things=[LOG], storage_fee_yuan=50, **RETURN)
    assert codes(history, paid) == {"storage_fee_charged"}


@pytest.mark.parametrize(
    ("things", "code"),
    [
        (["somewhere/9"], "thing_not_listed"),
        ([CAR, CAR], "thing_named_twice"),
    ],
)
def test_what_is_lifted_stands_on_the_list_once(things, code):
    assert code in codes(kept(), act("measure_lifted", "03-10", HEAD, returned=False, things=things))


def test_what_is_gone_is_not_lifted_again():
    history = lifted(kept(), LOG)
    history = lawful(history, act("property_returned", "03-10 10:00", KEEPER, things=[LOG], **RETURN))
    again = act("measure_lifted", "03-11", HEAD, returned=False, things=[LOG])
    assert "thing_already_gone" in codes(history, again)


def test_lifting_in_one_step_hands_over_on_the_signature_too():
    one = act("measure_lifted", "03-10", HEAD, returned=True, things=[LOG], capacity="party", received_by="赵某")
    assert codes(kept(), one) == {"receipt_unsigned"}
    signed = act("measure_lifted", "03-10", HEAD, returned=True, things=[LOG], received_signed=True)
    assert thing(lawful(kept(), signed), LOG).how == "returned"


def test_lifting_the_whole_list_as_before_returns_everything():
    history = lawful(kept(), act("measure_lifted", "03-10", HEAD, returned=True))
    assert states(history) == [ThingState.ENDED] * 3
    assert held_things(Situation.of(history)) == ()
    assert codes(kept(), act("measure_lifted", "03-10", HEAD, returned=False)) == {"returned_missing"}


def test_what_is_out_for_testing_cannot_be_said_to_be_returned():
    out = lawful(kept(), note("lent", CAR, to="检测所", back_by="2026-03-09", reason="鉴定"))
    assert codes(out, act("measure_lifted", "03-10", HEAD, returned=True)) == {"thing_not_back"}
    history = lifted(out, CAR, TYRES, LOG)
    assert thing(history, CAR).standing is ThingState.LENT
    back = lawful(history, note("back", CAR, at="03-11"))
    assert thing(back, CAR).standing is ThingState.TO_RETURN


def test_things_of_two_measures_are_dealt_with_one_by_one():
    two = lawful(
        kept(),
        act("measure_approved", "03-05 09:00", HEAD, measure="扣押工具", granting_article="公路安全保护条例第七十二条"),
        act("measure_taken", "03-05 10:00", *TWO, items=[{"name": "切割机"}]),
    )
    tool = "measure_approved@03-05 09:00/1"
    mixed = act("measure_lifted", "03-10", HEAD, returned=False, things=[CAR, tool])
    assert "things_of_several_measures" in codes(two, mixed)
    history = lifted(two, tool)  # no measure need be named: the thing says which
    assert [each.name for each in measures_in_force(Situation.of(history))] == ["扣押车辆"]


def test_part_of_a_registration_is_settled_and_the_rest_stays_open():
    registered = lawful(
        filed(),
        act("registration_approved", "03-04 09:00", HEAD, reason="可能灭失", items=["日志", "账本"]),
        act("evidence_registered", "03-04 10:00", *TWO, items=[{"name": "日志"}, {"name": "账本"}], list_handed=True),
    )
    first = "evidence_registered@03-04 10:00/1"
    history = lawful(registered, act("registration_settled", "03-06", HEAD, how="returned", things=[first]))
    assert registrations_of(Situation.of(history))[0].is_open
    assert states(history) == [ThingState.ENDED, ThingState.REGISTERED]
    rest = lawful(history, act("registration_settled", "03-07", HEAD, how="recorded", things=[first[:-1] + "2"]))
    assert not registrations_of(Situation.of(rest))[0].is_open


# --- unclaimed ----------------------------------------------------------------

ROAD = "公路安全保护条例第七十二条"


def announced():
    return lawful(
        taken([{"name": "示A12345 货车"}], "扣留车辆", ROAD),
        act(
            "unclaimed_announced", "03-20", HEAD, told="书面告知三月十八日前来处理，没有来", place="本机关公告栏、网站"
        ),
    )


def test_only_what_was_detained_for_damaging_a_road_is_announced():
    act_ = act("unclaimed_announced", "03-20", HEAD, told="没有来", place="公告栏")
    assert severity(taken(), act_) == {"announcing_not_granted": "void"}


def test_an_announced_vehicle_waits_three_months_and_no_seizure_alarm_runs():
    history = announced()
    clocks = {clock.term: clock for clock in clocks_of(Situation.of(history))}
    assert clocks["unclaimed_vehicle"].due.due_on == date(2026, 6, 22)  # 20 June is a Saturday of the dragon boat days
    assert not clocks["seizure"].is_open
    dispose = {"how": "unclaimed", "things": [CAR], "photographed": True, "party_notified": True, "proceeds_yuan": 9000}
    (early,) = found(history, act("property_disposed", "06-22", HEAD, **dispose))
    assert (early.code, early.severity.value) == ("announcement_running", "void")
    done = lawful(history, act("property_disposed", "06-23", HEAD, **dispose))
    assert thing(done, CAR).waits_for_money
    paid = {"things": [CAR], "to": "treasury", "amount_yuan": 9000, "voucher": "缴款书 12"}
    assert not thing(lawful(done, act("proceeds_settled", "06-24", KEEPER, **paid)), CAR).waits_for_money


def test_an_owner_who_comes_after_all_gets_it_back_without_lateness():
    assert codes(announced(), act("measure_lifted", "05-10", HEAD, returned=True)) == set()


def test_an_expired_measure_is_not_announced():
    late = act("unclaimed_announced", "04-20", HEAD, told="没有来", place="公告栏")
    assert "measure_expired_unusable" in codes(taken([{"name": "货车"}], "扣留车辆", ROAD), late)


# --- disposed -----------------------------------------------------------------


def test_what_perishes_is_sold_and_the_measure_stays_on_the_price():
    sale = {"how": "sold_perishable", "photographed": True, "proceeds_yuan": 800, "party_notified": True}
    sold = lawful(kept(), act("property_disposed", "03-06", HEAD, things=[TYRES], **sale))
    assert thing(sold, TYRES).standing is ThingState.PRICE_HELD
    assert measures_in_force(Situation.of(sold))
    history = lawful(sold, act("measure_lifted", "03-10", HEAD, returned=True, things=[TYRES], received_signed=True))
    assert thing(history, TYRES).how == "returned"
    assert not thing(history, TYRES).waits_for_money


def test_the_party_is_told_how_its_thing_went():
    sale = {"how": "sold_perishable", "photographed": True, "proceeds_yuan": 800}
    assert codes(kept(), act("property_disposed", "03-06", HEAD, things=[TYRES], **sale)) == {"party_not_told"}


def test_a_loss_is_recorded_with_its_compensation_even_after_the_time():
    gone = {"how": "lost", "things": [LOG], "party_notified": True}
    assert codes(kept(), act("property_disposed", "04-20", HEAD, **gone)) == {"basis_missing"}
    lost = lawful(kept(), act("property_disposed", "04-20", HEAD, **gone, basis="库房进水，已赔偿"))
    assert thing(lost, LOG).standing_zh == "毁损、灭失，已依法赔偿"


def test_old_disposals_without_names_stay_as_they_were():
    sale = {"how": "sold_perishable", "photographed": True, "proceeds_yuan": 800}
    history = lawful(kept(), act("property_disposed", "03-06", HEAD, **sale))
    assert measures_in_force(Situation.of(history)) == ()
    assert states(history) == [ThingState.ENDED] * 3


# --- nothing left open --------------------------------------------------------


def closing(history, at="03-20"):
    return act("case_closed", at, HEAD, correction="corrected")


def codes_of_closing(history):
    wanted = {"thing_not_returned", "thing_not_fetched", "proceeds_open", "measure_not_lifted"}
    return {one.code: one.severity.value for one in found(history, closing(history)) if one.code in wanted}


def test_a_case_does_not_close_with_a_thing_whose_end_is_open():
    history = lifted(kept(), CAR, TYRES, LOG)
    assert codes_of_closing(history) == {"thing_not_returned": "curable"}
    partly = lifted(kept(), LOG)
    assert codes_of_closing(partly) == {"thing_not_returned": "curable", "measure_not_lifted": "curable"}


def test_what_its_owner_does_not_fetch_freezes_nothing():
    history = lifted(kept(), CAR, TYRES, LOG)
    urged = lawful(history, note("urged", CAR, TYRES, LOG, at="03-15", condition="电话通知，没有来"))
    assert codes_of_closing(urged) == {"thing_not_fetched": "late"}

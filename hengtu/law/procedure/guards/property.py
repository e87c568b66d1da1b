"""Case property thing by thing: named rightly, kept by one who answers, given back on a signature, ended for good.

What earlier acts left open is not asked of them: every rule here looks at acts that name things.
"""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, late, void
from hengtu.law.powers import article_named, power_granting
from hengtu.law.procedure.clocks import clock_of, has_passed, last_moment
from hengtu.law.procedure.measures import Measure, measures_in_force, named_measure
from hengtu.law.procedure.moment import Guard, Moment
from hengtu.law.procedure.property import NOTES, Thing, ThingState, held_things, spoken_of, things_of
from hengtu.law.procedure.situation import day_of
from hengtu.law.procedure.things import holder_of, named_things, rows_of

KEPT_HERE = frozenset({ThingState.KEPT, ThingState.SEALED, ThingState.TO_RETURN})
# Which way a price may go, and the words for it.
PROCEEDS_TO = {"treasury": "全部上缴国库", "party": "退还当事人"}
CAPACITIES = {"party": "当事人本人", "agent": "受托人"}


# --- named rightly ------------------------------------------------------------


def things_are_listed(moment: Moment) -> Iterator[Objection]:
    """What an act names stands on the list, once, has not gone already, and lies under one measure."""
    named = named_things(moment.act)
    known = {thing.id: thing for thing in things_of(moment.situation)}
    for each in dict.fromkeys(one for one in named if one not in known):
        yield _not_listed(each, tuple(known.values()))
    for each in dict.fromkeys(one for one in named if named.count(one) > 1):
        yield curable("thing_named_twice", f"“{_label(known, each)}”写了两次", (), "请一件财物只写一次。")
    if moment.act.kind != "proceeds_settled":
        yield from _gone_already(known[each] for each in dict.fromkeys(named) if each in known)
    if len({holder_of(each) for each in named if each in known}) > 1:
        yield curable(
            "things_of_several_measures", "这些财物不属于同一项措施或者同一份清单", (), "请一项一项分别办理。"
        )


def _not_listed(identity: str, known: tuple[Thing, ...]) -> Objection:
    listed = "、".join(thing.row.name for thing in known) or "没有清单"
    remedy = f"本案清单上有：{listed}。请从清单里选；标签是别的案件的，到那一件案件里办。"
    return curable("thing_not_listed", f"所选财物（{identity[-12:]}）不在本案的清单上", ("ACL:24",), remedy)


def _label(known: dict[str, Thing], identity: str) -> str:
    return known[identity].row.name if identity in known else identity


def _gone_already(things: Iterator[Thing]) -> Iterator[Objection]:
    for thing in things:
        if not thing.is_held:
            yield curable(
                "thing_already_gone", f"“{thing.row.name}”{thing.standing_zh}，不能再办", ("ACL:28",), "请去掉这一件。"
            )


def listed_once(moment: Moment) -> Iterator[Objection]:
    """Two lines of a list that say the same thing are one thing, or need what tells them apart (ACL:24)."""
    entries = [item for item in moment.asked("items") or () if not isinstance(item, str)]
    keys = [row.key for row in rows_of(entries)]
    for key in dict.fromkeys(one for one in keys if keys.count(one) > 1):
        yield curable(
            "thing_listed_twice",
            f"清单上“{key[0]}”写了 {keys.count(key)} 行，特征完全一样",
            ("ACL:24",),
            "同一件的去掉一行；确是几件的，写明数量，或者写明能够区分的特征，例如号码。",
        )


# --- kept ---------------------------------------------------------------------


def things_meant(moment: Moment) -> tuple[Thing, ...]:
    """Return the held things an act speaks of."""
    return spoken_of(moment.situation, moment.act, held_things(moment.situation))


def standing_is(*standings: ThingState) -> Guard:
    """Make a guard: the things an act names stand where it can reach them."""

    def within_reach(moment: Moment) -> Iterator[Objection]:
        for thing in things_meant(moment) if named_things(moment.act) else ():
            if thing.standing not in standings:
                yield curable(
                    "thing_out_of_reach", f"“{thing.row.name}”{thing.standing_zh}，不能这样办", (), _way_back(thing)
                )

    return within_reach


def _way_back(thing: Thing) -> str:
    if thing.standing is ThingState.LENT:
        return f"请先从{thing.lent_to or '借出单位'}收回，记入保管记录。"
    if thing.standing is ThingState.MISSING:
        return "请先查找；找到的记入保管记录，确已毁损、灭失的按毁损灭失处理。"
    if thing.standing is ThingState.TAKEN:
        return "请先办入库：由涉案财物管理人员接收保管。"
    if thing.standing is ThingState.HANDING:
        return f"请先由{thing.handed_to_name or '接手人'}接收。"
    return "请先解除措施，再退还。" if thing.standing is not ThingState.TO_RETURN else "已经解除的，请退还。"


def handed_over_by_its_keeper(moment: Moment) -> Iterator[Objection]:
    """Who keeps a thing hands it over himself: both sides leave a record (a rule of this system)."""
    acting = {actor.id for actor in moment.act.by}
    for thing in things_meant(moment):
        if thing.keeper and thing.keeper not in acting and named_things(moment.act):
            yield curable(
                "not_its_keeper",
                f"“{thing.row.name}”由{thing.keeper_name}保管",
                (),
                f"请由{thing.keeper_name}移交；不在岗的，由接手人直接办接收，写明原因并清点。",
            )
    if moment.asked("receiver") in acting:
        yield curable("receiver_is_giver", "接手人就是移交人", (), "请选另一名涉案财物管理人员。")


def receiver_is_no_investigator(moment: Moment) -> Iterator[Objection]:
    """Nobody hands property to an officer of the case."""
    if moment.asked("receiver") in moment.situation.investigators:
        name = moment.asked("receiver_name") or "接手人"
        yield curable(
            "keeper_is_investigator",
            f"{name}是本案办案人员，不能保管本案的涉案财物",
            (),
            "请移交给没有参加本案调查的涉案财物管理人员。",
        )


def taken_over_from_its_keeper(moment: Moment) -> Iterator[Objection]:
    """Another keeper takes over what was handed to him; where the first is away he says so and counts."""
    acting = {actor.id for actor in moment.act.by}
    for thing in things_meant(moment) if named_things(moment.act) else ():
        if thing.standing is ThingState.TAKEN or thing.keeper in acting or not thing.keeper:
            continue
        if thing.handed_to in acting or moment.asked("absent_reason"):
            continue
        yield curable(
            "not_handed_over",
            f"“{thing.row.name}”由{thing.keeper_name}保管，没有移交给接收的人",
            (),
            f"请{thing.keeper_name}先办移交；不在岗、联系不上的，写明原因后清点接收。",
        )


def note_is_known(moment: Moment) -> Iterator[Objection]:
    """A note says what was done, of the closed list."""
    if moment.asked("what") not in NOTES:
        yield curable("what_missing", "没有写明做了什么", (), f"请在{'、'.join(NOTES.values())}中选择。")


def note_is_possible(moment: Moment) -> Iterator[Objection]:
    """What is out comes back before it goes out again; opening a seal says why (ACL:26p1)."""
    what = moment.asked("what")
    for thing in things_meant(moment):
        if what == "back" and thing.standing is not ThingState.LENT:
            yield curable("thing_not_out", f"“{thing.row.name}”没有借出", (), "请核对；找到盘点未见的，选“找到”。")
        elif what == "found" and thing.standing is not ThingState.MISSING:
            yield curable("thing_not_missing", f"“{thing.row.name}”没有记为未见", (), "请核对。")
        elif what == "lent" and thing.standing not in KEPT_HERE:
            yield curable(
                "thing_out_of_reach", f"“{thing.row.name}”{thing.standing_zh}，不能借出", (), _way_back(thing)
            )
    if what in {"opened", "lent", "missing"} and not moment.asked("reason"):
        yield curable("reason_missing", "没有写明原因", ("ACL:26p1",), "请写明为什么，谁批准。")
    if what == "lent":
        yield from _lent_properly(moment)


def _lent_properly(moment: Moment) -> Iterator[Objection]:
    for key, zh in (("to", "借给谁"), ("back_by", "什么时候归还")):
        if not moment.asked(key):
            yield curable(f"{key}_missing", f"没有写明{zh}", ("ACL:26p1",), f"请写明{zh}；送检的写检测机构。")


# --- given back ---------------------------------------------------------------


def received_on_signature(moment: Moment) -> Iterator[Objection]:
    """Who receives signs, or the refusal is noted; who is not the party shows an authorisation (ACL:28)."""
    if moment.asked("received_signed") is not True and not moment.asked("refusal_note"):
        yield curable(
            "receipt_unsigned",
            "领取人没有签字，也没有注明拒签",
            ("ACL:28",),
            "请领取人当场清点后签字；拒绝签字的，写明情况和见证人。",
        )
    if moment.asked("capacity") == "agent" and not moment.asked("authorisation"):
        yield curable(
            "authorisation_missing",
            f"{moment.asked('received_by') or '领取人'}不是当事人，没有授权委托书",
            ("ACL:28",),
            "请查验授权委托书和身份证明，写明文书名称和日期；没有的，不能交付。",
        )


def handed_back_properly(moment: Moment) -> Iterator[Objection]:
    """Lifting thing by thing: what is handed over at once is signed for; the rest waits for its keeper (ACL:28)."""
    named = named_things(moment.act)
    if moment.asked("returned") is not True and not named:
        yield curable("returned_missing", "还缺退还情况", ("ACL:28",), "请补上退还情况；稍后退还的，选要解除的财物。")
    if named and moment.asked("returned") is True:
        yield from received_on_signature(moment)


def nothing_is_out(moment: Moment) -> Iterator[Objection]:
    """What is out for testing, or not found, cannot be said to be returned."""
    for thing in things_meant(moment) if moment.asked("returned") is True else ():
        if thing.standing in (ThingState.LENT, ThingState.MISSING):
            yield curable(
                "thing_not_back", f"“{thing.row.name}”{thing.standing_zh}，还没有退还", ("ACL:28",), _way_back(thing)
            )


def something_to_return(moment: Moment) -> Iterator[Objection]:
    """There is a thing whose measure was lifted and which its owner has not got back."""
    if not any(thing.standing is ThingState.TO_RETURN for thing in things_of(moment.situation)):
        yield curable(
            "nothing_to_return",
            "没有等退还的财物",
            ("ACL:28",),
            "还在扣押的，请先报负责人解除；已经退还的不用再办。",
        )


# --- unclaimed vehicles -------------------------------------------------------


def announcing_is_granted(moment: Moment) -> Iterator[Objection]:
    """Only vehicles and tools detained under HSPR:72 are announced and then dealt with (HSPR:72p2)."""
    measure = _meant(moment)
    if measure is not None and not _under_road_damage(measure, moment):
        yield void(
            "announcing_not_granted",
            f"{measure.label}不是依照公路安全保护条例第七十二条扣留的，没有公告期满后处理的规定",
            ("HSPR:72p2",),
            "请解除并退还；联系不上当事人的，记录催领情况，妥善保管。",
        )


def _under_road_damage(measure: Measure, moment: Moment) -> bool:
    named = article_named(measure.article)
    power = power_granting(measure.article, measure.name, moment.on)
    return named is not None and named[0] == "HSPR" and power is not None and power["article"] == "72"


def announced_once(moment: Moment) -> Iterator[Objection]:
    """One announcement of a measure runs at a time."""
    measure = _meant(moment)
    if measure is not None and measure.announced is not None:
        day = day_zh(day_of(measure.announced.occurred_at))
        yield curable("announced_already", f"{measure.label}在{day}已经公告", ("HSPR:72p2",), "请等公告期满。")


def unclaimed_time_is_over(moment: Moment) -> Iterator[Objection]:
    """Three months after the announcement, and nobody came (HSPR:72p2)."""
    if moment.asked("how") != "unclaimed":
        return
    measure = _meant(moment)
    clock = clock_of(moment.situation, "unclaimed_vehicle", measure.id) if measure else None
    if measure is None or measure.announced is None or clock is None:
        yield void(
            "not_announced",
            "没有公告催领，不能按逾期不接受处理办理",
            ("HSPR:72p2",),
            "请先公告；不属于这种情形的，解除并退还。",
        )
    elif not has_passed(clock, moment.act.occurred_at):
        yield void(
            "announcement_running",
            f"公告期到{last_moment(clock)}届满，还不能处理",
            ("HSPR:72p2",),
            "请等公告期满；当事人来接受处理的，依法办理后解除。",
            clock.due.due_on,
        )


# --- disposed -----------------------------------------------------------------


def disposed_on_record(moment: Moment) -> Iterator[Objection]:
    """Disposal of named things: photographed before it goes for good, the party told, the price said (ACL:26 to 28)."""
    if not named_things(moment.act):
        return
    how = moment.asked("how")
    if how in {"destroyed", "unclaimed"} and moment.asked("photographed") is not True:
        yield curable("photographs_missing", "处理以前没有拍照录像留存", ("ACL:26p1",), "请先拍照录像，随卷保存。")
    if how != "handed_to_police" and moment.asked("party_notified") is not True:
        yield curable("party_not_told", "没有书面告知当事人财物怎样处理", ("ACL:26p1",), "请制作告知书并送达当事人。")
    if how == "lost" and not moment.asked("basis"):
        yield curable("basis_missing", "没有写明毁损、灭失的经过和赔偿情况", ("ACL:26p1",), "请写明经过、责任和赔偿。")


def money_waits(moment: Moment) -> Iterator[Objection]:
    """There is a price that has not gone its way."""
    waiting = [thing for thing in things_of(moment.situation) if thing.waits_for_money]
    if not waiting:
        yield curable("no_proceeds", "没有等处理的价款", ("APL:74",), "请核对；价款已经处理的不用再办。")


def money_goes_its_way(moment: Moment) -> Iterator[Objection]:
    """The price of what was confiscated goes to the treasury, all of it (APL:74)."""
    to = moment.asked("to")
    if to not in PROCEEDS_TO:
        yield curable("to_missing", "没有写明价款去向", ("APL:74",), f"请在{'、'.join(PROCEEDS_TO.values())}中选择。")
    confiscated = [
        thing for thing in things_of(moment.situation) if thing.waits_for_money and thing.how == "confiscated"
    ]
    if to == "party" and confiscated:
        yield void(
            "proceeds_to_treasury", "没收财物的拍卖款项必须全部上缴国库", ("APL:74",), "请上缴国库，写明缴款凭证。"
        )
    if not moment.asked("voucher"):
        yield curable("voucher_missing", "没有写明缴款或者领款凭证", ("APL:74",), "请写明凭证名称和编号。")


# --- the end of the case ------------------------------------------------------


def every_thing_has_its_end(moment: Moment) -> Iterator[Objection]:
    """What came in goes out before the case is over; what its owner does not fetch stays open, said openly (ACL:28)."""
    for thing in things_of(moment.situation):
        if thing.standing is ThingState.TO_RETURN or _out_though_lifted(thing):
            yield _not_fetched(thing)
        elif thing.waits_for_money:
            yield curable(
                "proceeds_open",
                f"“{thing.row.name}”的变卖、拍卖价款还没有处理",
                ("APL:74",),
                "请办价款处理：上缴国库，写明凭证。",
            )


def _out_though_lifted(thing: Thing) -> bool:
    """Lent or missing while its measure was lifted: it is still owed to the party."""
    out = thing.standing in (ThingState.LENT, ThingState.MISSING)
    return out and any(entry.act.kind == "measure_lifted" for entry in thing.log)


def _not_fetched(thing: Thing) -> Objection:
    urged = any(entry.what == NOTES["urged"] for entry in thing.log)
    message = f"“{thing.row.name}”已经解除，还没有退还"
    if urged:
        return late(
            "thing_not_fetched", f"{message}，已经催领", ("ACL:28",), "写明催领情况，报负责人批准后结案；继续妥善保管。"
        )
    return curable("thing_not_returned", message, ("ACL:28",), "请通知当事人领取并办退还；没有来领的，先记一次催领。")


def _meant(moment: Moment) -> Measure | None:
    return named_measure(measures_in_force(moment.situation), moment.act)

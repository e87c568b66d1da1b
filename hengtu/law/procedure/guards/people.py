"""Who may do the act: two certified officers, the right post, duties kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.acts import Actor
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.moment import Guard, Moment

# Leads found by going out are found by an outward act; a lead from a desk is not.
OUTWARD_SOURCES = frozenset(
    {"fixed_station", "mobile", "joint_inspection", "road_check", "patrol", "inspection", "own_inspection"}
)


def two_officers(moment: Moment) -> Iterator[Objection]:
    """At least two people with an enforcement certificate valid that day (APL:42p1); auxiliaries do not count."""
    officers = {actor.id for actor in moment.act.by if actor.is_certified_officer}
    if len(officers) < 2:
        yield void(
            "two_officers_required",
            f"须由两名以上持有效执法证件的人员实施，这次只有 {len(officers)} 名{_why_not(moment.act.by)}",
            ("APL:42p1",),
            "请由另一名持有效证件的执法人员共同实施并重新记录。",
        )


def two_officers_when_found_outside(moment: Moment) -> Iterator[Objection]:
    """A lead found on the road or at a station is found by two officers (APL:42p1); others may be registered by one."""
    if moment.asked("source") in OUTWARD_SOURCES:
        yield from two_officers(moment)
    else:
        yield from certified(moment)


def certified(moment: Moment) -> Iterator[Objection]:
    """Every officer who takes part holds a certificate valid that day (APL:42p1)."""
    if not any(actor.is_certified_officer for actor in moment.act.by):
        yield void(
            "certified_officer_required",
            f"须由持有效执法证件的人员实施{_why_not(moment.act.by)}",
            ("APL:42p1",),
            "请由持有效证件的执法人员实施。",
        )


def _why_not(actors: tuple[Actor, ...]) -> str:
    reasons = [f"{actor.name or actor.id}是辅助人员" for actor in actors if "auxiliary" in actor.roles]
    reasons += [
        f"{actor.name or actor.id}的执法证件当日无效"
        for actor in actors
        if "officer" in actor.roles and actor.certificate_valid is False
    ]
    return f"（{'，'.join(reasons)}）" if reasons else ""


def held_by(role: str, zh: str, *basis: str) -> Guard:
    """Make a guard that asks for one who holds ``role`` on the day of the act."""

    def post_is_held(moment: Moment) -> Iterator[Objection]:
        if not any(role in actor.roles for actor in moment.act.by):
            yield void(
                f"{role}_required",
                f"应当由{zh}作出",
                basis,
                f"请由{zh}作出；不在岗的，由其书面委托的人或者代理负责人作出。",
            )

    return post_is_held


def party_present(moment: Moment) -> Iterator[Objection]:
    """The act is the party's own."""
    if not any("party" in actor.roles for actor in moment.act.by):
        yield curable(
            "party_required", "这是当事人的行为，记录里没有当事人", ("APL:45p1",), "请写明当事人或者其代理人。"
        )


def reviewer_is_no_investigator(moment: Moment) -> Iterator[Objection]:
    """Legal review is done by a reviewer who did not investigate the case (APL:58)."""
    investigators = moment.situation.investigators
    names = [actor.name or actor.id for actor in moment.act.by if actor.id in investigators]
    if names:
        yield void(
            "reviewer_is_investigator",
            f"{'、'.join(names)}是本案办案人员，不能审核本案（审核与承办须分开）",
            ("APL:58",),
            "请交由没有参加本案调查的法制审核人员审核。",
        )


def decider_is_no_investigator(moment: Moment) -> Iterator[Objection]:
    """Who approves is not who proposed: a rule of this system, no article of law."""
    investigators = moment.situation.investigators
    names = [actor.name or actor.id for actor in moment.act.by if actor.id in investigators]
    if names:
        yield curable(
            "approver_is_investigator",
            f"{'、'.join(names)}是本案办案人员，不能审批自己承办的案件",
            (),
            "请由没有参加本案调查的负责人审批。",
        )


def host_is_no_investigator(moment: Moment) -> Iterator[Objection]:
    """Host and recorder of a hearing are not investigators of the case (APL:64i4)."""
    investigators = moment.situation.investigators
    for key, zh in (("host", "主持"), ("recorder", "记录")):
        person = moment.asked(key)
        if person in investigators:
            yield void(
                f"hearing_{key}_is_investigator",
                f"本案调查人员不能{zh}本案听证",
                ("APL:64i4",),
                f"请指定没有参加本案调查的人员{zh}。",
            )


def led_by_host(moment: Moment) -> Iterator[Objection]:
    """The appointed host leads the hearing and no investigator does (APL:64i4)."""
    appointed = moment.situation.last("hearing_appointed")
    host = appointed.payload.get("host") if appointed else None
    if host and host not in {actor.id for actor in moment.act.by}:
        yield curable(
            "hearing_host_absent", "指定的听证主持人没有到场", ("APL:64i4",), "请由指定的主持人主持，或者重新指定。"
        )

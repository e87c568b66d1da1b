"""Recusal 回避: who raises it, who decides, and that nobody who was recused goes on (APL:43)."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.recusal import GROUNDS, POSTS, recused, requests_of
from hengtu.law.settings import procedure_setting

# Entries of a payload that give somebody a part in the case.
PARTS = ("host", "recorder", "member", "reviewer", "appraiser", "translator")
HEADS = frozenset({"agency_head", "deputy_head", "chief_head"})


def raised_by_somebody_entitled(moment: Moment) -> Iterator[Objection]:
    """The party, its agent or the officer himself raises it (APL:43)."""
    if not any("party" in actor.roles or actor.is_certified_officer for actor in moment.act.by):
        yield curable(
            "recusal_raiser_missing",
            "没有写明由谁提出回避",
            ("APL:43",),
            "请由当事人或者其代理人提出，或者由执法人员自行提出；口头提出的由执法人员记录。",
        )


def names_person_and_ground(moment: Moment) -> Iterator[Objection]:
    """A request names the person, the post and one of the grounds (APL:43p1)."""
    if moment.asked("ground") not in GROUNDS:
        yield curable(
            "ground_missing",
            "没有写明回避的情形",
            ("APL:43p1",),
            f"请在以下情形中选择：{'；'.join(GROUNDS.values())}。",
        )
    if moment.asked("post") not in POSTS:
        yield curable(
            "post_missing", "没有写明该人员在本案中的身份", ("APL:43p1",), f"请选择：{'、'.join(POSTS.values())}。"
        )


def answers_an_open_request(moment: Moment) -> Iterator[Objection]:
    """A decision answers a request that has not been answered (APL:43p3)."""
    waiting = {each.person for each in requests_of(moment.situation) if each.is_open}
    if not waiting:
        yield curable(
            "no_recusal_request", "没有等待决定的回避申请", ("APL:43p3",), "请核对案件；需要回避的，先登记申请。"
        )


def decides_about_one_who_was_named(moment: Moment) -> Iterator[Objection]:
    """The decision names the person of the request."""
    waiting = {each.person: each.name for each in requests_of(moment.situation) if each.is_open}
    if waiting and moment.asked("person") not in waiting:
        names = "、".join(waiting.values())
        yield curable(
            "recusal_person_unknown", "没有写明是对谁的回避申请", ("APL:43p3",), f"申请回避的人员是：{names}。"
        )


def head_does_not_decide_on_himself(moment: Moment) -> Iterator[Objection]:
    """About a head others decide: the heads together, or the superior, as the place has set it."""
    request = next((each for each in requests_of(moment.situation) if each.person == moment.asked("person")), None)
    deciding_himself = moment.asked("person") in {actor.id for actor in moment.act.by}
    if not deciding_himself and (request is None or request.post != "head"):
        return
    rule = procedure_setting("head_recusal", moment.case.jurisdiction, moment.on)
    superior = rule is not None and rule["value"] == "superior"
    source = f"（{rule['source']}）" if rule else ""
    if deciding_himself:
        yield void(
            "decides_own_recusal",
            "不能决定自己的回避",
            ("APL:43p3",),
            f"请由{'上一级部门' if superior else '其他负责人集体讨论'}决定{source}。",
        )
    if superior and not moment.asked("superior"):
        yield curable("superior_missing", f"负责人的回避由上一级部门决定{source}", (), "请写明上一级部门和决定文号。")
    if not superior and not moment.asked("attendees"):
        yield curable("attendees_missing", f"负责人的回避由负责人集体讨论决定{source}", (), "请写明参加讨论的负责人。")


def earlier_acts_ruled_on(moment: Moment) -> Iterator[Objection]:
    """When recusal is granted, the agency says whether what the person did before stands."""
    if moment.asked("granted") is True and moment.asked("earlier_acts_stand") is None:
        yield curable(
            "earlier_acts_open",
            "决定回避的，没有写明此前的调查等行为是否有效",
            (),
            "请写明此前的行为有效，或者由其他人员重新进行。",
        )


def nobody_recused_takes_part(moment: Moment) -> Iterator[Objection]:
    """Who was recused takes no further part, neither by acting nor by being appointed (APL:43)."""
    out = recused(moment.situation)
    if not out:
        return
    acting = {actor.id for actor in moment.act.by}
    appointed = {str(moment.asked(key)) for key in PARTS if moment.asked(key)}
    officers = moment.asked("officers")
    appointed |= set(map(str, officers)) if isinstance(officers, list | tuple) else set()
    for person in out.keys() & (acting | appointed):
        yield void(
            "recused_person_takes_part",
            f"{out[person]}已经决定回避，不能再参加本案",
            ("APL:43",),
            "请由其他人员办理。",
        )

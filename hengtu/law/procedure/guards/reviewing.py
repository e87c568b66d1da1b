"""The legal review between people: who has the file, who may take a grave one, points, answers, advisers' opinions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.advising import consultation, unanswered_opinions
from hengtu.law.procedure.discussion import setting_of
from hengtu.law.procedure.grades import GRAVE, grade_of
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.reviewing import (
    PointAnswer,
    answers_in,
    answers_to,
    holder_of,
    last_return,
    open_points,
    points_of,
)

SENIOR = "senior_reviewer"
USES = ("adopted", "partly", "not")


def points_are_answered(moment: Moment) -> Iterator[Objection]:
    """A file that was returned comes back only with an answer to every point (a rule of this system, APL:58)."""
    still = open_points(moment.situation)
    if still:
        yield curable(
            "review_points_unanswered",
            f"上次审核提出的{_numbers(each.no for each in still)}还没有答复",
            ("APL:58",),
            "请承办人逐条答复：已办的写明哪个行为或者哪份文书，没有采纳的写明理由，再送审。",
        )


def every_point_has_its_answer(moment: Moment) -> Iterator[Objection]:
    """An answer speaks to each point: done, and by what; or not done, and why."""
    review = last_return(moment.situation)
    points = points_of(review)
    if review is None or not points:
        yield curable(
            "nothing_to_answer",
            "没有等待答复的审核意见",
            ("APL:58",),
            "请核对案件进程；上次审核没有逐条提出意见的，改好后直接重新送审。",
        )
        return
    given = {**answers_to(moment.situation, review), **{each.no: each for each in answers_in(moment.act)}}
    missing = [each.no for each in points if each.no not in given]
    if missing:
        yield curable(
            "review_points_unanswered",
            f"{_numbers(missing)}还没有答复",
            ("APL:58",),
            "请逐条答复：办了，还是没有采纳。",
        )
    yield from _half_answered([given[each.no] for each in points if each.no in given])


def _half_answered(answers: list[PointAnswer]) -> Iterator[Objection]:
    half = [each for each in answers if not each.is_whole]
    if done := [each.no for each in half if each.done]:
        yield curable(
            "answer_names_nothing",
            f"{_numbers(done)}写了已办，没有写明是哪个行为或者哪份文书",
            ("APL:58",),
            "请写明办了什么，例如“补充询问笔录”“重新送达通知书”。",
        )
    if refused := [each.no for each in half if not each.done]:
        yield curable(
            "answer_without_reason", f"{_numbers(refused)}没有采纳，也没有写明理由", ("APL:58",), "请写明不采纳的理由。"
        )


def _numbers(numbers: Iterator[int] | list[int]) -> str:
    return f"第{'、'.join(str(each) for each in numbers)}点"


def points_are_whole(moment: Moment) -> Iterator[Objection]:
    """A return says what is to be done, point by point, each with its own number."""
    entries = [each for each in moment.asked("points") or () if isinstance(each, Mapping)]
    numbers = [each.get("no") for each in entries]
    if numbers != list(range(1, len(numbers) + 1)) or any(not str(each.get("point") or "").strip() for each in entries):
        yield curable(
            "points_unclear", "审核意见的编号不连续，或者有一点没有写内容", ("APL:58",), "请从1起逐条编号，写明每一点。"
        )


def held_by_nobody_else(moment: Moment) -> Iterator[Objection]:
    """Who has taken a file reviews it; another one takes it over first, with a reason."""
    holder, name = holder_of(moment.situation)
    if holder and holder not in {actor.id for actor in moment.act.by}:
        yield curable(
            "review_held_by_other",
            f"本案已由{name or holder}收审",
            ("APL:58",),
            f"请由{name or holder}审核，或者由其转交；不在岗的，写明原因接手后再审。",
        )


def taken_over_with_a_reason(moment: Moment) -> Iterator[Objection]:
    """Taking a file from a colleague needs a reason that stays on record."""
    holder, name = holder_of(moment.situation)
    mine = holder in {actor.id for actor in moment.act.by}
    if mine:
        yield curable("review_taken_already", "这件已经在您手里", ("APL:58",), "请直接审核。")
    elif holder and not str(moment.asked("reason") or "").strip():
        yield curable(
            "take_over_reason_missing",
            f"这件已由{name or holder}收审，接手要写明原因",
            ("APL:58",),
            f"请写明为什么由您接手（例如{name or holder}休假），或者看下一件。",
        )


def handed_on_by_its_holder(moment: Moment) -> Iterator[Objection]:
    """Only who has the file hands it on, and not to himself or to one who investigated."""
    holder, name = holder_of(moment.situation)
    if holder not in {actor.id for actor in moment.act.by}:
        said = f"这件由{name or holder}收审，不在您手里" if holder else "这件还没有人收审"
        yield curable("review_not_yours", said, ("APL:58",), "请先收审，再转交。")
    receiver = moment.asked("to")
    if receiver and receiver == holder:
        yield curable("handed_to_oneself", "转交给了自己", ("APL:58",), "请选择另一名法制审核人员。")
    if receiver in moment.situation.investigators:
        yield void(
            "reviewer_is_investigator",
            f"{moment.asked('to_name') or '受转交的人员'}是本案办案人员，不能审核本案（审核与承办须分开）",
            ("APL:58",),
            "请转交给没有参加本案调查的法制审核人员。",
        )


def grave_ones_by_seniors(moment: Moment) -> Iterator[Objection]:
    """Where the place has set so, a grave file is reviewed by a senior reviewer; no national rule asks for it."""
    case = moment.situation.case
    if case is None or setting_of("grave_review_by", case.jurisdiction, moment.on).value != "senior":
        return
    if any(SENIOR in actor.roles for actor in moment.act.by):
        return
    graded = grade_of(moment.situation, moment.on)
    if graded.grade == GRAVE:
        yield curable(
            "senior_reviewer_required",
            f"本案属于重大一档（{graded.reasons[0][0]}），按本机关的设置由资深法制审核人员审核",
            graded.reasons[0][1],
            "请转交资深法制审核人员。",
        )


def advice_is_used(moment: Moment) -> Iterator[Objection]:
    """A reviewer says of every opinion he asked for how he used it, and why not where he did not."""
    said = {str(each.get("opinion")): each for each in moment.asked("advice") or () if isinstance(each, Mapping)}
    for opinion in unanswered_opinions(moment.situation):
        use = said.get(opinion.uid, {})
        name = opinion.by[0].name if opinion.by else "顾问"
        if use.get("use") not in USES:
            yield curable(
                "advice_unanswered",
                f"{name}的书面意见还没有写明是否采纳",
                ("APL:58",),
                "请写明采纳、部分采纳，还是不采纳。",
            )
        elif use["use"] != "adopted" and not str(use.get("why") or "").strip():
            yield curable(
                "advice_reason_missing", f"没有全部采纳{name}的意见，还没有写明理由", ("APL:58",), "请写明理由。"
            )


def asked_of_this_adviser(moment: Moment) -> Iterator[Objection]:
    """An opinion answers a consultation, by the one who was asked, once, until its last day."""
    asked = consultation(moment.situation, str(moment.asked("consultation") or ""))
    if asked is None or asked.payload.get("adviser") not in {actor.id for actor in moment.act.by}:
        yield void("consultation_unknown", "没有向您提出的咨询", ("APL:58",), "请核对案件；意见由受咨询的人提出。")
        return
    until = date.fromisoformat(str(asked.payload["until"]))
    if moment.on > until:
        yield curable(
            "consultation_over", f"咨询的期限到{day_zh(until)}届满", ("APL:58",), "请法制审核人员重新提出咨询。"
        )
    done = [each for each in moment.situation.all("adviser_opined") if each.payload.get("consultation") == asked.uid]
    if done:
        yield curable("opinion_given", "这次咨询已经提出意见", ("APL:58",), "要补充的，请法制审核人员另行咨询。")


def ends_after_it_begins(moment: Moment) -> Iterator[Objection]:
    """What an adviser may see, he sees until a day that has not passed."""
    until = moment.asked("until")
    if until and date.fromisoformat(str(until)) < moment.on:
        yield curable("until_in_the_past", "咨询的截止日已经过去", ("APL:58",), "请选择今天或者以后的日期。")

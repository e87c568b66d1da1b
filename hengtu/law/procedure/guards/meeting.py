"""Several violations of one party met in one case: one act is fined once, sums stay under their ceiling (APL:29)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from hengtu.law.combination import known_rule, one_act, part_of
from hengtu.law.money import yuan_zh
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.matters import Matter, Penalty
from hengtu.law.procedure.moment import Guard, Moment

SEPARATE = "separate_acts"


def fines_meet_lawfully(key: str) -> Guard:
    """Make a guard: the fines under ``key`` for what one party did on one day are combined as the law has it.

    Where the rulebook knows nothing of two violations meeting, whether they are one act is for who decides to reason.
    """

    def fines_are_combined(moment: Moment) -> Iterator[Objection]:
        penalties = moment.penalties(key)
        for pair in combinations([each for each in moment.case.matters if each.id in penalties], 2):
            rule = known_rule(matter.violation for matter in pair) if _met(*pair) else None
            if rule is not None and rule["rule"] == "one_act":
                yield from _fined_once(moment, pair, penalties, rule)
            elif rule is not None and rule["rule"] == "sum_capped":
                yield from _under_the_ceiling(pair, penalties, rule)

    return fines_are_combined


def _met(first: Matter, second: Matter) -> bool:
    return first.party.id == second.party.id and first.violation_on == second.violation_on


def _fined_once(
    moment: Moment, pair: tuple[Matter, ...], penalties: Mapping[str, Penalty], rule: Mapping[str, Any]
) -> Iterator[Objection]:
    fined = [matter for matter in pair if penalties[matter.id].amount_yuan]
    if not fined or _found_separate(moment):
        return
    combined = one_act([part_of(moment.assess(matter)) for matter in pair], rule.get("decides"))
    basis = tuple(rule["basis"])
    if len(fined) > 1:
        yield curable(
            "act_fined_twice",
            f"同一个违法行为罚款两次：{rule['zh']}",
            basis,
            "请只按一项罚款，其他种类的处罚可以并处；确属两个行为的，写明分别认定的理由。",
        )
    elif combined.decides and fined[0].violation not in combined.decides:
        yield curable(
            "lower_provision_used",
            "同一个违法行为触犯几项规定，罚款没有按应当适用的那一项",
            basis,
            "请按罚款数额高的规定处罚；确属两个行为的，写明分别认定的理由。",
        )


def _found_separate(moment: Moment) -> bool:
    """Whether somebody found, with reasons, that these are several acts; the report's finding serves the decision."""
    report = moment.situation.last("report_approved")
    return bool(moment.asked(SEPARATE) or (report and report.payload.get(SEPARATE)))


def _under_the_ceiling(
    pair: tuple[Matter, ...], penalties: Mapping[str, Penalty], rule: Mapping[str, Any]
) -> Iterator[Objection]:
    total = sum(penalties[matter.id].amount_yuan for matter in pair)
    if total > rule["cap_yuan"]:
        yield void(
            "fines_above_their_ceiling",
            f"罚款合计 {yuan_zh(total)}，超过合计的最高额 {yuan_zh(rule['cap_yuan'])}",
            tuple(rule["basis"]),
            f"请把合计数额减到 {yuan_zh(rule['cap_yuan'])} 以内。",
        )

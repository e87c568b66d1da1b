"""改正情况核查记录: what was ordered, what the party reported, what two officers saw (APL:28p1)."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, handlers_in_words, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block
from hengtu.cases.papers.wording import said
from hengtu.law.dates_zh import iso_zh
from hengtu.law.procedure.corrections import FOLLOW_UP, RESULTS, WAYS, correction_of
from hengtu.law.procedure.situation import Situation
from hengtu.lib.dates_zh import day_zh


def correction_check(context: PaperContext) -> Data:
    """改正情况核查记录, beside the order it belongs to."""
    before = correction_of(_before(context))
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "order": said(before.ordered.payload.get("order")) if before.ordered else "",
        "due": day_zh(before.due_on) if before.due_on else "",
        "reported": "；".join(str(report.payload.get("words", "")) for report in before.reports),
        "how": WAYS.get(str(context.asked("how")), ""),
        "found": said(context.asked("found")),
        "evidence": "、".join([*(proof.name for proof in context.exhibits), *_named(context)]),
        "result": _result(context),
        "checked_on": context.on,
        "officers": handlers_in_words(context),
    }


def _before(context: PaperContext) -> Situation:
    earlier = (act for act in context.situation.acts if act.occurred_at <= context.at)
    return Situation(tuple(act for act in earlier if act.uid != context.act.uid))


def _named(context: PaperContext) -> list[str]:
    return [each for each in (said(context.asked("proof")),) if each]


def _result(context: PaperContext) -> str:
    result = str(context.asked("result"))
    day = context.asked("follow_up_on")
    again = f"，{iso_zh(str(day))}再核查" if result == FOLLOW_UP and day else ""
    return f"{RESULTS.get(result, '')}{again}"

"""证据和依据清单: what goes with an answer to a reconsideration or a lawsuit; a plain list, no official form."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block
from hengtu.cases.papers.wording import said


def evidence_list(context: PaperContext) -> Data:
    """The list as it was handed in, beside the points of the answer."""
    received = context.situation.last("reconsideration_received", "lawsuit_received")
    payload = received.payload if received else {}
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "before": said(payload.get("court") or payload.get("body")),
        "reference": said(payload.get("court_case") or payload.get("case_ref")),
        "answer": said(context.asked("answer")),
        "items": "\n".join(str(line) for line in context.asked("evidence") or ()),
        "handed_on": context.on,
    }


def hands_in_evidence(context: PaperContext) -> bool:
    """Whether anything is listed: without it there is no list to print."""
    return bool(context.asked("evidence"))

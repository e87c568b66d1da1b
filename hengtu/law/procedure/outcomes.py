"""How a reconsideration or a lawsuit ended, and what that does to the case (ARL:62 to ARL:69, ALL:69 to ALL:77)."""

from __future__ import annotations

from collections.abc import Iterable

from hengtu.law.acts import LegalAct

# id -> words; the first column is what acts carry under ``outcome``.
REVIEW_OUTCOMES = {
    "upheld": "维持",
    "changed": "变更",
    "revoked": "撤销",
    "unlawful": "确认违法",
    "void": "确认无效",
    "ordered": "责令履行或者重新作出",
    "dismissed": "驳回复议请求",
    "not_accepted": "不予受理",
    "ended": "申请人撤回，终止复议",
}
COURT_OUTCOMES = {
    "upheld": "驳回诉讼请求",
    "changed": "变更",
    "revoked": "撤销",
    "unlawful": "确认违法",
    "void": "确认无效",
    "ordered": "责令履行或者重新作出",
    "dismissed": "驳回起诉",
    "ended": "原告撤诉",
}
UNDOING = frozenset({"revoked", "void"})
REOPENING = frozenset({"changed", "ordered"})
# APL:48p2 「被依法变更、撤销、确认违法或者确认无效的」
DISCREDITING = frozenset({"changed", "revoked", "unlawful", "void"})


def outcome_of(act: LegalAct) -> str:
    """Return what an act did to the decision as a whole, empty for every other act.

    The agency's own revocation counts as ``revoked``; a judgment counts once it is in force.
    """
    if act.kind == "decision_revoked":
        return "revoked"
    decided = act.kind == "reconsideration_decided"
    judged = act.kind == "lawsuit_judged" and act.payload.get("in_force") is True
    return str(act.payload.get("outcome") or "") if decided or judged else ""


def decides_anew(acts: Iterable[LegalAct]) -> LegalAct | None:
    """Return the act of reconsideration or of a court that took the decision away or ordered one, the latest of them.

    No text fixes how long the agency has then. We count the general ninety days from the receipt, unless the body or
    the court has set a day (``redo_by``).
    """
    outcomes, judging = UNDOING | {"ordered"}, ("reconsideration_decided", "lawsuit_judged")
    found = [act for act in acts if act.kind in judging and outcome_of(act) in outcomes]
    return found[-1] if found else None

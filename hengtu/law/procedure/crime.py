"""A suspected crime beside the violation: where its transfer stands (APL:27, TRF:3 to TRF:13)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.situation import Situation

RECEIVED, OPENED, REFUSED, NOT_THEIRS = "received", "opened", "refused", "not_competent"
ANSWERS = {
    RECEIVED: "已接受案件（回执）",
    OPENED: "决定立案",
    REFUSED: "决定不予立案",
    NOT_THEIRS: "不属于其管辖，退回",
}
FINAL = frozenset({OPENED, REFUSED, NOT_THEIRS})


class Standing(StrEnum):
    """Where the suspicion stands. Only the last four leave the administrative case free to end."""

    UNDECIDED = "undecided"  # the chief head has not decided
    TO_BE_SENT = "to_be_sent"
    WITH_POLICE = "with_police"
    OPENED = "opened"  # the police have opened a case
    NOT_TRANSFERRED = "not_transferred"
    POLICE_REFUSED = "police_refused"
    RETURNED = "returned"
    NONE = "none"


@dataclass(frozen=True)
class Referral:
    """The latest suspicion of a case and what became of it; every act may be missing."""

    suspected: LegalAct | None = None
    decided: LegalAct | None = None
    sent: LegalAct | None = None
    answers: tuple[LegalAct, ...] = ()
    contested: LegalAct | None = None
    handed_over: LegalAct | None = None
    returned: LegalAct | None = None

    @property
    def last_answer(self) -> str:
        """The latest final answer of the police after what was sent or contested, else empty."""
        final = [act for act in self.answers if act.payload.get("answer") in FINAL]
        return str(final[-1].payload["answer"]) if final else ""

    @property
    def standing(self) -> Standing:
        if self.suspected is None:
            return Standing.NONE
        if self.returned is not None:
            return Standing.RETURNED
        if self.decided is None:
            return Standing.UNDECIDED
        if self.decided.payload.get("approve") is not True:
            return Standing.NOT_TRANSFERRED
        return self._after_approval()

    def _after_approval(self) -> Standing:
        if self.sent is None:
            return Standing.TO_BE_SENT
        if self.last_answer == OPENED:
            return Standing.OPENED
        if self.last_answer and not self._contest_is_open:
            return Standing.POLICE_REFUSED
        return Standing.WITH_POLICE

    @property
    def _contest_is_open(self) -> bool:
        """Whether a refusal was contested and no newer answer has come (TRF:9)."""
        if self.contested is None:
            return False
        final = [act for act in self.answers if act.payload.get("answer") in FINAL]
        return not any(act.occurred_at > self.contested.occurred_at for act in final)


def referral_of(situation: Situation) -> Referral:
    """Return the latest suspicion of a crime in a case with everything that followed it."""
    suspected = situation.last("crime_suspected")
    if suspected is None:
        return Referral()
    later = situation.acts[situation.acts.index(suspected) + 1 :]
    last = {act.kind: act for act in later}
    return Referral(
        suspected,
        last.get("criminal_transfer_decided"),
        last.get("crime_sent_to_police"),
        tuple(act for act in later if act.kind == "police_answered"),
        last.get("police_decision_contested"),
        last.get("crime_goods_handed_over"),
        last.get("case_returned_by_justice"),
    )


def set_off_yuan(administrative: float, criminal: float) -> float:
    """Return how much of a fine already imposed is set off against the criminal fine (APL:35p2, TRF:11p3).

    Args:
        administrative: the fine the agency imposed before, in yuan, >= 0.
        criminal: the fine the court imposed, in yuan, >= 0.
    Example:
        >>> set_off_yuan(30000, 20000)
        20000
    """
    return min(administrative, criminal)

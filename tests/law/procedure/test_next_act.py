"""What a case waits for, also off the main line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation
from hengtu.law.procedure.next_act import line_of, next_act, sent_back

START = datetime(2025, 6, 3, 1, tzinfo=UTC)


def situation(*steps: str | tuple[str, dict[str, Any]]) -> Situation:
    acts = []
    for number, step in enumerate(steps):
        kind, payload = (step, {}) if isinstance(step, str) else step
        acts.append(LegalAct(kind, START + timedelta(hours=number), payload=payload, uid=str(number)))
    return Situation.of(tuple(acts))


REPORTED = ("lead_registered", "case_filed", "investigated", "report_submitted", "report_approved", "notice_served")


@pytest.mark.parametrize(
    ("done", "first"),
    [
        (("lead_registered",), "case_filed"),
        (("lead_registered", "case_filed"), "investigated"),
        (REPORTED, "correction_ordered"),
        ((*REPORTED, "hearing_requested"), "hearing_appointed"),
        ((*REPORTED, "hearing_requested", "hearing_appointed"), "hearing_notice_served"),
        ((*REPORTED, "hearing_requested", "hearing_ended"), "correction_ordered"),
        (("lead_registered", "case_filed", "measure_approved"), "measure_taken"),
        (("lead_registered", "urgent_measure_taken"), "measure_approved"),
        (("identity_shown",), "spot_evidence_collected"),
        ((*REPORTED, ("legal_reviewed", {"opinion": "pass"}), "statement_heard"), "legal_reviewed"),
    ],
)
def test_the_case_waits_for_the_first_act_not_done(done: tuple[str, ...], first: str) -> None:
    assert line_of(situation(*done))[0] == first


def test_a_file_sent_back_is_mended_and_reviewed_again() -> None:
    returned = (*REPORTED, ("legal_reviewed", {"opinion": "change"}))
    assert sent_back(situation(*returned))
    assert line_of(situation(*returned)) == ("report_submitted", "report_approved", "legal_reviewed")
    mended = (*returned, "report_submitted", "report_approved")
    assert line_of(situation(*mended)) == ("legal_reviewed",)
    passed = situation(*mended, ("legal_reviewed", {"opinion": "pass"}))
    assert not sent_back(passed)
    assert "decided" in line_of(passed)


def test_what_is_lawful_goes_before_what_must_wait() -> None:
    case = situation(*REPORTED, "correction_ordered")
    assert next_act(case, {"legal_reviewed", "decided"}, {"decided"}) == "decided"
    assert next_act(case, {"legal_reviewed", "decided"}, set()) == "legal_reviewed"
    assert next_act(case, set(), set()) is None

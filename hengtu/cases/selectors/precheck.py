"""The pre-check as pages show it: findings in words, counted, under their question, with what mends them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hengtu.cases.recording.films import recorded_acts
from hengtu.cases.selectors.case_view import FoundLine, Tag
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.cases.selectors.matrix import ElementMatrix
from hengtu.cases.selectors.red_flags import Flag
from hengtu.cases.words import kind_name
from hengtu.law.acts import LegalAct
from hengtu.law.procedure.finding import Finding, Gravity
from hengtu.law.procedure.precheck import DECIDING, FiledExhibit, precheck

TAGS = {Gravity.VETO: Tag("否决项", "stop"), Gravity.SERIOUS: Tag("要改", "soon"), Gravity.NOTE: Tag("提示", "word")}
# What the matrix beside the questions says with more detail.
SAID_BY_MATRIX = frozenset({"element_unproved"})
# The act whose page mends a finding; what stands in an act as it was recorded is mended by a correction.
MENDS = {
    "crime_check_missing": "investigated",
    "device_certificate_missing": "investigated",
    "device_not_verified": "investigated",
    "facts_missing": "investigated",
    "correction_not_ordered": "correction_ordered",
    "measure_expired": "measure_lifted",
    "hearing_not_offered": "notice_served",
    "notice_differs_from_report": "notice_served",
    "electronic_service_not_agreed": "notice_served",
    "penalty_outside_law": "report_submitted",
    "proposed_missing": "report_submitted",
    "decided_missing": "report_submitted",
    "departure_without_reason": "report_submitted",
    "element_unsaid": "decided",
    "exhibit_unmentioned": "decided",
    "favourable_unmentioned": "decided",
}
CORRECTION = "act_corrected"
# Red flags that say less than a finding says: where the finding stands the flag is left out.
SAME = {
    "deadline": "case_decision_run_out",
    "outside_law": "penalty_outside_law",
    "off_tier": "departure_without_reason",
    "heavier_than_notified": "heavier_than_notified",
    "statement_open": "statement_not_rechecked",
    "crime": "crime_check_missing",
    "cited_out_of_force": "text_cites_repealed",
}


@dataclass(frozen=True)
class Found:
    """Everything the pre-check found in one file, the gravest first."""

    lines: tuple[FoundLine, ...]

    def of(self, question: str) -> tuple[FoundLine, ...]:
        """Return the findings that belong to one question of the opinion form."""
        return tuple(line for line in self.lines if line.question == question)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(line.code for line in self.lines)

    def beside(self, flags: Iterable[Flag]) -> tuple[Flag, ...]:
        """Return the flags that say something the findings do not."""
        return tuple(flag for flag in flags if SAME.get(flag.code) not in self.codes)

    @property
    def vetoes(self) -> int:
        return sum(line.tag == TAGS[Gravity.VETO] for line in self.lines)

    @property
    def serious(self) -> int:
        return sum(line.tag == TAGS[Gravity.SERIOUS] for line in self.lines)

    @property
    def notes(self) -> int:
        return len(self.lines) - self.vetoes - self.serious

    @property
    def grave(self) -> tuple[FoundLine, ...]:
        return tuple(line for line in self.lines if line.is_grave)

    @property
    def rank(self) -> int:
        """Where a file stands in the queue: 0 with a veto, 1 with something to mend, 2 without."""
        return 0 if self.vetoes else 1 if self.serious else 2


def found_in(
    history: Iterable[LegalAct],
    on: date,
    *,
    matrix: ElementMatrix | None = None,
    recorded: Collection[str] | None = None,
) -> Found:
    """Return what the pre-check finds in a case as of a day. Authorisation has happened before; nothing is written.

    Args:
        matrix: where the page has it, exhibits and what they prove are judged too.
        recorded: acts with a film, as ``cases.recording.films.recorded_acts`` found them; None: films are not judged.
    """
    acts = tuple(history)
    exhibits = exhibits_of(matrix) if matrix is not None else None
    found = precheck(acts, exhibits=exhibits, recorded=recorded, on=on)
    return Found(tuple(_line(each) for each in found if each.code not in SAID_BY_MATRIX))


def before_the_review(history: Iterable[LegalAct], on: date, *, case_id: UUID | None = None) -> Found:
    """Return what is to be mended before a file goes to review; nothing while it is too early, or decided already."""
    acts = tuple(history)
    kinds = {act.kind for act in acts}
    if "report_submitted" not in kinds or kinds & set(DECIDING):
        return Found(())
    return Found(found_in(acts, on, recorded=recorded_acts(case_id) if case_id else None).grave)


def exhibits_of(matrix: ElementMatrix) -> tuple[FiledExhibit, ...]:
    """Return the exhibits of a matrix as the law asks for them."""
    proves: dict[str, set[str]] = {str(ref.uid): set() for ref in matrix.exhibits}
    for matter in matrix.matters:
        for row in matter.rows:
            for link in row.links:
                proves.setdefault(str(link.exhibit.uid), set()).add(row.key)
    return tuple(
        FiledExhibit(str(ref.uid), ref.title, frozenset(proves[str(ref.uid)]), ref.usable, ref.faults)
        for ref in matrix.exhibits
    )


def _line(finding: Finding) -> FoundLine:
    mend = MENDS.get(finding.code, CORRECTION if finding.act else "")
    return FoundLine(
        finding.code,
        finding.question,
        TAGS[finding.gravity],
        kind_name(finding.kind) if finding.act else "",
        finding.message,
        basis_zh(finding.basis),
        finding.remedy,
        mend,
        kind_name(mend) if mend else "",
        finding.gravity is not Gravity.NOTE,
    )

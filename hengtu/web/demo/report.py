"""What ``hengtu case run`` says about a case, and the files it writes for it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from hengtu.cases.archive.open import has_part, part_of_file
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.cases.papers.inventory import in_file_order
from hengtu.cases.papers.load import standing_documents
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.receipt import receipts_of
from hengtu.documents.services.render_document import Layout, render_document, typeset_again
from hengtu.law.archive.layout import Part
from hengtu.law.procedure import Situation, clocks_of, day_of
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.procedure.settlement import settle
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.selectors.soundness import stream_is_whole
from hengtu.web.commandline.scripts import Script, ScriptFile
from hengtu.web.demo.player import Player, Stage


def report_case(script: Script, stage: Stage, out: Path) -> dict[str, Any]:
    """Play a script to its end, write its papers below ``out`` and return the line of the contract."""
    case_id = Player(script, stage, binds=True).play()
    folder = out / script.id
    documents = write_papers(case_id, folder)
    case = EnforcementCase.objects.get(pk=case_id)
    situation = Situation.of(legal_history(acts_of_stream(case_id)))
    last_day = day_of(situation.acts[-1].occurred_at)
    settlement = settle(situation, last_day)
    return {
        "id": script.id,
        "case_no": case.number,
        "procedure": case.track.lower(),
        "outcome": outcome_of(situation),
        **_excess(situation, last_day),
        "deadlines": {
            clock.term: clock.due.due_on.isoformat() for clock in clocks_of(situation) if clock.due.due_on is not None
        },
        "notified": [_penalty(penalty) for penalty in situation.notified.values()],
        "paid_total_yuan": settlement.paid_yuan,
        "additional_fine_yuan": settlement.additional_fine_yuan,
        "documents": documents,
        "acts": case.seq,
        "ledger_ok": stream_is_whole(case_id),
    }


def outcome_of(situation: Situation) -> dict[str, Any]:
    """Return the decided penalty: kind, amount_yuan where there is a fine, confiscate_yuan where gains are taken."""
    (penalty,) = situation.decided.values()
    return _penalty(penalty)


def _excess(situation: Situation, on: date) -> dict[str, Any]:
    case = situation.case
    assert case is not None, "a played case says what it is about"
    facts = assess_matter(case, case.matters[0], on).facts
    return {"excess_kg": facts["excess_kg"]} if "excess_kg" in facts else {}


def _penalty(penalty: Any) -> dict[str, Any]:
    outcome: dict[str, Any] = {"kind": penalty.kind}
    if "fine" in penalty.kinds:
        outcome["amount_yuan"] = penalty.amount_yuan
    if penalty.confiscate_yuan:
        outcome["confiscate_yuan"] = penalty.confiscate_yuan
    return outcome


def write_papers(case_id: UUID, folder: Path) -> list[str]:
    """Print every document, the bound file and the receipts of a case into a folder; returns the file names.

    A decision on the spot is printed on the roll of a portable printer too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    papers: dict[str, bytes] = {}
    for position, document in enumerate(in_file_order(standing_documents(case_id)), start=1):
        papers[f"{position:02d}-{document.form}.pdf"] = render_document(document)
        if document.form == "f14_spot_decision":
            papers[f"{position:02d}-{document.form}-roll.pdf"] = typeset_again(document, layout=Layout.ROLL)
    papers["casefile.pdf"] = part_of_file(case_id, Part.MAIN)
    if has_part(case_id, Part.INNER):
        papers["casefile-inner.pdf"] = part_of_file(case_id, Part.INNER)
    papers["receipt.json"] = json.dumps(receipts_of(case_id), ensure_ascii=False, indent=1).encode()
    for name, content in papers.items():
        (folder / name).write_bytes(content)
    return list(papers)


def objections_line(file: ScriptFile, change_id: str, stage: Stage) -> dict[str, Any]:
    """Play a changed script until an act is refused or is too late; return its id and the objections."""
    change = file.changes[change_id]
    script = file.script(change["case"], change_id)
    player = Player(script, stage)
    for position, act in enumerate(script.acts, start=1):
        try:
            player.do(act)
        except ActRefused as refusal:
            where = {"act": position, "step": act.step, "kind": act.kind}
            objections = [{**where, **objection.as_json()} for objection in refusal.objections]
            return {"id": change_id, "objections": objections}
    return {"id": change_id, "objections": []}

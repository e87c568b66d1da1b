"""Leniency on paper: 告知书, 承诺书, 核查记录, 柔性措施记录, 不予立案决定书; nothing unconfirmed is cited."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, handlers_in_words, party_block, party_line, place_of
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block, facts_text
from hengtu.cases.papers.wording import said
from hengtu.law.citations import cite_in_full, printable
from hengtu.law.grounds import grounds
from hengtu.law.procedure.guards.leniency import OTHER_WAYS, ways_of_a_lead
from hengtu.law.procedure.guards.promises import SIGNERS
from hengtu.law.procedure.promises import last_promise
from hengtu.law.promises import RESULTS, last_day, list_named
from hengtu.law.softer import MEASURES
from hengtu.lib.dates_zh import day_zh


def promise_notice(context: PaperContext) -> Data:
    """轻微违法行为告知书 (APL:33p1): what to correct, on which list, what follows either way."""
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "facts": facts_text(context),
        "rule": _rule(context),
        "what": said(context.asked("what")),
        "consequence": (
            f"书面承诺限期改正并经核查已经改正的，依照{cite_in_full('APL:33p1')}的规定不予行政处罚；没有改正的，依法立案处理，"
            "承诺和核查记录作为案件材料。是否承诺由您自愿决定。"
        ),
        "officers": handlers_in_words(context),
    }


def promise_paper(context: PaperContext) -> Data:
    """承诺书: the party's own words, the day, who signs by what authority."""
    promise = last_promise(context.situation)
    promised = promise.promised_on if promise else None
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "rule": _rule(context),
        "content": said(context.asked("content")),
        "due": "".join(last_day(promised)[1]) if promised else "",
        "signer": f"{context.asked('signer') or ''}（{SIGNERS.get(str(context.asked('signer_is')), '')}）",
        "authority": said(context.asked("authority")),
        "signed_on": context.on,
    }


def promise_check_record(context: PaperContext) -> Data:
    """承诺核查记录: what was promised, what was seen, whether it was kept."""
    promise = last_promise(context.situation)
    signed = promise.signed if promise else None
    due_on = promise.due_on if promise else None
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "content": said(signed.payload.get("content")) if signed else "",
        "due": f"{day_zh(due_on)}届满" if due_on else "",
        "found": said(context.asked("found")),
        "evidence": _evidence(context),
        "result": RESULTS.get(str(context.asked("result")), ""),
        "checked_on": context.on,
        "officers": handlers_in_words(context),
    }


def softer_record(context: PaperContext) -> Data:
    """柔性执法措施记录: which measure, what was said, when somebody looks again; no penalty."""
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "measure": MEASURES.get(str(context.asked("measure")), ""),
        "content": said(context.asked("content")),
        "place": place_of(context),
        "taken_on": context.on,
        "follow_up_on": context.asked("follow_up_on"),
        "officers": handlers_in_words(context),
    }


def is_lenient(context: PaperContext) -> bool:
    """Whether a lead ended out of leniency; other leads end with their reason on file and no decision to the party."""
    return bool(context.asked("ground"))


def not_filed_decision(context: PaperContext) -> Data:
    """不予立案（不予处罚）决定书: the ground with its article, education and correction (APL:28p1, APL:33)."""
    ground = str(context.asked("ground") or "")
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "facts": facts_text(context),
        "ground": ways_of_a_lead().get(ground, ""),
        "legal_basis": _basis(ground),
        "reason": said(context.asked("reason")),
        "evidence": said(context.asked("ground_evidence")) or _kept(context),
        "correction": said(context.asked("correction")),
        "education": said(context.asked("education")),
    }


def _basis(ground: str) -> str:
    basis = ("APL:33p1",) if ground in OTHER_WAYS else grounds()[ground].basis
    return "、".join(cite_in_full(each) for each in basis if printable(each))


def _kept(context: PaperContext) -> str:
    paper = context.paper("x_promise_check")
    return f"{day_zh(paper.issued_on)}承诺核查记录" if paper else "现场核实的材料"


def _rule(context: PaperContext) -> str:
    """The list by name. One of the demonstration says so in its own name."""
    promise = last_promise(context.situation)
    rule = list_named(promise.rule) if promise else None
    return rule.source if rule else "本地公布的告知承诺清单"


def _evidence(context: PaperContext) -> str:
    names = [proof.name for proof in context.exhibits]
    return "、".join([*names, *filter(None, [said(context.asked("proof"))])])

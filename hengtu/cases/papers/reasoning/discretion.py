"""How much, and why: tier, the facts that put the case there, grounds looked at, and why the amount leaves the tier."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.reasoning.exempting import exempting_paragraph
from hengtu.cases.papers.reasoning.paragraph import Paragraph, Source, articles
from hengtu.cases.papers.substance import benchmark_name, departure_text, reasons_of
from hengtu.cases.papers.wording import tidy
from hengtu.law.assessment import Assessment
from hengtu.law.citations import cite_in_full, printable
from hengtu.law.discretion import WEIGH_ZH
from hengtu.law.fact_words import fact_phrase, fact_phrases
from hengtu.law.money import range_zh
from hengtu.law.procedure.matters import Matter, plain
from hengtu.law.reasoning import LookedAt, grounds_looked_at, tier_facts
from hengtu.law.receipt import code_of, code_printed

NAMES = {"aggravate": "从重", "lighten_or_mitigate": "从轻或者减轻", "no_penalty": "不予处罚"}


def discretion_paragraphs(context: PaperContext) -> Iterator[Paragraph]:
    """Yield tier and grounds of each matter, then what was said for the case as a whole (APL:5p2, APL:34)."""
    codes = dict(zip((matter.id for matter in context.matters), map(code_of, context.receipts), strict=False))
    unpunished = context.situation.last("not_punished")
    if unpunished is not None and context.matters:
        yield exempting_paragraph(context, unpunished)
    for matter in context.matters:
        if unpunished is None:
            yield _tier(context, matter, codes.get(matter.id) or "")
        yield from _grounds(context, matter)
    yield from _for_the_case(context)


def _tier(context: PaperContext, matter: Matter, code: str) -> Paragraph:
    assessment = context.assessment(matter)
    told = "".join((*reasons_of(assessment, _put_there(assessment)), *_band(context, matter, assessment)))
    facts = tuple(Source("fact", key, fact_phrase(key, value)) for key, value in tier_facts(assessment).items())
    receipt = (Source("receipt", code, f"裁量计算凭证 {code_printed(code)}"),) if code else ()
    sources = (*facts, *articles(assessment.basis), *receipt)
    return Paragraph(f"tier:{matter.id}", "discretion", "裁量档次", told, matter.party.id, sources)


def tier_in_short(assessment: Assessment) -> str:
    """Say in one sentence which tier of which table and by which facts; empty where there is no table."""
    if not assessment.tier or not assessment.benchmark or assessment.outcome.kind == "none":
        return ""
    said = "，".join(fact_phrases(tier_facts(assessment)))
    why = f"（{said}）" if said else ""
    return f"参照{benchmark_name(assessment)}，属于“{assessment.tier}”档次{why}。"


def _put_there(assessment: Assessment) -> str:
    """The facts by which the table put the case into its tier."""
    said = "，".join(fact_phrases(tier_facts(assessment)))
    return f"理由是：{said}。" if said else ""


def _band(context: PaperContext, matter: Matter, assessment: Assessment) -> Iterator[str]:
    """The tier's own amounts, and where the fine lies in them; nothing where a formula leaves no choice."""
    outcome, limits = assessment.outcome, assessment.statutory
    if outcome.kind != "fine" or assessment.is_formula:
        return
    if outcome.amount_yuan:
        yield f"对应的罚款数额为{plain(outcome.amount_yuan)}元。"
        return
    lowest, highest = outcome.min_yuan or 0, outcome.max_yuan or 0
    own = assessment.tier and (limits is None or (lowest, highest) != (limits.min_yuan, limits.max_yuan))
    if own:
        yield f"该档次的罚款幅度为{range_zh(lowest, highest)}。"
    fine = _fine_of(context, matter)
    if fine and lowest <= fine <= highest:
        yield f"罚款{plain(fine)}元，{_where(fine, lowest, highest)}。"


def _where(fine: float, lowest: float, highest: float) -> str:
    if fine == lowest:
        return "为这一幅度的下限"
    return "为这一幅度的上限" if fine == highest else "在这一幅度以内"


def _fine_of(context: PaperContext, matter: Matter) -> float:
    named = {each.id: penalty for each, penalty in context.decided or context.penalties("proposed")}
    return named[matter.id].amount_yuan if matter.id in named else 0


def _grounds(context: PaperContext, matter: Matter) -> Iterator[Paragraph]:
    """Grounds for more, for less, for nothing: those found with their effect, those not found by name."""
    facts = context.assessment(matter).facts
    counted = {each["zh"] for each in context.assessment(matter).adjustments}
    looked = list(grounds_looked_at(context.case.category, facts))
    absent = [each for each in looked if not each.found]
    # a ground that a list of the place closes is met by the facts and still does not count
    found = [each for each in looked if each.found and f"{each.ground}：{each.effect}" in counted]
    text = "".join((*map(_found, found), *(WEIGH_ZH for _ in ("",) if WEIGH_ZH in counted), *_absent(absent)))
    looked = [*found, *absent]
    sources = tuple(
        Source("fact", key, fact_phrase(key, facts[key])) for each in looked for key in each.keys if key in facts
    )
    bases = [basis for each in looked if each.found for basis in each.basis]
    yield Paragraph(
        f"grounds:{matter.id}", "discretion", "从轻从重情节", text, matter.party.id,
        (*dict.fromkeys(sources), *articles(bases)),
    )  # fmt: skip


def _found(ground: LookedAt) -> str:
    basis = "、".join(cite_in_full(each) for each in ground.basis if printable(each))
    return (
        f"经审查，{ground.ground}，依照{basis}，{ground.effect}。"
        if basis
        else f"经审查，{ground.ground}，{ground.effect}。"
    )


def _absent(grounds: list[LookedAt]) -> Iterator[str]:
    for result, name in NAMES.items():
        named = list(dict.fromkeys(each.ground for each in grounds if each.result == result))
        if named:
            yield f"对有没有{name}的情形也作了审查，没有发现{'、'.join(named)}的情形。"


def _for_the_case(context: PaperContext) -> Iterator[Paragraph]:
    departure = departure_text(context)
    if departure:
        yield Paragraph("departure", "discretion", "偏离基准的理由", departure, "", articles(("APL:34",)))
    decision = context.situation.decision
    reason = tidy(str(decision.payload.get("reason_zh") or "")) if decision else ""
    if reason and decision:
        yield Paragraph(
            "reason", "discretion", "决定的理由", f"{reason}。", "", (Source("act", decision.uid, "处罚决定"),)
        )

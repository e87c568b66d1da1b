"""The substantive law in words: which violation, which provisions, which benchmark, which facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hengtu.cases.papers.blocks import place_of
from hengtu.cases.papers.context import PaperContext, Proof
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.wording import evidence_name, tidy
from hengtu.law.acts import LegalAct
from hengtu.law.citations import cite_in_full
from hengtu.law.discretion import Assessment
from hengtu.law.fact_words import fact_phrases
from hengtu.law.money import range_zh
from hengtu.law.procedure.matters import Matter, plain
from hengtu.law.reasoning import how_reckoned
from hengtu.law.rulebook import records
from hengtu.lib.dates_zh import day_zh

UNNAMED = "有关法律、法规、规章"
CONCLUSIONS = ("circumstances", "party_type")
EVIDENCE_KINDS = ("lead_registered", "identity_shown", "spot_evidence_collected", "evidence_collected", "investigated")


def violation_names(context: PaperContext) -> dict[str, str]:
    """Return the name of the violation of each matter in focus, by matter id."""
    return {matter.id: violation_name(context, matter) for matter in context.matters}


def violation_name(context: PaperContext, matter: Matter) -> str:
    """Return the name of one violation as papers print it."""
    return context.assessment(matter).violation_name.replace("(", "（").replace(")", "）")


def cause_block(context: PaperContext) -> Data:
    """案由: the violations, each once."""
    return {"cause": "、".join(dict.fromkeys(violation_names(context).values()))}


def facts_text(context: PaperContext) -> str:
    """Tell what was found: one sentence per violation, from the facts that the acts established."""
    return "\n".join(facts_of(context, matter) for matter in context.matters)


def facts_of(context: PaperContext, matter: Matter) -> str:
    """Tell what was found of one violation: when, where, who, what, and every fact in the words of a decision."""
    place = place_of(context)
    where = f"在{place}" if place else ""
    conduct = _conduct_of(context, matter)
    return f"{day_zh(matter.violation_on)}，本机关{where}查明，{matter.party.name}有{conduct}"


def conduct_text(context: PaperContext) -> str:
    """Tell what the party did, for papers that have said already when, where and who."""
    return "\n".join(f"有{_conduct_of(context, matter)}" for matter in context.matters)


def _conduct_of(context: PaperContext, matter: Matter) -> str:
    details = "，".join(fact_lines({**_raw(matter.facts), **_weighed(context.assessment(matter))}))
    name = violation_name(context, matter)
    return f"{name}的行为。具体情况：{details}。" if details else f"{name}的行为。"


def _raw(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out what is a conclusion: it belongs to the reasons."""
    return {key: value for key, value in facts.items() if key not in CONCLUSIONS}


def _weighed(assessment: Assessment) -> Mapping[str, Any]:
    """Limit and excess follow from what was weighed and belong to the facts (the ratio only to the reckoning)."""
    return {key: assessment.facts[key] for key in ("mass_limit_kg", "excess_kg") if key in assessment.facts}


def fact_lines(facts: Mapping[str, Any]) -> list[str]:
    """Say each known fact as a decision does; what the vocabulary does not know is left out."""
    return fact_phrases(facts)


def evidence(context: PaperContext) -> tuple[Proof, ...]:
    """Return the records the acts name, each kind once, and the exhibits of the case."""
    acts = [act for act in context.situation.all(*EVIDENCE_KINDS) if act.occurred_at <= context.at]
    named = [evidence_name(entry) for act in acts for entry in (*_weigh_slip(act), *act.payload.get("records", ()))]
    return (*(Proof(name) for name in dict.fromkeys(named)), *context.exhibits)


def _weigh_slip(act: LegalAct) -> tuple[str, ...]:
    return ("weigh_slip",) if act.payload.get("weigh_slip") is True else ()


def evidence_in_words(context: PaperContext) -> str:
    return "、".join(dict.fromkeys(proof.name for proof in evidence(context)))


def facts_and_evidence(context: PaperContext) -> str:
    """Tell the facts and name the evidence that proves them (APL:59p1i2)."""
    names = evidence_in_words(context)
    return facts_text(context) + (f"\n以上事实有{names}等证据证明。" if names else "")


def violated_text(context: PaperContext) -> str:
    """Name the articles the conduct violated, each once."""
    return _provisions(article for matter in context.matters for article in context.assessment(matter).violated)


def penalty_provisions_text(context: PaperContext) -> str:
    """Name the articles the penalty rests on, each once."""
    return _provisions(
        article for matter in context.matters for article in context.assessment(matter).penalty_provisions
    )


def _provisions(articles: Iterable[str]) -> str:
    """Join articles, naming an instrument once: 《道路运输条例》第二十三条、第二十四条第一款.

    Where the number was not read only the instrument is named, in words that 的规定 may follow.
    """
    phrases: list[str] = []
    instrument = ""
    for article in dict.fromkeys(article.replace("的有关规定", "有关条款") for article in articles):
        title, mark, place = article.partition("》")
        phrases.append(place if mark and title == instrument and place else article)
        instrument = title
    return "、".join(phrases) or UNNAMED


def discretion_text(context: PaperContext) -> str:
    """Give the reasons for kind and amount: grounds, reckoning or benchmark, the law's range (APL:5p2, APL:34)."""
    reasons = "\n".join("".join(_with_grounds(context.assessment(matter))) for matter in context.matters)
    return f"{reasons}\n{departure}" if (departure := departure_text(context)) else reasons


def _with_grounds(assessment: Assessment) -> Iterator[str]:
    yield from (f"{ground['zh']}。" for ground in assessment.adjustments)
    yield from reasons_of(assessment)


def departure_text(context: PaperContext) -> str:
    """Say why the fine leaves the tier of the benchmark, as the decision or the approved report gave it (APL:34)."""
    report = context.situation.last("report_approved")
    told = (context.situation.last("decided"), context.act, report)
    reasons = [tidy(act.payload["departure_reason"]) for act in told if act and act.payload.get("departure_reason")]
    return f"{reasons[0]}。" if reasons else ""


def reasons_of(assessment: Assessment, put_there: str = "") -> Iterator[str]:
    """Yield the sentences that give tier and range of one violation; ``put_there`` names the facts of the tier."""
    circumstances = assessment.facts.get("circumstances")
    if circumstances:
        yield f"违法情节{records('facts')['circumstances']['values'][circumstances]}。"
    outcome = assessment.outcome
    if outcome.kind == "none" and assessment.exemption:
        yield f"违法行为符合{benchmark_name(assessment)}规定的不予行政处罚的条件。{put_there}"
        return
    if assessment.is_formula and outcome.amount_yuan:
        reckoned = how_reckoned(assessment)
        yield f"罚款数额依照规定的标准计算：{reckoned}，" if reckoned else "罚款数额依照规定的标准计算，"
        yield f"为{plain(outcome.amount_yuan)}元。"
        return
    if assessment.tier and assessment.benchmark:
        yield f"参照{benchmark_name(assessment)}，当事人的行为属于“{assessment.tier}”档次。{put_there}"
    if outcome.kind == "fine" and assessment.statutory:
        yield f"法定的罚款幅度为{range_zh(assessment.statutory.min_yuan, assessment.statutory.max_yuan)}。"
    if outcome.kind != "none":
        yield "处罚与违法行为的事实、性质、情节以及社会危害程度相当。"


def benchmark_name(assessment: Assessment) -> str:
    """Name the benchmark, by its article where it is a statute; a name not read in the document is not printed."""
    if assessment.benchmark and assessment.benchmark["document_name_confirmed"]:
        document = records("benchmarks").get(assessment.benchmark["id"], {}).get("document", {})
        return cite_in_full(document["cite"]) if "cite" in document else f"《{assessment.benchmark['document']}》"
    return "本地区公布的行政处罚裁量基准"

"""What the party was told, what it said point by point, and what became of each point; hearing, review, discussion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.history_words import (
    gates_in_words,
    hearing_in_words,
    silence_in_words,
    statements_of,
    told_in_words,
    waived_in_words,
)
from hengtu.cases.papers.reasoning.paragraph import Paragraph, Source, articles
from hengtu.cases.papers.wording import SILENT, said
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import day_of
from hengtu.lib.dates_zh import day_zh

ADOPTED = {True: "意见成立，予以采纳", False: "意见不成立，不予采纳", "yes": "意见成立，予以采纳",
           "no": "意见不成立，不予采纳", "partly": "意见部分成立，部分采纳"}  # fmt: skip


def answer_paragraphs(context: PaperContext) -> Iterator[Paragraph]:
    """Yield the notice, every point with its answer, waivers, the hearing and the gates (APL:44, APL:45, APL:63).

    Internal opinions of reviewers and of the heads are never among them: only that and when they were given.
    """
    about = context.focus
    told = told_in_words(context)
    if told:
        yield _of("told", "告知", told, context, "notice_served", ("APL:44",))
    for act in statements_of(context):
        for number, text in enumerate(_answers(act), start=1):
            source = (Source("act", act.uid, "陈述申辩"), *articles(("APL:45p1",)))
            yield Paragraph(f"answer:{act.uid}:{number}", "answer", "对意见的答复", text, about, source)
    waived = waived_in_words(context)
    if waived:
        yield _of("waived", "放弃权利", waived, context, "statement_heard")
    for key, title, text, kind in (
        ("hearing", "听证", hearing_in_words(context), "hearing_held"),
        ("silence", "没有提出意见", silence_in_words(context), "notice_served"),
        ("gates", "审核和讨论", gates_in_words(context), "legal_reviewed"),
    ):
        if text:
            yield _of(key, title, text, context, kind)


def _of(key: str, title: str, text: str, context: PaperContext, kind: str, bases: tuple[str, ...] = ()) -> Paragraph:
    act = context.situation.last(kind)
    source = (Source("act", act.uid, title),) if act else ()
    return Paragraph(f"{key}:{context.focus}", "answer", title, text, context.focus, (*source, *articles(bases)))


def _answers(act: LegalAct) -> Iterator[str]:
    """One sentence per point where the points are kept one by one; else what was said as a whole."""
    points = [each for each in act.payload.get("points") or () if isinstance(each, Mapping) and each.get("point")]
    on = day_zh(day_of(act.occurred_at))
    if points:
        yield from (_point(each, on, number, len(points)) for number, each in enumerate(points, start=1))
        return
    words = act.payload.get("statement")
    if words not in SILENT:
        recheck = said(act.payload.get("recheck")).rstrip("。")
        answer = f"经复核：{recheck}。" if recheck else ""
        yield f"当事人于{on}提出陈述、申辩：{said(words).rstrip('。')}。{answer}"


def _point(point: Mapping[str, Any], on: str, number: int, many: int) -> str:
    which = f"第{number}点意见" if many > 1 else "意见"
    claim = f"当事人于{on}提出{which}：{str(point['point']).strip().rstrip('。')}。"
    parts = [
        str(point.get("answer") or "").strip().rstrip("。"),
        _adopted(point),
        str(point.get("reason") or "").strip().rstrip("。"),
    ]
    answer = "，".join(dict.fromkeys(part for part in parts if part))
    return f"{claim}经复核：{answer}。" if answer else claim


def _adopted(point: Mapping[str, Any]) -> str:
    adopted = point.get("adopted")
    return ADOPTED.get(adopted, "") if isinstance(adopted, bool | str) else ""

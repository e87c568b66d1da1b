"""What shows it: the films that cover the act or the gap with its reason, and the exhibits with their custody."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.cases.models import FieldStep, RecordingExplanation
from hengtu.cases.recording.films import destroyed, seen_of_case
from hengtu.cases.recording.keeping import retention_of_recording
from hengtu.cases.selectors.case_view import Tag
from hengtu.evidence.models import Exhibit, OriginalCheck, Recording
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure import day_of
from hengtu.oversight.protection.around import Around
from hengtu.oversight.protection.known import exhibits_named
from hengtu.oversight.protection.values import Line, Proof

GONE = Tag("已依规定清理，留有摘要", "word")


def shown_lines(around: Around) -> Iterator[Line]:
    yield from _films(around)
    yield from _exhibits(around)


def _films(around: Around) -> Iterator[Line]:
    step = FieldStep.objects.filter(pk=around.act.uid).first()
    if step is None:
        return
    seen = seen_of_case(around.case.pk)
    films = seen.films_of_step.get(step.pk, ())
    gone = destroyed(film.pk for film in films)
    for film in films:
        yield _film(film, around, gone)
    if step.other_film:
        yield Line("视听资料", "这次行为的证据里有视听资料", tag=Tag("有", "ok"))
    where = Proof("音像记录", f"/recordings/acts/{step.pk}")
    loose = next((each for each in seen.matching.unrecorded if each.uid == str(step.pk)), None)
    if loose is not None:
        asked = f"清单：{step.duty_words}"
        yield Line("没有视频", f"{loose.reason}。{asked}", proof=where, tag=Tag("缺", "soon"))
    rows = RecordingExplanation.objects.filter(act_uid=step.pk).select_related("explained_by", "answered_by")
    for row in rows:
        answered = f"；{row.answered_by.name}：{row.answer or '认可'}" if row.answered_by else "；等审核"
        text = f"{row.explained_by.name}说明：{row.reason}{answered}"
        yield Line("缺失说明", text, row.explained_at, where, Tag(str(row.get_state_display()), "word"))
    if not step.duty and not films and not step.other_film:
        yield Line("音像记录", "这一步不在音像记录清单上，没有视频也不算缺")


def _film(film: Recording, around: Around, gone: frozenset[object]) -> Line:
    retention = retention_of_recording(film, on=day_of(around.at))
    kept = f"保存到{day_zh(retention.until)}，{retention.why}" if retention.until else f"继续保存：{retention.why}"
    worn = film.officer.name if film.officer else "佩戴人不明"
    text = f"记录仪{film.serial}，{worn}佩戴；{kept}"
    proof = Proof("SM3", f"/recordings/{film.pk}/", film.sm3)
    return Line("视频", text, film.starts_at, proof, GONE if film.pk in gone else Tag("有", "ok"))


def _exhibits(around: Around) -> Iterator[Line]:
    rows = Exhibit.objects.filter(pk__in=exhibits_named(around.act)).order_by("seq")
    checks = {
        row.key: row for row in OriginalCheck.objects.filter(kind="exhibits", key__in=[e.original_key for e in rows])
    }
    for row in rows:
        people = "、".join(str(each.get("name", "")) for each in row.collectors)
        check = checks.get(row.original_key)
        tag = Tag("原件有问题", "stop") if check and check.problem else Tag("原件已封存", "ok")
        last = f"；{day_zh(day_of(check.checked_at))}重新核对" if check else ""
        proof = Proof("SM3，保管经过", f"/exhibits/{row.pk}/custody", row.sm3)
        yield Line(f"证据{row.seq}", f"{row.title}；{people}取得{last}", row.collected_at, proof, tag)

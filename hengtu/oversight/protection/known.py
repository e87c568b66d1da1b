"""What the record of several acts holds beside the acts themselves, in a bounded number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from hengtu.cases.models import Explained, FieldStep, RecordingExplanation
from hengtu.cases.recording.films import Seen, seen_of_steps
from hengtu.evidence.models import Exhibit, OriginalCheck
from hengtu.law.diligence.examine import Known
from hengtu.law.procedure.situation import day_of
from hengtu.law.recording.gaps import WORDS, StepRecord, gaps_of, is_prompt
from hengtu.law.recording.settings import amount_of
from hengtu.ledger.values import StoredAct

FIELD_ITEMS = ("operator", "place", "device")


def known_of(acts: Sequence[StoredAct]) -> dict[UUID, Known]:
    """Return for each act what its record holds, lacks, and how a lack was made good."""
    steps = {
        step.pk: step
        for step in FieldStep.objects.filter(pk__in=[act.uid for act in acts]).select_related("agency", "case")
    }
    seen = _seen(steps.values())
    pending = _pending(steps)
    damaged = _damaged(acts)
    return {act.uid: _known(act, steps.get(act.uid), seen, pending, damaged) for act in acts}


def exhibits_named(act: StoredAct) -> tuple[str, ...]:
    """Return the uids of the exhibits an act names."""
    entries = (act.payload or {}).get("exhibits") or ()
    return tuple(str(each["uid"]) for each in entries if isinstance(each, Mapping) and each.get("uid"))


def late_words(act: StoredAct) -> str:
    """Return why an act was done late and who allowed it; empty where it was in time."""
    late = act.notes.get("late") or {}
    return f"理由：{late['reason']}；{late['approved_by']}批准" if late else ""


def _known(
    act: StoredAct,
    step: FieldStep | None,
    seen: Mapping[int, Seen],
    pending: Mapping[UUID, str],
    damaged: frozenset[str],
) -> Known:
    held: set[str] = set()
    lacking: dict[str, str] = {}
    made_good: dict[str, str] = {}
    named = exhibits_named(act)
    if named:
        broken = [uid for uid in named if uid in damaged]
        lacking |= {"originals": f"{len(broken)}件证据的原件和入库时不一致"} if broken else {}
        held |= set() if broken else {"originals"}
    if step is not None:
        _record(step, act, seen[step.legal_subject_id], pending, held, lacking, made_good)
    return Known(frozenset(held), lacking, made_good, late_words(act))


def _record(
    step: FieldStep,
    act: StoredAct,
    seen: Seen,
    pending: Mapping[UUID, str],
    held: set[str],
    lacking: dict[str, str],
    made_good: dict[str, str],
) -> None:
    """Sort what the record of a step in the field has and lacks into the three."""
    loose = next((each for each in seen.matching.unrecorded if each.uid == str(step.pk)), None)
    missing = set(gaps_of(_as_record(step, filmed=loose is None)))
    lacking |= {code: WORDS[code] for code in missing if code != "time"}
    if loose is not None:
        lacking["video"] = loose.reason + (f"；说明在等审核：{pending[step.pk]}" if step.pk in pending else "")
    asked = {*FIELD_ITEMS, *(["video"] if step.duty else []), *(["identity"] if step.must_identify else [])}
    if str(step.pk) in seen.matching.explained:
        made_good["video"] = "没有视频，原因已经没有参加的负责人认可"
    held |= asked - missing - set(lacking) - set(made_good)
    _promptly(step, act, held, made_good)


def _promptly(step: FieldStep, act: StoredAct, held: set[str], made_good: dict[str, str]) -> None:
    """Recorded late is said with its origin; it is no gap of care by itself."""
    within = amount_of("prompt_record", step.agency.division_code, day_of(step.starts_at))
    if is_prompt(act.occurred_at, act.recorded_at, within=within.span):
        held.add("prompt")
    else:
        made_good["prompt"] = f"过了{within.words}才录入，来源和录入时间已经记在行为里"


def _as_record(step: FieldStep, *, filmed: bool) -> StepRecord:
    return StepRecord(
        operators=len(step.officers),
        occurred_at=step.starts_at,
        place=step.place if step.needs_place else "不需要",
        device=step.device,
        must_film=bool(step.duty),
        filmed=filmed,
        must_identify=step.must_identify,
        identified=step.identified,
    )


def _seen(steps: Iterable[FieldStep]) -> dict[int, Seen]:
    """Match by legal subject: cameras and films are theirs."""
    groups: dict[int, list[FieldStep]] = defaultdict(list)
    for step in steps:
        groups[step.legal_subject_id].append(step)
    return {subject: seen_of_steps(own) for subject, own in groups.items()}


def _pending(steps: Mapping[UUID, FieldStep]) -> dict[UUID, str]:
    rows = RecordingExplanation.objects.filter(act_uid__in=list(steps), state=Explained.PENDING)
    return dict(rows.values_list("act_uid", "reason"))


def _damaged(acts: Sequence[StoredAct]) -> frozenset[str]:
    """The exhibits among those the acts name whose original is not what came in."""
    named = {uid for act in acts for uid in exhibits_named(act)}
    if not named:
        return frozenset()
    keys = dict(Exhibit.objects.filter(pk__in=named).values_list("pk", "original_key"))
    checks = OriginalCheck.objects.filter(kind="exhibits", key__in=set(keys.values())).exclude(problem="")
    bad = set(checks.values_list("key", flat=True))
    return frozenset(str(uid) for uid, key in keys.items() if key in bad)

"""Where a hearing stands: asked for, announced, postponed, interrupted, held; and whose word is no longer relied on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.recusal import recused
from hengtu.law.procedure.situation import Situation

# Why a hearing is not public (APL:64i3).
CLOSED = {"state_secret": "涉及国家秘密", "trade_secret": "涉及商业秘密", "privacy": "涉及个人隐私"}
# How a hearing ends without being held (APL:64i6).
ENDINGS = {"withdrawn": "当事人撤回申请", "absent": "无正当理由拒不出席", "left": "未经许可中途退出", "other": "其他"}


def standing_notice(situation: Situation) -> LegalAct | None:
    """Return the notice a hearing may be held on: the latest, unless the hearing was postponed since."""
    notice = situation.last("hearing_notice_served")
    if notice is None or situation.after(notice, "hearing_postponed"):
        return None
    return notice


def is_interrupted(situation: Situation) -> bool:
    """Whether a hearing has begun, was interrupted and has not been resumed."""
    interrupted = situation.last("hearing_interrupted")
    return interrupted is not None and not situation.after(interrupted, "hearing_resumed")


def host_is_missing(situation: Situation) -> bool:
    """Whether somebody must be appointed: nobody is, or who was has been recused, investigates, or fell out."""
    appointed = situation.last("hearing_appointed")
    if appointed is None:
        return True
    people = {str(appointed.payload.get(key) or "") for key in ("host", "recorder")}
    fell_out = (situation.last("hearing_postponed") or appointed).payload.get("host_fell_out") is True
    anew = fell_out and situation.after(appointed, "hearing_postponed")
    return anew or bool(people & set(recused(situation))) or bool(people & situation.investigators)


def asked_parties(situation: Situation) -> frozenset[str]:
    """Return the ids of the parties that have asked for a hearing: one hearing hears them together."""
    return frozenset(
        actor.id for act in situation.all("hearing_requested") for actor in act.by if "party" in actor.roles
    )


def examined(situation: Situation) -> frozenset[str] | None:
    """Return the exhibits that were put to the party at the hearing; None where the record does not say which."""
    held = situation.last("hearing_held")
    if held is None or held.payload.get("examined") is None:
        return None
    return frozenset(str(_entry(each).get("uid", "")) for each in held.payload["examined"])


def withdrawn_testimony(situation: Situation) -> dict[str, str]:
    """Return the exhibits whose witness has withdrawn, by uid, with the name of the witness."""
    found = {
        str(act.payload.get("exhibit") or ""): str(act.payload.get("witness") or "证人")
        for act in situation.all("testimony_withdrawn")
    }
    return {uid: name for uid, name in found.items() if uid}


def _entry(each: Any) -> Mapping[str, Any]:
    return each if isinstance(each, Mapping) else {"uid": each}

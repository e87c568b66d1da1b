"""Why a post came to nothing, as the summary at the top of the page says it."""

from __future__ import annotations

from dataclasses import dataclass

from hengtu.cases.refusals import ActRefused
from hengtu.law.objections import Objection
from hengtu.lib.coded_error import CodedError


@dataclass(frozen=True)
class Trouble:
    """``title`` says what did not happen, ``text`` why and what to do, ``anchor`` is the id of the field."""

    title: str
    text: str = ""
    anchor: str = ""
    objections: tuple[Objection, ...] = ()


def refused(refusal: Exception, name: str) -> Trouble:
    """Put a refusal of a service into words; ``name`` is the act that was not done."""
    if isinstance(refusal, ActRefused):
        count = len(refusal.objections)
        return Trouble(f"没有{name}，{count} 处不符合法律要求", objections=refusal.objections)
    return Trouble(f"没有{name}", refusal.message if isinstance(refusal, CodedError) else str(refusal))

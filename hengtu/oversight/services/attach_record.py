"""The officer attaches what the system knows of one of his acts: its uid and the digest of the paper as it is now."""

from __future__ import annotations

from hengtu.agencies.administration import Mandate
from hengtu.cases.models import EnforcementCase
from hengtu.cases.words import kind_name
from hengtu.law.accountability import Step
from hengtu.ledger.values import StoredAct
from hengtu.lib.sm3 import sm3_hex
from hengtu.oversight.errors import OversightRefused
from hengtu.oversight.models import Accountability
from hengtu.oversight.protection.build import protection_file
from hengtu.oversight.protection.masking import masked_file
from hengtu.oversight.protection.paper import paper_of
from hengtu.oversight.protection.policies import own_id
from hengtu.oversight.services.accountability import take_accountability_step


def attach_record(*, record: Accountability, act: StoredAct, mandate: Mandate) -> Accountability:
    """Attach the protection file of an act to a record about whoever did it.

    Args:
        mandate: of the officer; its reason is not read, the attachment says what it is.
    Raises: OversightRefused ``not_of_the_case``, ``not_own_act`` and the codes of ``law.accountability``;
        DocumentRefused as ``paper_of``.
    """
    if act.stream != record.stream:
        raise OversightRefused("not_of_the_case", "这次行为不是这件案件的。请从这件案件里选。")
    case = EnforcementCase.objects.select_related("agency__acts_in_name_of").get(pk=act.stream)
    file = protection_file(case, act.uid, own_id(mandate.by), at=mandate.at)
    if file is None:
        raise OversightRefused("not_own_act", "没有选自己办的行为。请从自己的行为里选。")
    text = f"附上“{kind_name(act.kind)}”的履职记录（{file.tag.label}）"
    attached = (act.uid, sm3_hex(paper_of(masked_file(file))))
    return take_accountability_step(record=record, step=Step.ATTACHED, text=text, mandate=mandate, attached=attached)

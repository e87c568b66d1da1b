"""Repairing a credit record 信用修复: the party applies, the agency proves what was performed, the platform decides.

No national text on it was read by us. The steps are those of the house (``U``), their numbers settings.
"""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.credit import (
    answer_is_whole,
    check_says_what_is_so,
    is_punished,
    not_asked_already,
    promise_is_given,
    repair_conditions_hold,
    something_to_answer,
    something_to_check,
)
from hengtu.law.procedure.guards.people import certified, held_by, party_present
from hengtu.law.procedure.guards.statements import agent_has_the_power, agent_is_authorised

SERVED = "decision_served|spot_decided"
APPLICATION = Field("application", "哪一份申请")
RESULT = Field("result", "结果", required=True)
REASON = Field("reason", "理由")
head = held_by("agency_head", "执法部门负责人")

ARROWS = (
    Arrow(
        "credit_repair_applied", "U01", "申请信用修复", (), after=(SERVED,),
        fits=(is_punished, not_asked_already), by=(party_present,),
        carries=(promise_is_given, agent_is_authorised, agent_has_the_power),
        gates=(repair_conditions_hold,),
        fields=(
            Field("party", "哪一名当事人"), Field("words", "改正和履行的情况", required=True),
            Field("promise", "信用承诺"), Field("mode", "提出方式"), Field("agent", "代理人", "object"),
            Field("exhibits", "提交的材料", "list"),
        ),
        why="处罚已经履行、违法行为已经改正、公示满一段时间，并作出信用承诺的，当事人可以申请修复。",
    ),
    Arrow(
        "credit_repair_checked", "U02", "核对信用修复申请", (), after=("credit_repair_applied",),
        fits=(something_to_check,), by=(head,), carries=(check_says_what_is_so,),
        fields=(APPLICATION, RESULT, REASON, Field("found", "核对的情况", required=True)),
        why="机关核对履行和改正情况，出具证明，随信用信息报送；是否修复由信用平台决定。",
    ),
    Arrow(
        "credit_repair_answered", "U03", "登记信用平台的答复", (), after=("credit_repair_checked",),
        fits=(something_to_answer,), by=(certified,), carries=(answer_is_whole,),
        fields=(APPLICATION, RESULT, REASON, Field("answered_on", "答复日期", "date"),
                Field("reference", "信用平台的编号")),
        why="把信用平台的答复告诉当事人；同意修复的，公开的信息里注明，报送的记录随着更新。",
    ),
)  # fmt: skip

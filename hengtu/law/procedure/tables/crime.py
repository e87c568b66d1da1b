"""A suspected crime 行刑衔接: reported, decided by the chief head, sent to the police, and back (TRF:3 to TRF:13)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.crime import Standing
from hengtu.law.procedure.guards.crime import (
    in_time,
    no_suspicion_is_open,
    party_told_of_goods,
    police_answer_known,
    reason_where_not_transferred,
    refused_by_police,
    stands_at,
    was_opened,
    way_is_known,
)
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import certified, held_by, two_officers

OPENED = ("lead_registered|identity_shown",)
head = held_by("agency_head", "执法部门负责人")

ARROWS = (
    Arrow(
        "crime_suspected", "T01", "报告涉嫌犯罪", ("TRF:5",), after=OPENED, before=("archived",),
        fits=(no_suspicion_is_open,), by=(two_officers,),
        carries=(carries("crime", "涉嫌的罪名", "TRF:3"), carries("report", "书面报告", "TRF:5")),
        fields=(Field("crime", "涉嫌的罪名", required=True), Field("report", "核实情况的书面报告", required=True)),
        why="两名以上执法人员组成专案组核实，写出书面报告。",
    ),
    Arrow(
        "criminal_transfer_decided", "T02", "决定是否移送公安机关", ("TRF:5",), after=("crime_suspected",),
        fits=(stands_at(Standing.UNDECIDED, "no_report", "没有等待决定的报告", "请先报告涉嫌犯罪的情况。", "TRF:5"),),
        by=(held_by("chief_head", "正职负责人或者主持工作的负责人", "TRF:5"),),
        carries=(reason_where_not_transferred,),
        gates=(in_time("crime_transfer_decide", "transfer_decided_late", "三日的移送决定期限", "TRF:5"),),
        fields=(Field("approve", "批准移送", "bool", required=True), Field("reason", "理由")),
        why="正职负责人自接到报告之日起三日内决定；不批准的写明理由。",
    ),
    Arrow(
        "crime_sent_to_police", "T03", "移送公安机关", ("TRF:5", "TRF:6"), after=("criminal_transfer_decided",),
        fits=(stands_at(Standing.TO_BE_SENT, "not_approved", "没有已经批准、还没有移送的案件",
                        "请先由正职负责人决定移送。", "TRF:5"),),
        by=(two_officers,),
        carries=(carries("police", "接收的公安机关", "TRF:5"), carries("materials", "移送的材料", "TRF:6")),
        gates=(in_time("crime_transfer_send", "sent_late", "二十四小时的移送期限", "TRF:5"),),
        fields=(
            Field("police", "接收的公安机关", required=True),
            Field("materials", "移送的材料", "list", required=True),
            Field("goods", "涉案物品清单", "list"),
            Field("copied_to_procuratorate", "已抄送人民检察院", "bool"),
        ),
        why="批准后二十四小时内移送同级公安机关：移送书、调查报告、物品清单、检验报告等。",
    ),
    Arrow(
        "police_answered", "T04", "登记公安机关答复", ("TRF:7", "TRF:8"), after=("crime_sent_to_police",),
        before=("archived",), by=(certified,), carries=(police_answer_known,),
        fields=(
            Field("answer", "答复 received|opened|refused|not_competent", required=True),
            Field("document_no", "通知书文号"),
            Field("note", "答复的内容"),
        ),
        why="记下回执和立案、不立案的通知。",
    ),
    Arrow(
        "police_decision_contested", "T05", "对不予立案提出异议", ("TRF:9",), after=("police_answered",),
        fits=(refused_by_police,), by=(head,), carries=(way_is_known,),
        gates=(in_time("police_reconsider", "contested_late", "三日的异议期限", "TRF:9"),),
        fields=(
            Field("way", "方式 reconsideration|supervision", required=True),
            Field("reason", "理由", required=True),
        ),
        why="接到不予立案通知书后三日内提请复议，或者建议人民检察院立案监督；不提出的依法作行政处理。",
    ),
    Arrow(
        "crime_goods_handed_over", "T04", "移交涉案物品和材料", ("TRF:12", "ACL:21"), after=("police_answered",),
        once=True, by=(two_officers,), fits=(was_opened,),
        carries=(carries("items", "移交的物品和材料", "TRF:12"), party_told_of_goods),
        gates=(in_time("crime_material_handover", "goods_handed_late", "三日的移交期限", "TRF:12"),),
        fields=(
            Field("items", "移交的物品和材料", "list", required=True),
            Field("party_notified", "已经书面告知当事人", "bool", required=True),
        ),
        why="接到立案通知书之日起三日内移交，书面告知当事人。",
    ),
    Arrow(
        "case_returned_by_justice", "T06", "登记司法机关退回的案件", ("APL:27p1", "TRF:13"),
        after=("crime_sent_to_police",), by=(certified,),
        carries=(carries("from_body", "退回的机关", "APL:27p1"), carries("document_no", "文号", "APL:27p1")),
        fields=(
            Field("from_body", "退回的机关", required=True),
            Field("document_no", "文号", required=True),
            Field("criminal_fine_yuan", "已经判处的罚金", "number"),
            Field("note", "处理意见"),
        ),
        why="不追究刑事责任但应当给予行政处罚的，司法机关移回，依法处理。",
    ),
)  # fmt: skip

"""What the party is told first, by where its case stands: a short sentence, then what it means."""

from __future__ import annotations

from collections.abc import Mapping

from hengtu.law.procedure.party_standing import Standing

REMEDIES = "对决定不服，可以申请行政复议或者向人民法院起诉，期限在下面。"
STANDINGS: Mapping[Standing, tuple[str, str]] = {
    Standing.INVESTIGATED: (
        "案件正在调查。",
        "还没有作出处罚决定。要处罚的，会先书面告诉您事实、理由和打算怎么处罚，听您的意见。",
    ),
    Standing.TOLD: (
        "这还不是处罚决定。",
        "罚不罚、罚多少，要听了您的意见才能定。您提意见，不会因此加重处罚（行政处罚法第四十五条）。",
    ),
    Standing.DECIDED: ("已经作出决定，正在交给您。", "收到决定书以后，缴款、复议、起诉的期限才开始计算。"),
    Standing.NOT_PUNISHED: ("决定不予处罚。", f"没有要缴的钱。{REMEDIES}"),
    Standing.TO_PAY: ("已经作出处罚决定，请按时缴款。", REMEDIES),
    Standing.IN_PARTS: ("同意您分期或者延期缴款。", "按下面的日期缴清，不加处罚款。"),
    Standing.OVERDUE: ("缴款的期限已经过了。", "早一天缴清，少一天加处罚款。确有困难的，可以申请延期或者分期。"),
    Standing.REMINDED: (
        "已经催告。",
        "请尽快缴清；有理由的，可以陈述和申辩，理由成立的应当采纳（行政强制法第三十六条）。",
    ),
    Standing.COURT: ("已经进入强制执行。", "现在仍然可以缴清；缴清以后，强制执行终结。"),
    Standing.PERFORMED: ("您该办的已经办完。", f"没有还要缴的钱，等机关结案。{REMEDIES}"),
    Standing.REVIEWED: ("行政复议正在进行。", "复议期间不计算加处罚款（行政处罚法第七十三条）；结果由复议机关送给您。"),
    Standing.SUED: ("行政诉讼正在进行。", "诉讼期间不计算加处罚款（行政处罚法第七十三条）；请按法院的通知办。"),
    Standing.REVOKED: ("处罚决定已经撤销。", "不用再按它缴款；已经缴的，机关应当退还。"),
    Standing.HANDED_ON: ("案件已经移送。", "由接收的机关继续办，有事请找接收的机关，或者打下面的电话问。"),
    Standing.ENDED: ("案件已经终止，不再处罚。", ""),
    Standing.CLOSED: ("案件已经办结。", ""),
    Standing.ARCHIVED: ("案件已经办结、归档。", ""),
}

# what the receipt of an act says: its heading, and what follows
RECEIPTS: Mapping[str, tuple[str, str]] = {
    "hearing_requested": (
        "听证申请已收到",
        "指定没有办过这个案子的人主持，听证的七个工作日以前把时间、地点通知您。听证不收费。",
    ),
    "statement_received": (
        "意见已收到",
        "办案人逐条核实、逐条答复，答复写在这个入口里。答复完以前，不会作出处罚决定。",
    ),
    "reminder_statement_received": (
        "对催告的意见已收到",
        "办案人核实、答复，答复写在这个入口里。答复完以前，不会申请法院执行，也不会决定强制执行。缴款不受影响。",
    ),
    "deferral_applied": (
        "延期、分期的申请已收到",
        "由机关负责人决定，书面答复您，也写在这个入口里。答复以前，原来的缴款期限照常计算。",
    ),
    "reconsideration_applied": (
        "复议申请已收到",
        "机关认为决定有错的，自己改正；认为没有错的，五个工作日以内转给复议机关（行政复议法第三十二条）。"
        "复议期间不计算加处罚款。",
    ),
    "credit_repair_applied": (
        "信用修复的申请已收到",
        "机关核对履行、改正的情况，条件具备的出具证明，随信用信息报送。是否修复由信用平台决定，答复写在这个入口里。",
    ),
    "correction_reported": ("改正情况已收到", "由执法人员核实，结果写在这个入口里。没有改好的，会告诉您还差什么。"),
}

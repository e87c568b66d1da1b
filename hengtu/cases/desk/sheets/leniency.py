"""The sheets of notice and promise, and of softer measures."""

from __future__ import annotations

from hengtu.cases.desk import known_leniency as known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import EXHIBITS, FACTS, REASON
from hengtu.law.procedure.guards.promises import SIGNERS
from hengtu.law.procedure.promises import END_GROUNDS
from hengtu.law.promises import RESULTS
from hengtu.law.softer import MEASURES

SHEETS = (
    Sheet(
        "promise_offered",
        (
            Entry("what", "要改正什么", "text", "写清楚改到什么程度，核查的时候照着看"),
            FACTS,
        ),
        "清单内的轻微违法行为，告知当事人可以书面承诺限期改正；改正的不予处罚，没有改正的依法处理。",
        ("生成告知书；接着由当事人签订承诺，也可以不签。",),
    ),
    Sheet(
        "promise_signed",
        (
            Entry("content", "承诺的内容", "text", known=known.what_was_told),
            Entry("due_on", "改正的日期", "date", "遇休假日顺延到下一个工作日；最长天数看清单"),
            Entry("signer", "签字人", known=known.signer),
            Entry("signer_is", "签字人身份", "one", options=fixed(*SIGNERS.items())),
            Entry("authority", "授权委托书", hint="受委托的人签订的，写明日期和权限", optional=True),
            Entry("signed", "承诺书已签字或者盖章", "yes"),
        ),
        "由当事人本人、法定代表人（负责人）或者持授权委托书的人签订。",
        ("生成承诺书；承诺期内不立案、不处罚，期满以后核查。",),
    ),
    Sheet(
        "promise_due_moved",
        (Entry("due_on", "新的日期", "date", known=known.promised_on), REASON),
        "有正当理由的，期满以前可以改一次。",
    ),
    Sheet(
        "promise_checked",
        (
            Entry("result", "核查结果", "one", "没有履行的，期满以后才能认定", fixed(*RESULTS.items())),
            Entry("found", "核查情况", "text", "写看到了什么：时间、地点、是否改好"),
            EXHIBITS,
            Entry("proof", "其他核查材料", hint="例如复检单、维修合格证编号", optional=True),
        ),
        "对照承诺的内容逐项看。",
        ("已履行的，接着办不予立案或者不予处罚；没有履行的，依法立案，承诺随卷。",),
    ),
    Sheet(
        "promise_ended",
        (Entry("ground", "情形", "one", options=fixed(*END_GROUNDS.items())), REASON),
        "终止以后按一般规定办理。",
    ),
    Sheet(
        "softer_measure_taken",
        (
            Entry("measure", "采取哪一种", "one", options=fixed(*MEASURES.items())),
            Entry("content", "说了什么、演示了什么", "text"),
            Entry("follow_up_on", "回访日", "date", "到这一天看看改好没有"),
            Entry("instead", "拟以此了结，不再处罚", "yes", "依法应当处罚的不能选", optional=True),
            Entry("place", "地点", optional=True),
        ),
        "柔性措施不是处罚，也不代替依法应当给予的处罚。",
        ("生成记录；到回访日提醒。",),
    ),
    Sheet(
        "softer_measure_followed",
        (
            Entry("of_measure", "哪一项措施", "one", options=known.measures_to_follow, known=known.the_only_measure),
            Entry("found", "回访情况", "text"),
            Entry("improved", "已经改好", "yesno"),
            Entry("late_because", "为什么迟了", hint="过了回访日才去的填写", optional=True),
        ),
    ),
)  # fmt: skip

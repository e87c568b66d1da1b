"""The sheets of a correction reported and verified, and what a closing says about it."""

from __future__ import annotations

from dataclasses import replace

from hengtu.cases.desk import known_correction as known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import EXHIBITS, FACTS
from hengtu.law.procedure.corrections import RESULTS, STATED, WAYS

CORRECTION = (
    Entry(
        "correction_is", "改正状况", "one", "责令改正没有核查过的，先核查；核查过的不用再选",
        fixed(*STATED.items()), known.state, optional=True,
    ),
    Entry("correction", "改正情况", "text", "已经改正、不需要改正（理由）或者正在跟踪", known=known.words),
    Entry("follow_up_on", "跟踪核查日", "date", "正在跟踪改正的填写，到这一天提醒核查", optional=True),
)  # fmt: skip
SHEETS = (
    Sheet(
        "correction_reported",
        (
            Entry("party", "哪一名当事人", "one", options=known.reporters, known=known.the_only_reporter),
            Entry("words", "改正情况", "text", "照当事人说的写：改了什么、怎样改的"),
            Entry("done_on", "改正完成日", "date", optional=True),
            EXHIBITS,
        ),
        "当事人口头、书面或者在网上报告都可以。",
        ("办案人员五个工作日内核查（系统设置）。",),
    ),
    Sheet(
        "correction_verified",
        (
            Entry("result", "核查结果", "one", options=fixed(*RESULTS.items())),
            Entry("how", "核查方式", "one", options=fixed(*WAYS.items())),
            Entry("found", "核查情况", "text", "对照责令改正的内容，写看到了什么：时间、地点、是否改好"),
            Entry("done_on", "改正完成日", "date", "已经改正的填写", optional=True),
            Entry("follow_up_on", "跟踪核查日", "date", "继续跟踪的填写，到这一天提醒再查", optional=True),
            EXHIBITS,
            Entry("proof", "其他核查材料", hint="例如复检单、维修合格证编号", optional=True),
            replace(FACTS, when=known.not_decided, optional=True),
        ),
        "到现场看，或者核对当事人提交的材料；由两名执法人员核查。",
        ("生成改正情况核查记录。", "没有改正的，再次责令改正，或者催告以后依法执行。"),
    ),
)

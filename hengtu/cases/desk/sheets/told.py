"""The sheets of what the party is told and answers."""

from __future__ import annotations

from hengtu.cases.desk import hearing_known as answers
from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import AGENT, REASONS, SERVICE

MODE = Entry("mode", "怎样提出", "one", options=fixed(("ORAL", "口头"), ("WRITTEN", "书面")))

SHEETS = (
    Sheet(
        "notice_served",
        (
            Entry("proposed", "告知的处理", "penalty", "与批准的调查报告一致",
                  known=known.penalties("proposed", "report_approved")),
            Entry("hearing_offered", "告知听证权利", "yesno", "达到听证标准的必须告知；没有标准的一律告知"),
            *SERVICE,
            REASONS,
        ),
        after=("当事人可以在五日内陈述申辩、要求听证。",),
    ),
    Sheet(
        "statement_received",
        (
            MODE,
            Entry("points", "意见要点", "lines", "一行一条，按当事人自己的话写；答复时逐条核实"),
            *AGENT,
        ),
        lead="把当事人当面说的、寄来的意见记下来。网上提交的已经自动收到，不用再记。",
        after=("列入待办，逐条复核答复；没有答复完，不能作出决定。",),
    ),
    Sheet(
        "statement_heard",
        (
            Entry("of_statement", "答复哪一份", "one", options=answers.statement_waiting, known=answers.waiting_uid,
                  when=answers.is_answering),
            Entry("points", "逐条答复", "points", "先写核实到什么，再选是否采纳；不采纳、部分采纳的写理由",
                  known=answers.points_to_answer, when=answers.has_points_to_answer),
            Entry("evidence_seen", "当事人提交的证据，看过的打勾", "many", "没有看过的，不能算复核",
                  answers.evidence_to_see, when=answers.has_evidence_to_see),
            Entry("statement", "当事人的意见", "text", "如实记录；没有意见的写“无”", when=answers.is_recording),
            Entry("recheck", "复核意见", "text", "总的结论；没有意见的留空", optional=True),
            Entry("waives", "书面放弃的权利", "many", options=fixed(("statement", "陈述申辩"), ("hearing", "听证")),
                  optional=True, when=answers.is_recording),
            Entry("waiver_signed", "放弃声明已由当事人签字", "yes", optional=True, when=answers.is_recording),
        ),
        after=("意见写入笔录；答复写入复核意见书；放弃权利的，生成放弃声明。",),
    ),
)  # fmt: skip

"""Invented values for the page of components and for tests: no person, plate or place of these exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import get_default_timezone

from hengtu.cases.selectors.case_view import (
    CaseList,
    CaseListFilters,
    CasePage,
    CaseRow,
    Chain,
    DayCell,
    DocumentLine,
    Due,
    ExhibitLine,
    ObjectionLine,
    Penalty,
    Prospect,
    Station,
    Tag,
    TimelineItem,
)
from hengtu.law.objections import Objection, Severity

TODAY = date(2026, 9, 22)
CASE_ID = UUID("6f8b1b0e-5a44-4c57-9d3d-1a2b3c4d5e6f")

STATES_OF_DUE = (
    ("作出决定", date(2026, 11, 10), "剩49日", ""),
    ("听证申请期", date(2026, 9, 24), "剩2个工作日", "soon"),
    ("送达决定书", TODAY, "今天，第7个工作日", "today"),
    ("补办备案", date(2026, 9, 21), "超1日", "late"),
    ("扣押", date(2026, 9, 8), "已解除，期限9月10日", "kept"),
    ("缴纳罚款", date(2027, 1, 5), "暂计，2027年放假安排未公布", "held"),
)


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=get_default_timezone())


def hearing_window() -> Due:
    """The five working days of the hearing application, with a make-up Sunday among them."""
    cells = (
        DayCell(date(2026, 9, 18), "五", "送达", "from"),
        DayCell(date(2026, 9, 19), "六", "不计", "off"),
        DayCell(date(2026, 9, 20), "日", "1班", "work"),
        DayCell(date(2026, 9, 21), "一", "2", "counted"),
        DayCell(date(2026, 9, 22), "二", "3今", "counted", is_today=True),
        DayCell(date(2026, 9, 23), "三", "4", "counted"),
        DayCell(date(2026, 9, 24), "四", "5满", "end"),
    )
    return Due(
        "hearing_request_window",
        "听证申请期",
        date(2026, 9, 24),
        "剩2个工作日",
        "soon",
        "party",
        cells,
        ("五个工作日，从送达的第二天起算，送达当天不算。", "9月20日是调休上班日，算工作日。"),
        ("行政处罚法第六十四条第一项", "行政处罚法第八十五条"),
    )


def long_term() -> Due:
    """Thirty calendar days: the strip becomes a calendar."""
    start = date(2026, 9, 2)
    cells = [DayCell(start, "三", "实施", "from")]
    for number in range(1, 31):
        on = start + timedelta(days=number)
        state = "end" if number == 30 else "counted"
        cells.append(DayCell(on, "一二三四五六日"[on.weekday()], str(number), state, is_today=on == TODAY))
    return Due(
        "seizure_limit",
        "扣押",
        cells[-1].on,
        "剩10日",
        "",
        "agency",
        tuple(cells),
        ("三十日，从实施的第二天起算；届满日在节假日的，不往后顺延。",),
        ("行政强制法第二十五条第一款",),
    )


def plain_due(name: str, on: date | None, remaining: str, tone: str) -> Due:
    return Due("sample", name, on, remaining, tone, "agency", (), (), ())


def objection(code: str, fact: str, message: str, basis: str, remedy: str, severity: Severity) -> ObjectionLine:
    return ObjectionLine(Objection(code, severity, message, (), remedy), fact, (basis,), remedy)


def cannot_decide() -> Prospect:
    void, curable = Severity.VOID, Severity.CURABLE
    lines = (
        objection(
            "hearing_window_open",
            "听证申请期还没有届满",
            "当事人9月18日收到告知书，五个工作日内可以要求听证，到9月24日届满",
            "行政处罚法第六十四条第一项",
            "等到期满；当事人书面放弃的，登记后可以提前。",
            void,
        ),
        objection(
            "defense_not_reviewed",
            "还有2条陈述申辩没有复核",
            "当事人提出的事实、理由和证据，应当复核",
            "行政处罚法第四十五条第一款",
            "逐条写明是否采纳和理由。",
            curable,
        ),
        objection(
            "legal_review_missing",
            "还没有通过法制审核",
            "罚款20000元，列入本局审核目录第2项",
            "行政处罚法第五十八条第一款",
            "复核完成、听证申请期满后再提交；先审的不算数。",
            void,
        ),
    )
    return Prospect("decide_penalty", "作出处罚决定", "", lines, date(2026, 9, 28))


def is_late() -> Prospect:
    line = objection(
        "decision_overdue",
        "立案已满九十日",
        "应当自立案之日起九十日内作出决定，期限到9月21日",
        "行政处罚法第六十条",
        "写明迟延的原因，报本机关负责人批准。",
        Severity.LATE,
    )
    return Prospect("extend_decision", "延长办案期限", "", (line,), None)


def route() -> tuple[Station, ...]:
    done = (("立案", "8月12日"), ("调查", "9月14日"), ("报告审批", "9月16日"), ("告知", "9月18日"))
    return (
        *(Station(name, "done", note) for name, note in done),
        Station("听取意见", "now", "到9月24日"),
        Station("法制审核", "gate", "未审核"),
        Station("集体讨论", "gate", "未讨论"),
        Station("决定", "todo"),
        Station("送达与公开", "todo"),
        Station("执行与结案", "todo"),
    )


def timeline() -> tuple[TimelineItem, ...]:
    served = _at(date(2026, 9, 18), 10, 15)
    return (
        TimelineItem(
            UUID(int=3),
            "party_statement",
            "当事人提交陈述申辩",
            "3条，3页",
            "贺长林",
            _at(date(2026, 9, 21), 19, 6),
            "party",
        ),
        TimelineItem(
            UUID(int=2),
            "serve_notice",
            "送达违法行为通知书",
            "直接送达，本人签收",
            "陈屿、沈佳禾",
            served,
            "agency",
            document_uids=(UUID(int=11),),
        ),
        TimelineItem(
            UUID(int=1),
            "correct",
            "更正笔录时间",
            "",
            "陈屿",
            _at(date(2026, 9, 15), 9, 20),
            "agency",
            late="当天没有网络，次日补记",
            corrects="8月13日9:30更正为9:03",
        ),
    )


def case_page() -> CasePage:
    at = _at(date(2026, 8, 11), 7, 44)
    return CasePage(
        id=CASE_ID,
        number="青交执罚〔2026〕00153号",
        title="贺长林未取得道路客运经营许可擅自从事道路客运经营案",
        status=Tag("听取意见", "go"),
        procedure="普通程序",
        category="道路运政",
        agency="青岚县综合行政执法大队三中队",
        in_name_of="青岚县交通运输局",
        handlers="主办陈屿，协办沈佳禾",
        filed_on=date(2026, 8, 12),
        party=(("姓名", "贺长林"), ("身份证", "9902**********061X"), ("送达", "同意电子送达")),
        facts=(
            ("车辆", "陵K·3F728，小型普通客车，核定7人"),
            ("时间", "2026年8月11日 7:42"),
            ("地点", "青岚汽车站东侧路口"),
            ("事实", "载客4人往石渡县，按次收取车费共180元；没有道路客运经营许可。"),
            ("违反", "道路运输条例第十条"),
        ),
        route=route(),
        next_act=Prospect(
            "review_defense", "复核陈述申辩", "当事人9月21日提交3条意见，每条都要写明是否采纳和理由。", (), None
        ),
        also_lawful=(
            Prospect("waive_hearing", "登记放弃听证", "", (), None),
            Prospect("add_exhibit", "补充证据", "", (), None),
        ),
        not_yet=(cannot_decide(), replace(cannot_decide(), kind="legal_review", name="提交法制审核"), is_late()),
        deadlines=(
            hearing_window(),
            long_term(),
            plain_due("扣押", date(2026, 9, 8), "已解除，期限9月10日", "kept"),
        ),
        penalty=Penalty(
            "罚款10000元至100000元",
            "东陵省裁量权基准（2025年版）第37项",
            "没收违法所得180元，罚款20000元",
            "",
            ("初次查处，乘客4人，没有危害后果：一般档。", "一般档15000元至30000元。"),
            ("道路运输条例第六十三条第一款第二项",),
            "9f2c" * 16,
        ),
        timeline=timeline(),
        documents=(
            DocumentLine(
                UUID(int=11),
                "violation_notice",
                "违法行为通知书",
                "青交执告〔2026〕00153号",
                date(2026, 9, 18),
                "F4TN7Q2CX",
                "有效",
            ),
        ),
        exhibits=(
            ExhibitLine(
                UUID(int=21), 1, "现场照片6张", "视听资料", "车辆正在载客", at, "青岚汽车站东侧路口", "51ab" * 16
            ),
            ExhibitLine(UUID(int=22), 2, "乘客询问笔录2份", "证人证言", "按次收费", at, "", "77ce" * 16),
        ),
        chain=Chain(21, "c0de" * 16, is_whole=True),
    )


def case_list(filters: CaseListFilters = CaseListFilters()) -> CaseList:  # noqa: B008 - frozen
    tags = (
        Tag("听取意见", "go"),
        Tag("等审核", "wait"),
        Tag("已办妥", "ok"),
        Tag("待补强", "soon"),
        Tag("审核退回", "stop"),
        Tag("执行中", "wait"),
    )
    names = ("贺长林", "恒顺渣土运输有限公司", "云麓客运有限公司", "魏新河", "陵K·8H055", "捷行出行科技有限公司")
    rows = tuple(
        CaseRow(
            UUID(int=100 + number),
            f"青交执罚〔2026〕{153 - number:05d}号",
            f"{name}未取得道路客运经营许可擅自从事道路客运经营案",
            name,
            "普通程序",
            tag.label,
            tag,
            "青岚县交通运输局",
            date(2026, 8, 12),
            plain_due(*STATES_OF_DUE[(number + 3) % 6]) if number != 5 else None,
        )
        for number, (name, tag) in enumerate(zip(names, tags, strict=True))
    )
    return CaseList(rows, (("在办", "23"), ("已结", "199"), ("全部", "222")), "next", filters)

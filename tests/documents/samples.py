"""One filled example of every form: people, firms and plates are invented."""

# ruff: noqa: E501 (whole sentences of documents; a Chinese character counts twice)

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hengtu.lib.dates_zh import BEIJING


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=BEIJING)


CASE = {"case_no": "冀（示）交执立案〔2025〕00001号"}
CAUSE = {"cause": "车货总质量超限行驶公路"}
PERSON = {
    "party_kind": "individual",
    "party_name": "赵䶮",
    "party_id_no": "110105194912310021",
    "party_address": "河北省示范市青岚县望津镇临河村12号",
    "party_phone": "13800000000",
}
FIRM = {
    "party_kind": "organisation",
    "org_name": "示范市捷行运输有限公司",
    "org_uscc": "91990100MA0TEST0X7",
    "org_legal_rep": "葛云帆",
    "org_address": "示范市沧浪区望津路66号",
    "org_phone": "0399-8000000",
}
LINE = {"party_display": "示范市捷行运输有限公司"}
OFFICERS = {"officer1": "陈屿", "officer1_cert": "冀交执0001", "officer2": "沈佳禾", "officer2_cert": "冀交执0002"}
PERIOD = {"period": (at(6, 3, 9, 12), at(6, 3, 10, 5))}
FACTS = (
    "2025年6月3日9时12分，当事人驾驶示A·12345五轴货车列车行驶至省道S201线K35+200处固定检测站，经检测车货总质量98940千克，"
    "超过该车型最高限值43000千克，超限55940千克。"
)
VIOLATED = "《公路安全保护条例》第三十三条第一款"
PENALTY_LAW = "《公路安全保护条例》第六十四条"
BENCHMARK = (
    "当事人的行为属于《交通运输行政处罚裁量权基准》中“严重”档次，没有从轻、减轻情节，罚款幅度为27500元以上30000元以下"
)

SAMPLES: dict[str, dict[str, Any]] = {
    "f01_filing_register": {
        **CASE,
        **CAUSE,
        **PERSON,
        "source": "行政检查发现",
        "accepted_at": at(6, 3, 9, 40),
        "facts_summary": FACTS,
        "filing_basis": "《中华人民共和国行政处罚法》第五十四条第二款",
        "unit_head_opinion": "建议立案。",
        "agency_head_opinion": "同意立案。",
        "party_sex": "男",
        "party_age": 46,
    },
    "f02_interview": {
        **CASE,
        **PERIOD,
        "round_no": 1,
        "place": "省道S201线固定检测站询问室",
        "interviewers": ["陈屿", "沈佳禾"],
        "recorder": "沈佳禾",
        "interviewee": "赵䶮",
        "relation": "当事人",
        "interviewee_sex": "男",
        "interviewee_age": 46,
        "interviewee_id_no": "110105194912310021",
        "interviewee_phone": "13800000000",
        "interviewee_address": "青岚县望津镇",
        "identity_statement": "我们是青岚县交通运输局执法人员陈屿（证号冀交执0001）、沈佳禾（证号冀交执0002），这是我们的执法证件，请你核对。答：看清了。",
        "recusal_told": "你认为我们与本案有直接利害关系的，可以申请回避。答：不申请。",
        "qa": [
            ["你驾驶的车辆装的是什么货物？", "装的是砂石料。"],
            ["你知道这次称重的结果吗？", "知道，98.94吨。我装车时没有过磅，是我的疏忽。"],
        ],
    },
    "f03_inquest": {
        **CASE,
        **CAUSE,
        **PERIOD,
        **OFFICERS,
        "place": "省道S201线K35+200处",
        "weather": "晴",
        "recorder": "沈佳禾（青岚县交通运输局）",
        "party_person": "赵䶮",
        "result": "现场停放示A·12345货车一辆，六个车轴，栏板未改装，篷布完好。\n货厢内装载砂石料，装载高度与栏板平齐。",
    },
    "f04_scene_record": {
        **CASE,
        **PERIOD,
        **OFFICERS,
        "place": "省道S201线固定检测站",
        "recorder": "沈佳禾",
        "person_name": "赵䶮",
        "person_sex": "男",
        "person_id_no": "110105194912310021",
        "relation": "驾驶人",
        "vehicle_no": "示A·12345",
        "vehicle_type": "重型半挂牵引车",
        "facts": FACTS + "\n执法人员出示执法证件，告知申请回避等权利，当事人对称重结果没有异议。",
        "read_state": "已宣读确认无误",
    },
    "f08_measure_decision": {
        **CASE,
        **FIRM,
        "act_at": at(6, 3, 11, 0),
        "reason": "当事人使用未取得道路运输证的车辆从事货物运输，车辆不立即扣押可能被转移",
        "legal_basis": "《中华人民共和国道路运输条例》第六十二条",
        "objects_summary": "示A·12345重型货车一辆",
        "measure": "扣押",
        "period": (at(6, 3, 11, 0), at(7, 2, 11, 0)),
        "items": [["1", "重型货车", "示A·12345", "1辆", "里程 120345 公里"], ["2", "车钥匙", "—", "1把", ""]],
    },
    "f10_measure_release": {
        **CASE,
        **LINE,
        **CAUSE,
        "act_on": date(2025, 6, 3),
        "measure": "扣押",
        "decision_ref": "冀（示）交执强〔2025〕00001号",
        "clause": "已作出处理决定不再需要",
        "released_on": date(2025, 6, 20),
        "items": [["1", "重型货车", "示A·12345", "1辆", "完好"]],
    },
    "f11_violation_notice": {
        **CASE,
        **LINE,
        "facts": FACTS,
        "violated_articles": VIOLATED,
        "penalty_articles": PENALTY_LAW,
        "discretion_reason": BENCHMARK,
        "intended_penalty": "罚款人民币27500元（大写：贰万柒仟伍佰元整）",
        "right_hearing": True,
    },
    "f12_hearing_notice": {
        **CASE,
        **LINE,
        **CAUSE,
        "hearing_at": at(7, 1, 9, 0),
        "place": "青岚县交通运输局三楼会议室",
        "is_public": True,
        "host": {"name": "罗一苇", "post": "法制科科长"},
        "member": "许未央",
        "recorder": "秦有档",
    },
    "f13_hearing_record": {
        **CASE,
        "cause": "示范市捷行运输有限公司涉嫌超限运输案",
        "body": "青岚县交通运输局",
        **OFFICERS,
        "place": "三楼会议室",
        "period": (at(7, 1, 9, 0), at(7, 1, 10, 30)),
        "host": "罗一苇",
        "recorder": "秦有档",
        "party_line": "示范市捷行运输有限公司，葛云帆，0399-8000000",
        "agents": [["关山月", "女", "38", "示范律师事务所律师"]],
        "record": "主持人：现在开始听证，核对到场人员。\n案件承办人：介绍违法事实、证据和拟处罚内容。\n代理人：对称重数据没有异议，请求考虑已卸载。\n主持人：听证结束，请核对笔录。",
    },
    "f14_spot_decision": {
        **CASE,
        **PERSON,
        "act_at": at(6, 3, 20, 40),
        "act_place": "青岚县人民路高架匝道",
        "facts": "驾驶示A·D3617网约车途中甩客",
        "violated_articles": "《网络预约出租汽车经营服务管理暂行办法》第十九条",
        "penalty_articles": "《网络预约出租汽车经营服务管理暂行办法》第三十六条第一款",
        "penalty": "罚款人民币200元",
        "fine": 200,
        "pay_mode": "十五日内缴至指定银行或电子支付",
        "bank": "示范银行青岚支行",
        "bank_account": "6200 0000 0000 0001",
        "rights_told": True,
    },
    "f15_penalty_decision": {
        **CASE,
        **FIRM,
        "facts_evidence": "经查明，"
        + FACTS
        + "以上事实，有现场笔录、询问笔录、称重检测单、车辆照片和行驶证复印件等证据证明。",
        "hearing_summary": "本机关于2025年6月9日送达违法行为通知书，告知拟作出处罚的内容、事实、理由、依据和陈述、申辩、要求听证的权利。当事人书面放弃陈述、申辩和听证。",
        "violated_articles": VIOLATED,
        "penalty_articles": PENALTY_LAW,
        "discretion_reason": BENCHMARK,
        "penalty": "罚款人民币27500元（大写：贰万柒仟伍佰元整）",
        "fine": Decimal("27500"),
        "bank": "示范银行青岚支行",
        "bank_account": "6200 0000 0000 0001",
    },
    "f16_correct_order": {
        **CASE,
        **LINE,
        "facts": FACTS,
        "legal_basis": "《中华人民共和国行政处罚法》第二十八条第一款",
        "mode": "限期改正",
        "due_on": date(2025, 6, 10),
    },
    "f17_defer_notice": {
        **CASE,
        **LINE,
        "served_on": date(2025, 6, 11),
        "decision_ref": "冀（示）交执罚〔2025〕00001号",
        "fine": 27500,
        "outcome": "同意分期",
        "instalment_no": 1,
        "instalment_due": date(2025, 7, 11),
        "instalment_amount": "9166.70",
        "outstanding": "18333.30",
    },
    "f23_service_receipt": {
        **CASE,
        **CAUSE,
        "serving_body": "青岚县交通运输局",
        "recipient": "示范市捷行运输有限公司",
        "items": [
            [
                "行政处罚决定书 冀（示）交执罚〔2025〕00001号",
                "",
                "公司住所",
                "2025年6月11日",
                "直接送达",
                "陈屿、沈佳禾",
            ]
        ],
    },
    "f24_closing_report": {
        **CASE,
        **CAUSE,
        **FIRM,
        "outcome": "罚款27500元。",
        "execution": "2025年6月20日足额缴纳。",
        "close_reason": "CL3",
    },
    "x_investigation_report": {
        **CASE,
        **CAUSE,
        **FIRM,
        "investigators": "陈屿、沈佳禾",
        "facts": FACTS,
        "evidence": [["1", "现场笔录", "超限事实"], ["2", "称重检测单", "车货总质量"]],
        "conclusion": "建议罚款27500元。",
    },
    "x_statement_record": {
        **CASE,
        **CAUSE,
        **PERIOD,
        **OFFICERS,
        "place": "青岚县交通运输局",
        "speaker": "葛云帆",
        "content": "已经当场卸载，请求从轻。",
    },
    "x_statement_recheck": {
        **CASE,
        **CAUSE,
        **LINE,
        "points": [["已经卸载", "复核称重单，卸载至限值以内", "采纳", "及时消除危害"]],
        "conclusion": "陈述申辩部分成立，调整拟处罚款数额。",
    },
    "x_rights_waiver": {
        **CASE,
        **LINE,
        "violation": "车货总质量超限行驶公路",
        "notice_ref": "冀（示）交执告〔2025〕00001号",
        "notice_received_on": date(2025, 6, 9),
        "waived": ["陈述申辩", "听证"],
    },
    "x_legal_review": {
        **CASE,
        **CAUSE,
        "handlers": "陈屿、沈佳禾",
        "proposed": "罚款27500元。",
        "scope": "较大数额罚款",
        "opinion": "同意",
        "reviewed_on": date(2025, 6, 10),
        **dict.fromkeys(
            (
                "subject_lawful",
                "officers_qualified",
                "procedure_lawful",
                "facts_clear",
                "law_correct",
                "discretion_proper",
                "within_powers",
                "documents_proper",
                "rights_protected",
            ),
            "是",
        ),
        "crime_suspected": "否",
    },
    "x_collective_record": {
        **CASE,
        **CAUSE,
        **PERIOD,
        "place": "局党组会议室",
        "host": "严国梁",
        "reporter": "陈屿",
        "recorder": "秦有档",
        "attendees": [["严国梁", "局长"], ["杜若川", "副局长"], ["石闻笛", "副局长"]],
        "record": "严国梁：请汇报。\n陈屿：汇报案情。\n杜若川：同意拟处理意见。",
        "conclusion": "一致同意罚款27500元。",
    },
    "x_penalty_approval": {
        **CASE,
        **CAUSE,
        **FIRM,
        "facts": FACTS,
        "handlers_opinion": "建议罚款27500元。",
        "agency_head_opinion": "同意。",
    },
    "x_hearing_report": {
        **CASE,
        **CAUSE,
        **LINE,
        "host": "罗一苇",
        "recorder": "秦有档",
        "summary": "双方对事实没有争议。",
        "conclusion": "建议维持拟处罚意见。",
    },
    "x_hearing_request": {
        **CASE,
        **CAUSE,
        **LINE,
        "notice_received_on": date(2025, 6, 9),
        "requested_on": date(2025, 6, 11),
        "mode": "书面",
    },
    "x_measure_approval": {
        **CASE,
        **CAUSE,
        **FIRM,
        "facts": FACTS,
        "measure": "扣押示A·12345货车",
        "legal_basis": "《中华人民共和国道路运输条例》第六十二条",
        "agency_head_opinion": "同意。",
    },
    "x_no_penalty_decision": {
        **CASE,
        **PERSON,
        "facts_evidence": "经查明，2025年6月3日当事人首次未随车携带道路运输证，当场改正。",
        "violated_articles": "《道路货物运输及站场管理规定》第二十九条",
        "reason": "当事人初次违法且危害后果轻微并及时改正",
        "legal_basis": "《中华人民共和国行政处罚法》第三十三条第一款",
        "education": "执法人员已对当事人进行教育。",
    },
    "x_address_confirmation": {
        **CASE,
        **PERSON,
        "recipient": "赵䶮",
        "electronic": True,
        "mobile": "13800000000",
        "mail_address": "青岚县望津镇临河村12号",
    },
    "x_file_cover": {
        **CASE,
        **CAUSE,
        **LINE,
        "outcome": "罚款人民币27500元",
        "procedure": "普通程序",
        "filed_on": date(2025, 6, 3),
        "closed_on": date(2025, 6, 23),
        "archived_on": date(2025, 7, 2),
        "retention": "30年",
        "handlers": "陈屿、沈佳禾",
    },
    "x_file_catalogue": {
        **CASE,
        "items": [
            ["1", "立案登记表", "", "2025年6月3日", "1"],
            ["2", "行政处罚决定书", "冀（示）交执罚〔2025〕00001号", "2025年6月11日", "2-3"],
        ],
    },
}

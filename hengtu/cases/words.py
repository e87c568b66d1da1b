"""The words that lists and pages use for stages, states and kinds."""

from __future__ import annotations

from hengtu.law.procedure.versions import VERSIONS

TRACK_NAMES = {"SUMMARY": "简易程序", "ORDINARY": "普通程序"}

STATE_TAGS = {
    "LEAD": ("线索", "wait"),
    "OPEN": ("在办", "go"),
    "CLOSED": ("已结案", "ok"),
    "ARCHIVED": ("已归档", "ok"),
    "NOT_FILED": ("不予立案", "word"),
    "TRANSFERRED": ("已移送", "word"),
    "MERGED": ("已并入", "word"),
}

CATEGORY_NAMES = {
    "highway_admin": "公路路政",
    "road_transport": "道路运政",
    "water_transport": "水路运政",
    "waterway": "航道行政",
    "port": "港口行政",
    "local_maritime": "地方海事",
    "construction_quality": "工程质量",
}

# Where leads come from (MOT:62); the first group is found by going out, which two officers do.
SOURCE_NAMES = {
    "own_inspection": "行政检查发现",
    "fixed_station": "固定站检测发现",
    "mobile": "流动检测发现",
    "patrol": "巡查发现",
    "road_check": "路检发现",
    "joint_inspection": "联合执法发现",
    "inspection": "检查发现",
    "data_comparison": "数据比对发现",
    "report": "投诉举报（12328等）",
    "complaint": "投诉",
    "superior": "上级机关交办",
    "subordinate": "下级机关报请",
    "transfer": "有关部门移送",
    "assistance": "邻近地区协查",
    "other": "其他途径",
}

UNKNOWN_PARTY = "待查"  # begins the name of a party of whom nothing but a plate or a ship's name is known

SERVICE_NAMES = {
    "direct": "直接送达",
    "leave": "留置送达",
    "electronic": "电子送达",
    "mail": "邮寄送达",
    "entrust": "委托送达",
    "forward": "转交送达",
    "announce": "公告送达",
}

_KIND_NAMES = {arrow.kind: arrow.zh for version in VERSIONS for arrow in version.arrows}


def kind_name(kind: str) -> str:
    """Return the name of a kind of act, as on buttons, timelines and documents."""
    return _KIND_NAMES.get(kind, kind)


def stage_name(stage: str) -> str:
    """Return the name of the last main act, in the past tense of a list."""
    return f"已{kind_name(stage)}" if stage else ""

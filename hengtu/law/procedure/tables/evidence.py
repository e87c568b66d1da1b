"""Evidence beyond records: registered for keeping 先行登记保存, sampled 抽样取证 (APL:56)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.evidence import (
    approved_before,
    listed_on_the_spot,
    names_one_registration,
    not_a_disguised_seizure,
    one_registration_is_open,
    settled_in_time,
    settled_lawfully,
)
from hengtu.law.procedure.guards.leads import lead_is_here
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import held_by, two_officers
from hengtu.law.procedure.guards.property import listed_once, things_are_listed

head = held_by("agency_head", "执法部门负责人", "APL:56")
UNDECIDED = ("decided", "spot_decided", "not_punished", "not_established", "case_closed")
OPENED = ("lead_registered|identity_shown",)

ARROWS = (
    Arrow(
        "registration_approved", "O04", "批准证据先行登记保存", ("APL:56",), after=OPENED, before=UNDECIDED,
        fits=(lead_is_here,), by=(head,),
        carries=(
            carries("reason", "证据可能灭失或者以后难以取得的情况", "APL:56"),
            carries("items", "要登记保存的证据", "APL:56"),
            not_a_disguised_seizure,
        ),
        fields=(
            Field("reason", "证据可能灭失或者以后难以取得的情况", required=True),
            Field("items", "要登记保存的证据", "list", required=True),
        ),
        why="证据可能灭失或者以后难以取得的，先经负责人批准；不能当作扣押用。",
    ),
    Arrow(
        "evidence_registered", "O04", "先行登记保存证据", ("APL:56",), after=("registration_approved",),
        before=UNDECIDED, fits=(lead_is_here, approved_before), by=(two_officers,),
        carries=(carries("items", "证据清单", "APL:56"), listed_on_the_spot, not_a_disguised_seizure, listed_once),
        fields=(
            Field("items", "证据清单", "list", required=True),
            Field("place", "登记保存地点"),
            Field("list_handed", "清单已交当事人一份", "bool", required=True),
        ),
        why="当场清点、开具清单；当事人不得销毁或者转移，七个工作日内处理。",
    ),
    Arrow(
        "registration_settled", "O04", "处理登记保存的证据", ("APL:56",), after=("evidence_registered",), by=(head,),
        fits=(one_registration_is_open,), carries=(names_one_registration, things_are_listed, settled_lawfully),
        gates=(settled_in_time,),
        fields=(
            Field("of_registration", "哪一份清单"),
            Field("things", "哪些财物", "list"),
            Field("how", "怎样处理 returned|recorded|tested|seized|confiscated|handed_over", required=True),
            Field("note", "处理情况"),
        ),
        why="七个工作日内退还，或者依法转为其他措施；没有延长。",
    ),
    Arrow(
        "sample_taken", "O04", "抽样取证", ("APL:56",), after=OPENED, before=UNDECIDED, fits=(lead_is_here,),
        by=(two_officers,), carries=(carries("items", "抽取的样品", "APL:56"), carries("place", "抽样地点", "APL:56")),
        fields=(
            Field("items", "抽取的样品", "list", required=True),
            Field("place", "抽样地点", required=True),
            Field("method", "抽样方法"),
            Field("sealed", "样品已封样", "bool"),
        ),
        why="开具凭证、封样，执法人员和当事人签名；有法定的机构或者方法的，按规定办。",
    ),
)  # fmt: skip

"""Which section of the guide explains which page: one table, held to the URL table by a test."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# name of an address -> page of the guide, with the section where there is one
SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "home": "todo",
        "deadlines": "messages#期限日历",
        "alarms": "messages#预警",
        "messages": "messages",
        "drafts": "drafts",
        "draft": "drafts#找回旧的一版",
        "cases": "cases",
        "case": "case",
        "verify": "verify",
        "verify_code": "verify",
        "login": "sign-in",
        "login_code": "sign-in",
        "search": "search",
        "leads": "leads",
        "lead_new": "leads#登记",
        "lead": "leads#决定去向",
        "lead_shares": "leads#本市共享",
        "lead_share": "leads#本市共享",
        "spot_new": "on-the-spot",
        "act": "act",
        "done": "act#提交以后",
        "party": "act#补充当事人信息",
        "proposal": "approval#答复和修改",
        "proposal_mend": "approval#答复和修改",
        "exhibits_of": "evidence",
        "upload_new": "evidence",
        "matrix": "evidence#要件和证据",
        "exhibit_page": "evidence#看一份证据",
        "exhibit_verify": "evidence#看一份证据",
        "exhibit_audit": "evidence#看一份证据",
        "redact": "evidence#遮盖",
        "papers": "papers#其他文书",
        "case_papers": "papers",
        "paper_new": "papers#其他文书",
        "documents_print": "papers#批量打印",
        "document_page": "papers",
        "document_sign": "papers#签名",
        "approvals": "approval#签批",
        "approvals_batch": "approval#一并同意立案和结案",
        "approval": "approval#签批",
        "approval_papers": "approval#签批",
        "reviews": "review",
        "review": "review",
        "administration": "administration",
        "administration_agencies": "administration#机构",
        "administration_agency": "administration#机构",
        "administration_agency_change": "administration#机构",
        "administration_unit_new": "administration#机构",
        "administration_posts": "administration#岗位",
        "administration_post_new": "administration#岗位",
        "administration_post_end": "administration#岗位",
        "administration_officers": "administration#人员和证件",
        "administration_officer": "administration#人员和证件",
        "administration_officer_new": "administration#人员和证件",
        "administration_certificate_new": "administration#人员和证件",
        "administration_certificate_change": "administration#人员和证件",
        "administration_accounts": "administration#账号",
        "administration_account": "administration#账号",
        "administration_account_new": "administration#账号",
        "administration_account_step": "administration#账号",
        "administration_routes": "administration#审批权限和委托",
        "administration_route_new": "administration#审批权限和委托",
        "administration_delegations": "administration#审批权限和委托",
        "administration_delegation_new": "administration#审批权限和委托",
        "administration_delegation_end": "administration#审批权限和委托",
        "administration_forms": "administration#文书文号和规则",
        "administration_numbers": "administration#文书文号和规则",
        "administration_rules": "administration#文书文号和规则",
        "administration_imports": "administration#导入",
        "administration_import": "administration#导入",
        "administration_import_carry_out": "administration#导入",
        "account": "account",
        "account_password": "account",
        "account_pin": "account",
        "account_sessions": "account",
        "second_factor": "account",
        "shift_propose": "two-officers#结成搭档",
        "shift_answer": "two-officers#结成搭档",
        "kept": "account",
    }
)

# pages that people without an account see, and the section of the public help about them
PUBLIC: Mapping[str, str] = MappingProxyType(
    {"login": "sign-in", "login_code": "sign-in", "verify": "verify", "verify_code": "verify"}
)

_FILE = "sends a file, not a page"
_PIECE = "a piece of a page, fetched while typing"
_ONLY_POST = "takes a form and leads on to another page"
_GUIDE = "is the guide itself"
_MACHINE = "is asked by machines"

# addresses without a section, and why
WITHOUT: Mapping[str, str] = MappingProxyType(
    {
        "receipt": _FILE,
        "case_file": _FILE,
        "exhibit": _FILE,
        "exhibit_original": _FILE,
        "redaction": _FILE,
        "document": _FILE,
        "paper_blank": _FILE,
        "signature_photo": _FILE,
        "administration_import_template": _FILE,
        "administration_import_faulty": _FILE,
        "administration_import_original": _FILE,
        "search_suggest": _PIECE,
        "lead_aid": _PIECE,
        "upload": _PIECE,
        "logout": _ONLY_POST,
        "display": _ONLY_POST,
        "switch_post": _ONLY_POST,
        "messages_read": _ONLY_POST,
        "message_open": _ONLY_POST,
        "draft_discard": _ONLY_POST,
        "draft_restore": _ONLY_POST,
        "approval_issue": _ONLY_POST,
        "login_sso": _ONLY_POST,
        "oidc_authentication_callback": _ONLY_POST,
        "guide_tour": _ONLY_POST,
        "guide": _GUIDE,
        "guide_page": _GUIDE,
        "help": _GUIDE,
        "styleguide": "is for whoever works on the look; routed in DEBUG only",
        "healthz": _MACHINE,
        "readyz": _MACHINE,
    }
)

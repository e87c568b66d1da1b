"""The printed document: archival, readable by machines, the same bytes every time, and saying what the law asks."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings

from hengtu.documents.catalogue import CURRENT
from hengtu.documents.services.render_document import Layout, render_document, typeset_again
from hengtu.documents.typesetting import sha256
from hengtu.lib.blobs import BlobStore
from hengtu.lib.qr import qr_path
from tests.documents.conftest import Office
from tests.documents.reading import font_count, fonts_not_embedded, page_image, pdfa_part, text_of
from tests.documents.samples import SAMPLES
from tests.lib.qr_reader import Matrix, read_qr

DECISION = "f15_penalty_decision"
SPOT = "f14_spot_decision"

PHRASES = {
    DECISION: [
        "示例县交通运输局行政处罚决定书",
        "统一社会信用代码：91990100MA0TEST0X7",
        "超限55940千克",
        "罚款金额：人民币27500元（大写：贰万柒仟伍佰元整）",
        "自收到本决定书之日起15日内，将罚款缴至示范银行青岚支行",
        "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额",
        "自收到本决定之日起60日内向示例县人民政府申请行政复议，也可以自收到本决定之日起6个月内直接向示例县人民法院提起行政诉讼",
        "2025年6月11日",
    ],
    SPOT: [
        "赵䶮",
        "罚款金额：人民币200元（大写：贰佰元整）",
        "60日内先向示例县人民政府申请行政复议",
        "十五日内再向示例县人民法院提起行政诉讼",
        "未经行政复议，不能直接提起行政诉讼",
    ],
    "f11_violation_notice": ["不会因陈述、申辩而给予更重的处罚", "五个工作日内向本机关提出", "联系地址："],
    "f08_measure_decision": [
        "采取扣押的行政强制措施",
        "2025年6月3日11时00分至2025年7月2日11时00分",
        "重型货车",
        "清单一式二份",
    ],
    "f17_defer_notice": ["第1期应当在2025年7月11日前缴纳人民币9166.70元（大写：玖仟壹佰陆拾陆元柒角整）", "18333.30元"],
    "x_no_penalty_decision": ["决定对当事人不予行政处罚"],
    "f02_interview": ["问：你驾驶的车辆装的是什么货物？答：装的是砂石料。"],
    "x_legal_review": ["执法主体合法是", "审核结论同意"],
    "f05_sampling": ["被抽样物品", "车用柴油"],
    "f06_evidence_registration": ["期限为7日", "不得销毁或者转移证据", "行车日志"],
    "f07_evidence_release": ["清单文号为冀（示）交执登保〔2025〕00001号", "决定自2025年6月9日起解除该证据登记保存"],
    "f09_measure_extension": ["经本机关负责人批准，决定将该行政强制措施的期限延长至2025年8月1日"],
    "f18_execution_announcement": ["限当事人于2025年6月30日前自行拆除", "特此公告"],
    "f19_reminder": ["于2025年6月21日前履行", "合计55000元", "加处罚款、申请法院强制执行", "有权进行陈述和申辩"],
    "f20_enforcement_decision": ["当事人逾期仍不履行，且无正当理由", "执行时间：2025年6月23日10时00分", "60日内向"],
    "f21_substitute_decision": ["行政强制法》第五十二条", "决定立即实施代履行", "示例县公路养护中心", "人民币1200元"],
    "f22_suspend_end_resume": ["行政强制法》第三十九条的规定，决定自2025年6月11日起中止执行"],
    "f24_closing_report": ["作出行政处罚等处理决定且已执行完毕"],
}


@pytest.mark.parametrize("form", sorted(SAMPLES))
def test_every_form_is_archival_with_all_fonts_inside(office: Office, form: str) -> None:
    pdf = typeset_again(office.issue(form))
    assert pdfa_part(pdf) == "2B"
    assert font_count(pdf) > 0
    assert fonts_not_embedded(pdf) == []


@pytest.mark.parametrize("form", sorted(PHRASES))
def test_the_words_that_matter_can_be_read_out_of_the_pdf(office: Office, form: str) -> None:
    text = text_of(typeset_again(office.issue(form)))
    assert [phrase for phrase in PHRASES[form] if phrase not in text] == []


def test_a_spot_decision_never_offers_the_court_before_review(office: Office) -> None:
    for layout in Layout:
        text = text_of(typeset_again(office.issue(SPOT), layout=layout))
        assert "先向示例县人民政府申请行政复议" in text
        assert "直接向" not in text


def test_a_decision_without_a_fine_says_nothing_of_paying(office: Office) -> None:
    text = text_of(typeset_again(office.issue(DECISION, fine=None, penalty="警告")))
    assert "百分之三" not in text
    assert "决定给予当事人以下行政处罚：警告。" in text


def test_a_hearing_is_offered_only_where_there_is_the_right(office: Office) -> None:
    assert "听证" not in text_of(typeset_again(office.issue("f11_violation_notice", right_hearing=False)))


def test_number_code_and_address_are_printed(office: Office) -> None:
    document = office.issue(DECISION)
    text = text_of(render_document(document))
    code = document.verification_code
    assert document.number in text
    assert f"验真码{code[:4]}-{code[4:8]}-{code[8:]}" in text
    assert "127.0.0.1:8000/verify" in text


def test_seal_name_and_date_stay_on_one_page_with_the_last_words(office: Office) -> None:
    """Whatever the length of the facts, no page holds the seal alone."""
    from io import BytesIO

    from pypdf import PdfReader

    for length in range(0, 900, 60):
        pdf = typeset_again(office.issue(DECISION, facts_evidence="经查明，" + "事" * length + "。"))
        last = "".join(PdfReader(BytesIO(pdf)).pages[-1].extract_text().split())
        assert "2025年6月11日" in last
        assert "申请人民法院强制执行。" in last


def test_printing_again_gives_the_same_bytes_in_another_process(office: Office) -> None:
    document = office.issue(DECISION)
    script = (
        "import sys, json, hashlib, django; django.setup();"
        "from datetime import datetime; from hengtu.documents.typesetting import typeset;"
        "order = json.load(sys.stdin);"
        f"pdf = typeset('{CURRENT}', 'decision', {{'data': order['data']}}, datetime.fromisoformat(order['at']));"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    import json
    import os

    order = json.dumps({"data": document.data, "at": document.issued_at.isoformat()})
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "hengtu.settings")}
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], input=order, capture_output=True, text=True, check=True, env=environment
        )
        for _ in range(2)
    ]
    assert {run.stdout.strip() for run in runs} == {sha256(typeset_again(document))}


def test_the_first_printing_is_stored_and_its_hash_recorded(office: Office) -> None:
    document = office.issue(DECISION)
    pdf = render_document(document)
    document.refresh_from_db()
    assert document.pdf_key == hashlib.sha256(pdf).hexdigest()
    assert BlobStore(django_settings.BLOB_ROOT).read(document.pdf_key) == pdf
    assert render_document(document) == pdf == typeset_again(document)


def test_two_workers_printing_at_once_agree(office: Office) -> None:
    document = office.issue(DECISION)
    same = type(document).objects.get(pk=document.pk)
    assert render_document(document) == render_document(same)
    assert same.pdf_key == document.pdf_key


def test_changed_data_are_not_printed(office: Office, refused: Callable[..., Any]) -> None:
    document = office.issue(DECISION)
    document.data = document.data.replace("27500", "17500")
    with refused("document_data_changed"):
        typeset_again(document)


def test_a_template_that_was_changed_does_not_print_old_documents(office: Office, refused: Callable[..., Any]) -> None:
    document = office.issue(DECISION)
    document.form_version = "v1:000000000000:000000000000"
    with refused("document_template_changed"):
        typeset_again(document)


def test_only_the_spot_decision_has_a_layout_for_the_roll(office: Office, refused: Callable[..., Any]) -> None:
    with refused("document_no_roll_layout"):
        typeset_again(office.issue(DECISION), layout=Layout.ROLL)
    image = page_image(typeset_again(office.issue(SPOT), layout=Layout.ROLL), 1, dpi=203)
    assert 630 <= image.width <= 645  # 80 mm


def test_the_printed_qr_code_leads_to_the_verification_page(office: Office) -> None:
    document = office.issue(SPOT)
    page = page_image(typeset_again(document, layout=Layout.ROLL), 1, dpi=300)
    url = f"http://127.0.0.1:8000/verify/{document.verification_code}"
    assert read_qr(_modules(page, qr_path(url).modules)) == url


def _modules(page: Any, modules: int) -> Matrix:
    """Find the code (30 mm wide with its margins, centred on the roll) and sample the middle of each module."""
    black = page.point(lambda value: 255 if value < 128 else 0)
    side = 30 / 25.4 * 300
    left = (page.width - side) / 2
    rows = [y for y in range(page.height) if black.crop((int(left), y, int(left + side), y + 1)).getbbox()]
    quiet = side * 2 / (modules + 4)
    size = side - 2 * quiet
    for top in reversed(rows):  # the lowest place whose finder patterns fit
        corner = [(x, y) for x in (0, modules - 1) for y in (0, modules - 1) if not (x == y == modules - 1)]
        matrix = _sample(black, left + quiet, top, size, modules)
        if matrix and all(matrix[y][x] for x, y in corner) and all(matrix[0][:7]) and all(matrix[modules - 1][:7]):
            return matrix
    raise AssertionError("no QR code on the page")


def _sample(black: Any, left: float, top: float, size: float, modules: int) -> Matrix | None:
    step = size / modules
    if top + size > black.height:
        return None
    return [
        [black.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))) > 0 for x in range(modules)]
        for y in range(modules)
    ]


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("终结", "第四十条的规定，决定自2025年6月11日起终结执行"),
        ("中止情形消失恢复", "第三十九条的规定，决定自2025年6月11日起恢复执行"),
        ("不履行执行协议恢复", "第四十二条第二款的规定，决定自2025年6月11日起恢复强制执行"),
    ],
)
def test_each_way_of_ending_or_resuming_enforcement_names_its_own_article(
    office: Office, mode: str, words: str
) -> None:
    assert words in text_of(typeset_again(office.issue("f22_suspend_end_resume", mode=mode)))


def test_substitute_performance_after_a_reminder_names_the_decision_before(
    office: Office, refused: Callable[..., Any]
) -> None:
    asked = {"mode": "经催告不履行的代履行", "performer": "本机关", "performer_name": None}
    with refused("document_field_missing"):
        office.issue("f21_substitute_decision", **asked)
    earlier = "2025年3月3日责令清除，文号冀（示）交执责改〔2025〕00001号"
    text = text_of(typeset_again(office.issue("f21_substitute_decision", **asked, decision_ref=earlier)))
    assert earlier in text
    assert "行政强制法》第五十条" in text


@pytest.mark.parametrize("form", sorted(SAMPLES))
def test_a_missing_field_is_named_for_every_form(office: Office, form: str) -> None:
    from hengtu.documents.catalogue import form as form_of
    from hengtu.documents.errors import DocumentRefused

    wanted = next(item for item in form_of(form).fields if item.required and item.key in SAMPLES[form])
    with pytest.raises(DocumentRefused) as refusal:
        office.issue(form, **{wanted.key: None})
    assert refusal.value.code == "document_field_missing"
    assert wanted.label in str(refusal.value)

"""The printed document: archival, readable by machines, the same bytes every time, and saying what the law asks."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings

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
        "pdf = typeset('v1', 'decision', {'data': order['data']}, datetime.fromisoformat(order['at']));"
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

"""Verification: what anyone may learn, and nothing more."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from hengtu.documents.codes import ALPHABET, check_character, is_well_formed, new_code, normal_code
from hengtu.documents.models import DocumentState
from hengtu.documents.selectors.verify_code import verify_code
from hengtu.documents.services.change_state import withdraw_document
from hengtu.documents.services.render_document import render_document
from hengtu.documents.typesetting import sha256
from tests.documents.conftest import Office
from tests.documents.samples import at

BODIES = st.text(st.sampled_from(ALPHABET), min_size=8, max_size=8)


def test_a_code_has_no_characters_that_are_misread() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(is_well_formed(code) for code in codes)
    assert not set("".join(codes)) & set("0O1I")


@given(BODIES, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_a_single_wrong_character_is_a_slip_and_not_a_forgery(body: str, place: int, wrong: str) -> None:
    code = body + check_character(body)
    typed = code[:place] + wrong + code[place + 1 :]
    assert is_well_formed(typed) == (typed == code)


def test_what_is_shown_names_the_document_and_masks_the_person(office: Office) -> None:
    document = office.issue("f14_spot_decision")
    pdf = render_document(document)
    result = verify_code(document.verification_code)
    assert result.found
    assert (result.title, result.number, result.agency) == ("当场行政处罚决定书", document.number, office.bureau.name)
    assert (result.party, result.state, result.pdf_sha256) == ("赵*", DocumentState.ISSUED, sha256(pdf))
    told = str(dataclasses.asdict(result))
    assert "䶮" not in told
    assert "110105" not in told
    assert "13800000000" not in told


def test_a_code_may_be_typed_as_it_is_printed(office: Office) -> None:
    code = office.issue("f15_penalty_decision").verification_code
    assert normal_code(f" {code[:4]}-{code[4:8]}-{code[8:]} ".lower()) == code
    assert verify_code(f"{code[:4]}-{code[4:8]}-{code[8:]}".lower()).found


def test_a_code_nobody_has_and_a_mistyped_one_are_told_apart(office: Office) -> None:
    office.issue("f15_penalty_decision")
    unknown = "2" * 8 + check_character("2" * 8)
    assert (verify_code(unknown).found, verify_code(unknown).well_formed) == (False, True)
    assert (verify_code("0O1I").found, verify_code("0O1I").well_formed) == (False, False)


def test_a_withdrawn_document_says_so(office: Office) -> None:
    document = office.issue("f15_penalty_decision")
    withdraw_document(document, reason="决定被撤销", at=at(7, 1))
    assert verify_code(document.verification_code).state is DocumentState.WITHDRAWN

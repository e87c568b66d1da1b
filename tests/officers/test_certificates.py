"""Certificates are judged as of the day of the act; what happens to them is appended, never rewritten."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.appoint import end_post
from hengtu.officers.models import CertificateChange, EnforcementCertificate, HistoryIsKept, Officer, OfficerKind
from hengtu.officers.selectors.certificates import certificate_on, certificates_on
from hengtu.officers.services.certify import CertificateRefused, change_certificate, issue_certificate
from hengtu.officers.services.register_officer import OfficerRefused, register_officer
from tests.cast import DAY, SINCE, Cast, appointed, make_cast

pytestmark = pytest.mark.django_db
ANY = "highway_admin"
AT = datetime(2025, 6, 2, 17, tzinfo=UTC)  # 2025-06-03 01:00 in Beijing


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def certificate(cast: Cast, key: str = "officer-a") -> EnforcementCertificate:
    return cast.officer(key).certificates.get()


def change(cast: Cast, kind: str, since: date = DAY, key: str = "officer-a", **values: object) -> CertificateChange:
    sound: dict[str, object] = {
        "certificate": certificate(cast, key),
        "kind": kind,
        "effective_from": since,
        "reason": "年审未过",
        "basis": "证件管理规定",
        "approved_by": cast.account("head"),
        "at": AT,
    }
    return change_certificate(**{**sound, **values})  # type: ignore[arg-type]


def test_valid_on_both_days_it_names_and_not_beyond(cast: Cast) -> None:
    officer = cast.officer("officer-a")
    assert certificate_on(officer, ANY, date(2022, 1, 1)).valid
    assert certificate_on(officer, ANY, date(2027, 12, 31)).valid
    early, late = (certificate_on(officer, ANY, day) for day in (date(2021, 12, 31), date(2028, 1, 1)))
    assert not early.valid
    assert "尚未生效" in early.reason_zh
    assert not late.valid
    assert "到期" in late.reason_zh


def test_a_suspension_counts_from_its_day_and_not_before(cast: Cast) -> None:
    officer = cast.officer("officer-x")
    assert certificate_on(officer, ANY, date(2025, 4, 30)).valid
    state = certificate_on(officer, ANY, date(2025, 5, 1))
    assert not state.valid
    assert "暂扣" in state.reason_zh
    assert "2025-05-01" in state.reason_zh
    assert state.number in state.reason_zh


def test_restoring_counts_from_then_on_and_heals_nothing(cast: Cast) -> None:
    change(cast, "RESTORED", date(2025, 6, 10), "officer-x")
    officer = cast.officer("officer-x")
    assert not certificate_on(officer, ANY, date(2025, 6, 9)).valid
    assert certificate_on(officer, ANY, date(2025, 6, 10)).valid


def test_a_restoration_cannot_reach_back(cast: Cast) -> None:
    with pytest.raises(CertificateRefused) as refusal:
        change(cast, "RESTORED", date(2025, 6, 2), "officer-x")
    assert refusal.value.code == "restored_backwards"
    assert change(cast, "RESTORED", date(2025, 6, 3), "officer-x")


def test_a_certificate_is_for_its_fields_only(cast: Cast) -> None:
    officer = register_officer(name="港口执法", agency=cast.squad, effective_from=SINCE)
    issue_certificate(
        officer=officer, number="P-1", categories=["port"], valid_from=date(2022, 1, 1), valid_to=date(2027, 1, 1)
    )
    assert certificate_on(officer, "port", DAY).valid
    state = certificate_on(officer, ANY, DAY)
    assert not state.valid
    assert "门类" in state.reason_zh


def test_a_second_certificate_steps_in_when_the_first_has_run_out(cast: Cast) -> None:
    officer = cast.officer("officer-a")
    issue_certificate(
        officer=officer, number="NEW", categories=["all"], valid_from=date(2028, 1, 1), valid_to=date(2033, 1, 1)
    )
    assert certificate_on(officer, ANY, date(2028, 1, 1)).number == "NEW"
    assert certificate_on(officer, ANY, DAY).number == certificate(cast, "officer-b").number.replace("-b", "-a")


def test_an_auxiliary_is_never_valid_even_with_papers_in_the_table(cast: Cast) -> None:
    auxiliary = cast.officer("auxiliary")
    EnforcementCertificate.objects.create(
        officer=auxiliary, number="FAKE", categories=["all"], valid_from=date(2022, 1, 1), valid_to=date(2027, 1, 1)
    )
    state = certificate_on(auxiliary, ANY, DAY)
    assert not state.valid
    assert "辅助" in state.reason_zh


def test_who_is_not_registered_on_the_day_or_has_no_papers_is_not_valid(cast: Cast) -> None:
    Officer.objects.filter(pk=cast.officer("officer-a").pk).update(effective_to=DAY)
    former = Officer.objects.get(pk=cast.officer("officer-a").pk)
    assert certificate_on(former, ANY, DAY - timedelta(days=1)).valid
    assert "不在册" in certificate_on(former, ANY, DAY).reason_zh
    bare = register_officer(name="无证", agency=cast.squad, effective_from=SINCE)
    assert "没有登记执法证件" in certificate_on(bare, ANY, DAY).reason_zh


def test_many_officers_cost_two_queries(cast: Cast, django_assert_num_queries: object) -> None:
    officers = list(Officer.objects.filter(agency=cast.squad))
    with django_assert_num_queries(2):  # type: ignore[operator]
        states = certificates_on(officers, ANY, DAY)
    assert sum(state.valid for state in states.values()) == 4


@pytest.mark.parametrize(
    ("first", "then", "allowed"),
    [
        (None, "RESTORED", False),
        (None, "WITHDRAWN", True),
        (None, "CANCELLED", True),
        ("SUSPENDED", "SUSPENDED", False),
        ("SUSPENDED", "RESTORED", True),
        ("SUSPENDED", "CANCELLED", True),
        ("WITHDRAWN", "RESTORED", False),
        ("WITHDRAWN", "CANCELLED", True),
        ("CANCELLED", "RESTORED", False),
        ("CANCELLED", "SUSPENDED", False),
        (None, "BURNT", False),
    ],
)
def test_what_may_follow_what(cast: Cast, first: str | None, then: str, allowed: bool) -> None:
    if first:
        change(cast, first)
    if allowed:
        assert change(cast, then)
        return
    with pytest.raises(CertificateRefused) as refusal:
        change(cast, then)
    assert refusal.value.code == "change_order"


@pytest.mark.parametrize(
    ("values", "code"),
    [({"reason": " "}, "change_without_reason"), ({"basis": ""}, "change_without_reason")],
)
def test_a_change_needs_reason_and_basis(cast: Cast, values: dict[str, object], code: str) -> None:
    with pytest.raises(CertificateRefused) as refusal:
        change(cast, "SUSPENDED", **values)  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_changes_go_forward(cast: Cast) -> None:
    with pytest.raises(CertificateRefused) as refusal:
        change(cast, "WITHDRAWN", date(2025, 4, 1), "officer-x")
    assert refusal.value.code == "change_backwards"


def test_only_a_head_of_this_or_a_superior_agency_approves(cast: Cast) -> None:
    superior = appointed("city-head", cast.line.city, Role.AGENCY_HEAD)
    far = appointed("far-head", cast.elsewhere.bureau, Role.AGENCY_HEAD)
    for person in (cast.account("officer-b"), cast.account("reviewer"), far):
        with pytest.raises(CertificateRefused) as refusal:
            change(cast, "SUSPENDED", approved_by=person)
        assert refusal.value.code == "approver_not_entitled"
    assert change(cast, "SUSPENDED", approved_by=superior)


def test_a_head_out_of_office_does_not_approve(cast: Cast) -> None:
    for post in cast.account("head").posts.all():
        end_post(post=post, effective_to=DAY)
    with pytest.raises(CertificateRefused) as refusal:
        change(cast, "SUSPENDED")
    assert refusal.value.code == "approver_not_entitled"


def test_history_is_appended_and_never_rewritten(cast: Cast) -> None:
    row = CertificateChange.objects.get()
    for attempt in (
        row.save,
        row.delete,
        CertificateChange.objects.all().delete,
        lambda: CertificateChange.objects.update(reason="x"),
    ):
        with pytest.raises(HistoryIsKept):
            attempt()
    assert CertificateChange.objects.get().reason == row.reason


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"categories": []}, "certificate_categories"),
        ({"categories": ["railway"]}, "certificate_categories"),
        ({"number": " "}, "certificate_number"),
        ({"number": "139901-officer-b"}, "certificate_number"),
        ({"valid_to": date(2021, 1, 1)}, "ends_before_start"),
        ({"officer": "auxiliary"}, "auxiliary_has_no_certificate"),
    ],
)
def test_a_certificate_out_of_order_is_not_issued(cast: Cast, values: dict[str, object], code: str) -> None:
    sound: dict[str, object] = {
        "officer": cast.officer(str(values.get("officer", "officer-a"))),
        "number": "N-9",
        "categories": ["all"],
        "valid_from": date(2022, 1, 1),
        "valid_to": date(2027, 1, 1),
    }
    with pytest.raises(CertificateRefused) as refusal:
        issue_certificate(**{**sound, **{k: v for k, v in values.items() if k != "officer"}})  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_the_register_wants_a_name_a_kind_and_an_account_of_ones_own(cast: Cast) -> None:
    for values, code in (
        ({"name": " "}, "name_missing"),
        ({"kind": "KING"}, "unknown_kind"),
        ({"account": cast.account("officer-a")}, "account_taken"),
    ):
        with pytest.raises(OfficerRefused) as refusal:
            register_officer(**{"name": "某", "agency": cast.squad, "effective_from": SINCE, **values})  # type: ignore[arg-type]
        assert refusal.value.code == code


def test_officers_carry_the_place_of_their_agency(cast: Cast) -> None:
    officer = cast.officer("officer-a")
    assert officer.kind == OfficerKind.OFFICER
    assert (officer.legal_subject_id, officer.province_id) == (cast.bureau.pk, cast.line.province.pk)
    assert isinstance(officer.account, Account)

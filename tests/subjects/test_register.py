"""Parties, vehicles, vessels: checked on entry, encrypted at rest, masked on display."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hengtu.lib.coded_error import CodedError
from hengtu.lib.credit_codes import BadCreditCode
from hengtu.lib.encryption import UnreadableCiphertext
from hengtu.lib.id_numbers import BadIdNumber
from hengtu.lib.plates import BadPlate
from hengtu.subjects.models import Party, Vehicle, Vessel
from hengtu.subjects.services.register_party import PartyRefused, clean_name, register_party
from hengtu.subjects.services.register_vehicle import SubjectRefused, register_vehicle, register_vessel
from hengtu.subjects.services.reveal_personal_data import Purpose, RevealRefused, reveal_personal_data
from hengtu.subjects.services.rotate_keys import rotate_keys
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db
AT = datetime(2025, 6, 3, 1, tzinfo=UTC)
ID = "11010519491231002X"
CODE = "91350100M000100Y43"
PHONE = "13800138000"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def register(cast: Cast, **values: object) -> Party:
    sound: dict[str, object] = {"agency": cast.squad, "kind": "NATURAL_PERSON", "name": "张某", "at": AT}
    return register_party(**{**sound, **values})  # type: ignore[arg-type]


def raw(party: Party, column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from subjects_party where id = %s", [party.pk])
        return str(cursor.fetchone()[0])


def test_what_is_personal_is_never_in_the_clear_in_the_database(cast: Cast) -> None:
    party = register(cast, id_number=ID.lower(), phone=PHONE, address="示例县某街 1 号")
    for column, text in (("id_number", ID), ("phone", PHONE), ("address", "某街")):
        stored = raw(party, column)
        assert text not in stored
        assert stored.startswith("g1.")
    assert ID not in raw(party, "id_number_digest")
    again = Party.objects.get(pk=party.pk)
    assert (again.id_number, again.phone, again.address) == (ID, PHONE, "示例县某街 1 号")


def test_a_party_is_found_by_its_exact_number_and_by_nothing_less(cast: Cast) -> None:
    party = register(cast, id_number=ID)
    assert Party.objects.with_id_number(ID).get() == party
    assert not Party.objects.with_id_number(ID[:17]).exists()
    with pytest.raises(FieldError):
        Party.objects.filter(id_number=ID)


def test_pages_show_masks(cast: Cast) -> None:
    party = register(cast, id_number=ID, phone=PHONE, address="河北省石家庄市长安区某街 12 号")
    assert party.id_number_masked == "110105**********2X"
    assert party.phone_masked == "138****8000"
    assert party.address_masked == "河北省石家庄市长安区****"
    firm = register(cast, kind="LEGAL_PERSON", name="某公司", credit_code=CODE, address="某路 1 号")
    assert firm.address_masked == "某路 1 号"


def test_the_full_data_need_a_purpose_and_do_not_print_themselves(cast: Cast) -> None:
    party = register(cast, id_number=ID, phone=PHONE)
    data = reveal_personal_data(party=party, purpose=Purpose.DOCUMENT)
    assert (data.id_number, data.phone) == (ID, PHONE)
    assert ID not in repr(data)
    assert ID not in repr(party)
    assert ID not in str(party)
    for purpose in ("", "curiosity"):
        with pytest.raises(RevealRefused) as refusal:
            reveal_personal_data(party=party, purpose=purpose)
        assert refusal.value.code == "purpose_missing"


def test_a_value_copied_into_another_column_cannot_be_read_there(cast: Cast) -> None:
    party = register(cast, id_number=ID, phone=PHONE)
    with connection.cursor() as cursor:
        cursor.execute("update subjects_party set phone = id_number where id = %s", [party.pk])
    with pytest.raises(UnreadableCiphertext):
        Party.objects.get(pk=party.pk)


def test_keys_are_changed_without_losing_a_party(cast: Cast, settings: object) -> None:
    party = register(cast, id_number=ID, phone=PHONE)
    old = settings.FIELD_KEY  # type: ignore[attr-defined]
    settings.FIELD_KEY = f"{'n' * 40},{old}"  # type: ignore[attr-defined]
    assert Party.objects.with_id_number(ID).get() == party
    before = raw(party, "id_number")
    assert rotate_keys() == 1
    assert raw(party, "id_number") != before
    settings.FIELD_KEY = "n" * 40  # type: ignore[attr-defined]
    assert Party.objects.with_id_number(ID).get().phone == PHONE


@pytest.mark.parametrize(
    "name", ["王𫔄", "䶮羽", "买买提·阿不都热依木", "Zoë Müller-O’Brien", "𠮷田某", "李", "某" * 300, "㤘𬭎"]
)
def test_rare_characters_and_long_names_stay_as_they_are(cast: Cast, name: str) -> None:
    assert Party.objects.get(pk=register(cast, name=f" {name} ").pk).name == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_missing"),
        (" \u3000", "name_missing"),
        ("某" * 301, "name_too_long"),
        ("张\x00三", "name_unreadable"),
        ("王\ue000", "name_unreadable"),
        ("王\ufffd", "name_unreadable"),
        ("张\ud800", "name_unreadable"),
        ("张\n三", "name_unreadable"),
    ],
)
def test_a_name_nobody_can_print_is_refused_with_its_place(cast: Cast, name: str, code: str) -> None:
    with pytest.raises(PartyRefused) as refusal:
        register(cast, name=name)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("values", "error", "code"),
    [
        ({"kind": "GHOST"}, PartyRefused, "unknown_kind"),
        ({"credit_code": CODE}, PartyRefused, "credit_code_of_person"),
        ({"kind": "LEGAL_PERSON", "id_number": ID}, PartyRefused, "id_number_of_organisation"),
        ({"id_number": ID[:17] + "1"}, BadIdNumber, "id_check_digit"),
        ({"kind": "LEGAL_PERSON", "credit_code": CODE[:17] + "4"}, BadCreditCode, "credit_code_check"),
        ({"id_number": "E1234567", "id_document": "LIBRARY_CARD"}, PartyRefused, "id_document"),
        ({"id_number": "!!", "id_document": "PASSPORT"}, PartyRefused, "id_number"),
        ({"phone": "call me"}, PartyRefused, "phone"),
    ],
)
def test_wrong_data_are_refused_and_nothing_is_kept(
    cast: Cast, values: dict[str, object], error: type[CodedError], code: str
) -> None:
    with pytest.raises(error) as refusal:
        register(cast, **values)
    assert refusal.value.code == code
    assert "请" in refusal.value.message or "。" in refusal.value.message
    assert not Party.objects.exists()


def test_someone_without_a_resident_number_can_be_a_party(cast: Cast) -> None:
    assert register(cast, id_number=" e12345678 ", id_document="PASSPORT").id_number == "E12345678"
    assert register(cast, name="身份不明").id_number_masked == ""


def test_an_individual_business_has_both_numbers_and_is_no_natural_person(cast: Cast) -> None:
    party = register(
        cast, kind="INDIVIDUAL_BUSINESS", name="某运输户", id_number=ID, credit_code=CODE, is_operator=True
    )
    assert (party.credit_code, party.id_number, party.is_natural_person) == (CODE, ID, False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(max_size=30))
def test_no_name_makes_the_check_stumble(name: str) -> None:
    try:
        cleaned = clean_name(name)
    except PartyRefused:
        return
    assert cleaned
    assert cleaned == cleaned.strip()


def test_the_same_vehicle_is_one_row_whoever_typed_the_plate(cast: Cast) -> None:
    owner = register(cast)
    first = register_vehicle(agency=cast.squad, plate="示A·12345", plate_colour="YELLOW", axle_count=5)
    second = register_vehicle(agency=cast.bureau, plate="示a12345", plate_colour="YELLOW", axle_count=6, owner=owner)
    assert first == second
    assert Vehicle.objects.count() == 1
    assert (second.axle_count, second.owner) == (5, owner)
    register_vehicle(agency=cast.squad, plate="示A12345", plate_colour="BLUE")
    register_vehicle(agency=cast.elsewhere.squad, plate="示A12345", plate_colour="BLUE")
    assert Vehicle.objects.count() == 3


def test_wrong_vehicles_and_vessels_are_refused(cast: Cast) -> None:
    with pytest.raises(BadPlate):
        register_vehicle(agency=cast.squad, plate="12345", plate_colour="BLUE")
    for values, code in (({"plate_colour": "PINK"}, "plate_colour"), ({"axle_count": 1}, "axle_count")):
        with pytest.raises(SubjectRefused) as refusal:
            register_vehicle(**{"agency": cast.squad, "plate": "示A12345", "plate_colour": "BLUE", **values})  # type: ignore[arg-type]
        assert refusal.value.code == code
    register_vessel(agency=cast.squad, name="示例 1 号", identification_no="cn20010000001")
    for values, code in (
        ({"name": " "}, "vessel_name"),
        ({"identification_no": "?"}, "vessel_number"),
        ({"identification_no": "CN20010000001"}, "vessel_exists"),
    ):
        with pytest.raises(SubjectRefused) as refusal:
            register_vessel(**{"agency": cast.squad, "name": "某船", **values})  # type: ignore[arg-type]
        assert refusal.value.code == code
    assert (Vehicle.objects.count(), Vessel.objects.count()) == (0, 1)

"""Every act of a whole case leaves its papers, numbered and readable, and the file binds."""

import json
from collections import Counter

import pytest

from hengtu.cases.case_file import bind_file
from hengtu.documents.models import Document, OfficialSeal
from hengtu.documents.services.seals import authorise_seal
from hengtu.web.demo.stage import SINCE
from tests.fixtures import EXPECTED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_squad_may_seal(stage):
    (seal,) = OfficialSeal.objects.of(stage.agency, SINCE)
    authorise_seal(seal=seal, agency=stage.agency, effective_from=SINCE, role="OFFICER")


def forms_of(case_id):
    return Counter(Document.objects.filter(stream=case_id).values_list("form", flat=True))


def printed(case_id, form):
    """Return the words of the papers of one form, in the order of their numbers."""
    rows = Document.objects.filter(stream=case_id, form=form).order_by("number", "issued_at")
    return [json.loads(row.data)["text"] | {"number": row.number, "tables": json.loads(row.data)["tables"]} for row in rows]


@pytest.mark.parametrize("script", EXPECTED)
def test_a_whole_case_leaves_a_file_that_binds(player, script):
    played = player(script)
    case_id = played.play()
    assert bind_file(case_id).startswith(b"%PDF")

from hengtu.documents.export import export_rows
from hengtu.documents.services.render_document import render_document
from hengtu.ledger.exports import registered
from tests.documents.conftest import Office


def test_documents_are_offered_to_exports_with_text_and_pdf_digests(office: Office) -> None:
    document = office.issue("f15_penalty_decision")
    render_document(document)
    assert registered()["documents"] is export_rows
    (row,) = export_rows()
    assert row.row["data"] == document.data
    assert row.texts == {"data": f"sha256:{document.data_hash}"}
    assert [(file.path.is_file(), file.digest) for file in row.files] == [(True, document.pdf_key)]


def test_a_document_never_printed_has_no_file(office: Office) -> None:
    office.issue("f15_penalty_decision")
    (row,) = export_rows()
    assert row.files == ()

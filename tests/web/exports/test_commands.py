"""The commands: a package written to a folder with its manifest, the same bytes again, a receipt taken in."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from hengtu.exchange.models import ExportPackage
from hengtu.web.commandline import administration, export
from tests.cases.conftest import file, player, stage
from tests.exchange.conftest import follow

__all__ = ["file", "follow", "player", "stage"]

pytestmark = pytest.mark.django_db


def test_a_package_is_written_twice_alike_and_its_receipt_is_taken_in(player, follow, tmp_path, capsys):
    player("demo-4").play()
    follow(timezone.now() - timedelta(hours=1))
    assert export.run(["package", "credit", "--out", str(tmp_path / "one")]) == 0
    told = json.loads(capsys.readouterr().out)
    package = ExportPackage.objects.get(number=told["package"])
    first = (tmp_path / "one" / package.filename).read_bytes()
    assert export.run(["package", "--number", package.number, "--out", str(tmp_path / "two")]) == 0
    assert (tmp_path / "two" / package.filename).read_bytes() == first
    manifests = {path.read_text() for path in tmp_path.glob("*/*.manifest.json")}
    assert manifests == {package.manifest}
    receipt = tmp_path / "回执.jsonl"
    line = {"package": package.number, "result": "accepted", "answered_at": timezone.now().isoformat()}
    receipt.write_text(json.dumps(line) + "\n坏行\n")
    capsys.readouterr()
    for arguments, state in ((["--dry-run"], "PRODUCED"), (["--by", "archivist"], "RECEIVED")):
        assert administration.run(["exchange-receipt", str(receipt), *arguments]) == 1
        said = json.loads(capsys.readouterr().out)
        assert (said["accepted"], [each["line"] for each in said["bad"]]) == (1, [2])
        package.refresh_from_db()
        assert package.state == state


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["package", "moon", "--out", "x"], "format_unknown"),
        (["package", "mot", "--out", "x"], "nothing_waits"),
        (["package", "mot", "--out", "x", "--agency", "nobody"], "agency_unknown"),
        (["package", "--number", "MOT-X-1", "--out", "x"], "package_unknown"),
        (["package", "mot", "--agency", "nobody"], "usage"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_code(arguments, code, capsys):
    assert export.run(arguments) == 2
    assert json.loads(capsys.readouterr().err)["error"] == code


def test_the_formats_are_checked_without_making_anything(capsys):
    assert export.run(["package", "--check"]) == 0
    assert [json.loads(line).get("format") for line in capsys.readouterr().out.splitlines()][:2] == ["mot", "justice"]


def test_a_receipt_by_nobody_known_is_refused(tmp_path, capsys):
    (tmp_path / "r").write_text("{}")
    assert administration.run(["exchange-receipt", str(tmp_path / "r"), "--by", "nobody"]) == 2
    assert json.loads(capsys.readouterr().err)["error"] == "account_unknown"

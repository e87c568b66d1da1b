"""Packs: signed, chained, read by the law once committed, never changed, never lost."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from hengtu.agencies.administration import changes_of
from hengtu.agencies.models import Account
from hengtu.law.edition import edition
from hengtu.law.rulebook import records, refresh
from hengtu.ledger.services.export_ledger import export_ledger
from hengtu.ledger.verification.database import verify_database
from hengtu.ledger.verification.export import verify_export
from hengtu.rulesets.errors import PackRefused, RulesRefused
from hengtu.rulesets.installing import install_packs, refresh_if_published
from hengtu.rulesets.models import RulePack
from hengtu.rulesets.services.publish_pack import publish_pack
from tests.postgres import Database
from tests.rulesets.make import AT, published, table


def child(database: Database) -> dict[str, str]:
    """The environment of another process of the same installation."""
    same = {"HENGTU_SIGNING_SEED": settings.SIGNING_SEED, "HENGTU_PACKS": os.environ["HENGTU_PACKS"]}
    return {**database.environment, **same, "DJANGO_SETTINGS_MODULE": "hengtu.settings"}


def code_of(call, *arguments, **named) -> str:
    with pytest.raises(RulesRefused) as refused:
        call(*arguments, **named)
    return refused.value.code


def test_a_published_rule_is_in_the_law_once_committed_and_stands_in_the_chain(database: Database, packs: Path) -> None:
    before = edition()
    pack = published()
    assert records("benchmarks")["road-occupy-dig@t1"]["division"] == "130000"
    assert edition() != before
    assert (packs / pack.file_name).read_text() == pack.text
    change = changes_of(pack.agency)[0]
    assert (change.what, change.by, change.reason) == ("发布规则", "approver", "试〔2026〕1号")
    assert json.loads(pack.text)["previous"] == ""
    second = published("road-occupy-dig@t2")
    assert (second.seq, second.previous) == (2, pack.sha256)
    assert {"road-occupy-dig@t1", "road-occupy-dig@t2"} <= set(records("benchmarks"))


def test_what_was_published_cannot_be_changed_or_taken_away(database: Database) -> None:
    published()
    with pytest.raises(DatabaseError), transaction.atomic():
        RulePack.objects.update(text="{}")
    with pytest.raises(DatabaseError), transaction.atomic():
        RulePack.objects.all()._raw_delete("default")
    assert code_of(published) == "rule_published"
    assert RulePack.objects.count() == 1


def test_an_id_of_the_rulebook_cannot_be_published_again(sqlite_database: Database) -> None:
    assert code_of(published, "road-occupy-dig@1", division="330000") == "rule_published"


def test_malformed_rules_are_refused_with_every_problem(sqlite_database: Database, packs: Path) -> None:
    with pytest.raises(RulesRefused) as refused:
        published("x", effective_from="2026-02-30", tiers=[{"tier": "一般", "when": "area >= 1", "outcome": {}}])
    assert refused.value.code == "rules_malformed"
    assert "benchmarks/x effective_from：应当是日期，写成 2025-01-31" in refused.value.problems
    assert len(refused.value.problems) >= 2
    broken = [table()["tiers"][0], {**table()["tiers"][1], "when": "aera_m2 >= 2"}]
    with pytest.raises(RulesRefused) as refused:
        published("y", tiers=broken)
    assert "不认识的事实 aera_m2" in refused.value.problems[0]
    assert not packs.exists()


def test_one_person_alone_publishes_nothing(sqlite_database: Database) -> None:
    agency = published().agency
    proposer, approver = Account.objects.get(username="proposer"), Account.objects.get(username="approver")
    rules = {"benchmarks": {"z": table("z")}}
    same = {"records": rules, "agency": agency, "reason": "文", "at": AT}
    assert code_of(publish_pack, proposed_by=proposer, approved_by=proposer, **same) == "same_person"
    assert code_of(publish_pack, proposed_by=proposer, approved_by=approver, **{**same, "reason": " "}) == (
        "reason_missing"
    )
    assert code_of(publish_pack, proposed_by=proposer, approved_by=approver, **{**same, "records": {}}) == "rules_empty"
    Account.objects.filter(pk=approver.pk).update(is_active=False)
    approver.refresh_from_db()
    assert code_of(publish_pack, proposed_by=proposer, approved_by=approver, **same) == "account_stopped"


def test_of_two_who_publish_at_once_one_follows_the_other(database: Database) -> None:
    published()
    done: list[int] = []

    def publish(identity: str) -> None:
        try:
            done.append(published(identity).seq)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=(f"road-occupy-dig@n{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [2, 3, 4, 5]
    chain = list(RulePack.objects.order_by("seq").values_list("previous", "sha256"))
    assert [previous for previous, _ in chain] == ["", *(digest for _, digest in chain[:-1])]
    refresh()
    assert {f"road-occupy-dig@n{n}" for n in range(4)} <= set(records("benchmarks"))


def test_killed_between_commit_and_file_nothing_is_lost(sqlite_database: Database) -> None:
    published("first")
    script = (
        "import django; django.setup(); import os; import hengtu.rulesets.services.publish_pack as p;"
        "p.install_packs = lambda: os._exit(9); from tests.rulesets.make import published; published('second')"
    )
    environment = child(sqlite_database)
    killed = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    assert killed.returncode == 9, killed.stderr
    assert RulePack.objects.count() == 2
    subprocess.run([sys.executable, "-m", "hengtu", "migrate"], env=environment, check=True)
    files = sorted(Path(os.environ["HENGTU_PACKS"]).iterdir())
    assert [path.name[:6] for path in files] == ["000001", "000002"]


def test_another_process_sees_what_was_published(sqlite_database: Database) -> None:
    refresh_if_published()
    assert refresh_if_published() is False
    script = "import django; django.setup(); from tests.rulesets.make import published; published()"
    environment = child(sqlite_database)
    assert "road-occupy-dig@t1" not in records("benchmarks")
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
    assert refresh_if_published() is True
    assert "road-occupy-dig@t1" in records("benchmarks")
    assert refresh_if_published() is False


def test_an_altered_file_is_written_again_and_a_foreign_one_is_refused(database: Database, packs: Path) -> None:
    pack = published()
    path = packs / pack.file_name
    path.write_text(path.read_text().replace("30000", "20000"))
    assert verify_database(processes=1).as_json()["first_broken"]["code"] == "original_differs"
    assert install_packs() == [pack.file_name]
    assert path.read_text() == pack.text
    path.unlink()
    assert refresh_if_published() is True
    assert path.exists()
    (packs / "000002-foreign.json").write_text(pack.text)
    with pytest.raises(PackRefused) as refused:
        refresh_if_published()
    assert refused.value.code == "rule_pack_foreign"


def test_a_pack_of_an_unknown_key_is_refused_unless_the_key_is_named(sqlite_database: Database, settings) -> None:
    pack = published()
    settings.SIGNING_SEED = "another seed, long enough for a key of its own"
    assert code_of(install_packs) == "rule_pack_key_unknown"
    settings.HENGTU_RULE_KEYS = (pack.public_key,)
    assert install_packs() == []


def test_a_row_altered_in_the_database_is_refused_and_found(sqlite_database: Database) -> None:
    pack = published()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER rulesets_rulepack_updated")
        cursor.execute("UPDATE rulesets_rulepack SET text = replace(text, '30000', '20000')")
    assert code_of(install_packs) == "rule_pack_signature_wrong"
    found = verify_database(processes=1).as_json()
    assert not found["ok"]
    assert {broken.code for broken in verify_database(processes=1).broken} >= {"text_differs", "row_signature_wrong"}
    assert pack.seq == 1


def test_an_export_carries_the_packs_and_verifies_them(database: Database, tmp_path: Path) -> None:
    published()
    published("road-occupy-dig@t2")
    export_ledger(tmp_path / "export", at=AT)
    assert verify_export(tmp_path / "export", processes=1).broken == []
    rows = tmp_path / "export" / "rows" / "rule_packs.jsonl"
    lines = rows.read_text().splitlines(keepends=True)
    rows.write_text(lines[1])
    codes = {broken.code for broken in verify_export(tmp_path / "export", processes=1).broken}
    assert {"row_chain_broken", "export_truncated"} <= codes
    rows.write_text("".join(lines).replace("30000", "20000"))
    codes = {broken.code for broken in verify_export(tmp_path / "export", processes=1).broken}
    assert {"row_signature_wrong", "text_differs"} <= codes


def test_a_backup_brings_the_packs_back(sqlite_database: Database, tmp_path: Path) -> None:
    pack = published()
    assert sqlite_database.hengtu("backup", str(tmp_path / "b.tar")).returncode == 0
    home = tmp_path / "elsewhere"
    home.mkdir()
    there = Database("sqlite", f"sqlite://{home}/hengtu.sqlite3", home)
    (home / "signing.secret").write_text(settings.SIGNING_SEED)
    done = there.hengtu("restore", str(tmp_path / "b.tar"))
    assert done.returncode == 0, done.stderr
    assert (home / "rulepacks" / pack.file_name).read_text() == pack.text


def test_the_command_line_answers_by_what_was_published_here(sqlite_database: Database) -> None:
    script = "import django; django.setup(); from tests.rulesets.make import published; published()"
    own = {**sqlite_database.environment, "DJANGO_SETTINGS_MODULE": "hengtu.settings"}
    own.pop("HENGTU_PACKS")  # an installation that names no folder has one of its own
    subprocess.run([sys.executable, "-c", script], env=own, check=True)
    asked = {
        "violation": "road-occupy-dig", "jurisdiction": "130000", "violation_on": "2026-04-02",
        "decided_on": "2026-05-01", "party_type": "natural_person", "facts": {"area_m2": 5},
    }  # fmt: skip
    words = [sys.executable, "-m", "hengtu", "law", "assess"]
    given = json.dumps(asked)
    said = subprocess.run(words, env=own, input=given, capture_output=True, text=True, check=True)
    answer = json.loads(said.stdout)
    assert (answer["tier"], answer["benchmark"]["id"]) == ("一般", "road-occupy-dig@t1")
    assert answer["receipt"]["rules"]["benchmarks/road-occupy-dig@t1"]
    receipt = sqlite_database.home / "receipt.json"
    receipt.write_text(json.dumps(answer["receipt"]))
    checked = [sys.executable, "-m", "hengtu", "receipt", "verify", str(receipt)]
    assert json.loads(subprocess.run(checked, env=own, capture_output=True, text=True, check=True).stdout)["ok"]

"""Two people act at once: one succeeds, the other is told; nothing is drawn or written twice. On both engines."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from hengtu.cases.models import EnforcementCase
from hengtu.cases.services import do_act as door
from hengtu.cases.services.file_case import file_case
from hengtu.documents.models import DrawnNumber
from hengtu.law.procedure import objections_to
from hengtu.ledger.errors import StreamMoved
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.selectors.soundness import stream_is_whole
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for


def test_of_two_heads_who_open_the_same_case_one_is_told(database, file, monkeypatch):
    stage = stage_for(file)
    player = Player(file.script("demo-1"), stage)
    player.do(player.script.acts[0])
    at = player.script.acts[1].occurred_at
    both_asked = threading.Barrier(2, timeout=20)

    def ask_then_wait(history, act):
        found = objections_to(history, act)
        both_asked.wait()
        return found

    monkeypatch.setattr(door, "objections_to", ask_then_wait)

    def open_it(_):
        try:
            file_case(case_id=player.case_id, by=(stage.people["head"],), at=at)
        except StreamMoved as moved:
            return moved
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(open_it, range(2)))
    assert sorted(outcome is None for outcome in outcomes) == [False, True]
    told = next(outcome for outcome in outcomes if outcome)
    assert "刚才已有他人先行办理" in told.message
    assert [act.kind for act in acts_of_stream(player.case_id)] == ["lead_registered", "case_filed"]
    assert DrawnNumber.objects.filter(form="case").count() == 1


CHILD = """
import os, sys, time
import django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
django.setup()
from pathlib import Path
from hengtu.cases.services import do_act
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.fixtures import scripts
file = scripts()
stage = stage_for(file)
player = Player(file.script("demo-1"), stage)
player.do(player.script.acts[0])
print(player.case_id, flush=True)
issue = do_act.issue_papers
def hang(*words):
    issue(*words)
    print("in the middle", flush=True)
    time.sleep(60)
do_act.issue_papers = hang
player.do(player.script.acts[1])
"""


def test_a_process_killed_in_the_middle_of_an_act_leaves_nothing_half_done(database):
    root = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD],
        env={**database.environment, "PYTHONPATH": root},
        stdout=subprocess.PIPE,
        text=True,
    )
    case_id = child.stdout.readline().strip()
    assert child.stdout.readline().strip() == "in the middle"
    child.send_signal(signal.SIGKILL)
    child.wait()
    time.sleep(0.5)
    case = EnforcementCase.objects.get(pk=case_id)
    assert (case.seq, case.number) == (1, "")
    assert [act.kind for act in acts_of_stream(case.pk)] == ["lead_registered"]
    assert not DrawnNumber.objects.exists()
    assert stream_is_whole(case.pk)

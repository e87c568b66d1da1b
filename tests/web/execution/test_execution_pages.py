"""The registers of execution and of remedies: counts equal lists, each step has its sheet, strangers see nothing."""

from __future__ import annotations

import re
from datetime import date

from django.test import Client, TestCase
from django.urls import reverse

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import ExecutionPhase, RemedyContest
from hengtu.cases.selectors.contest_list import GROUPS as CONTEST_GROUPS
from hengtu.cases.selectors.contest_list import ContestFilters, contest_list, contest_rows
from hengtu.cases.selectors.execution_list import GROUPS, ExecutionFilters, execution_list, execution_rows
from hengtu.cases.services.answer_reconsideration import answer_reconsideration
from hengtu.cases.services.apply_to_court import apply_to_court
from hengtu.cases.services.grant_instalments import grant_instalments
from hengtu.cases.services.order_correction import order_correction
from hengtu.cases.services.publish_decision import publish_decision
from hengtu.cases.services.receive_lawsuit import receive_lawsuit
from hengtu.cases.services.receive_reconsideration import receive_reconsideration
from hengtu.cases.services.record_payment import record_payment
from hengtu.cases.services.record_reconsideration_outcome import record_reconsideration_outcome
from hengtu.cases.services.withdraw_publication import withdraw_publication
from hengtu.ledger.projections import rebuild
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cases.test_chains_after_decision import COURT, Way
from tests.cases.test_services import play_until
from tests.cast import SINCE, appointed
from tests.fixtures import scripts

PARTS = [{"due_on": "2025-09-30", "amount_yuan": 10000.0}, {"due_on": "2025-12-31", "amount_yuan": 17500.0}]


def served(stage):
    """A case like the first of the eight, served on 2025-06-11 and unpaid."""
    running = Player(scripts().script("demo-1", None), stage)
    play_until(running, "paid")
    return Way(running.case_id, stage)


def at(who):
    client = Client()
    client.force_login(who)
    return client


def plain(text):
    return re.sub(r"<[^>]+>", "", text)


class Registers(TestCase):
    """Six cases: planned, at the court, reminded, ordered to correct; revoked after payment, and answered by nobody."""

    @classmethod
    def setUpTestData(cls):
        stage = stage_for(scripts())
        cls.handler = stage.people["officer-a"].account
        cls.planned, cls.court, cls.ordered, cls.revoked, cls.unanswered = (served(stage) for _ in range(5))
        cls.planned.do(grant_instalments, cls.planned.head, "2025-06-24", instalments=PARTS)
        cls.court.remind("2025-12-12")
        ordered, revoked, unanswered = cls.ordered, cls.revoked, cls.unanswered
        ordered.do(record_payment, ordered.bank, "2025-06-20", amount_yuan=27500.0)
        ordered.do(order_correction, ordered.officers, "2025-06-25", order="加装装置", due_on="2026-01-20")
        revoked.do(publish_decision, revoked.head, "2025-06-13")
        revoked.do(record_payment, revoked.bank, "2025-06-20", amount_yuan=27500.0)
        revoked.do(receive_reconsideration, revoked.one, "2025-07-08", body="示例县人民政府", procedure="ordinary")
        revoked.do(answer_reconsideration, revoked.head, "2025-07-18", answer="程序合法")
        revoked.do(record_reconsideration_outcome, revoked.one, "2025-08-26", outcome="revoked", reason="依据不足")
        unanswered.do(receive_lawsuit, unanswered.one, "2025-07-10", court=COURT, court_case="行初 1 号")

    def page(self, name, *args, query=""):
        response = at(self.handler).get(f"{reverse(name, args=args)}?{query}")
        assert response.status_code == 200, name
        return response.content.decode()

    def listed(self, day, **filters):
        return execution_list(self.handler, ExecutionFilters(**filters), on=date.fromisoformat(day)).lines

    def contests(self, day, **filters):
        return contest_list(self.handler, ContestFilters(**filters), on=date.fromisoformat(day))

    # --- execution ----------------------------------------------------------------------------------------------------

    def test_every_open_obligation_stands_once_in_the_order_of_what_can_be_done(self):
        found = self.listed("2025-12-29")
        states = {line.row.state for line in found}
        assert states == {"plan_missed", "window_open", "correcting", "remedy"}
        assert len(found) == 4, "what was revoked or paid is on no list"
        ours = [line.row.is_ours for line in found]
        assert ours == sorted(ours, reverse=True), "what can be done now comes first"
        days = [line.row.turns_on for line in found if line.row.is_ours]
        assert days == sorted(days), "and of that, the day that comes first"

    def test_every_count_equals_its_list_and_its_table(self):
        for day in ("2025-12-29", "2026-01-25", "2026-03-01", "2026-06-01"):
            on = date.fromisoformat(day)
            counts = execution_list(self.handler, ExecutionFilters(), on=on).counts
            for group, number in zip(GROUPS, counts, strict=True):
                assert len(self.listed(day, group=group)) == number, (day, group)
                rows = list(execution_rows(self.handler, ExecutionFilters(group=group), on=on))
                assert len(rows) - 1 == number, (day, group)
                assert {len(row) for row in rows} == {len(rows[0])}
            assert counts[0] == 4

    def test_filters_find_by_state_obligation_and_words(self):
        assert [line.row.case_id for line in self.listed("2025-12-29", state="window_open")] == [self.court.case_id]
        assert [line.row.case_id for line in self.listed("2025-12-29", obligation="conduct")] == [self.ordered.case_id]
        number = self.listed("2025-12-29")[0].row.case.number
        assert {line.row.case.number for line in self.listed("2025-12-29", q=number)} == {number}
        assert self.listed("2025-12-29", q="没有这样的案件") == ()

    def test_a_line_says_the_step_with_its_sheet_and_why(self):
        text = self.page("execution", query="state=window_missed")
        assert f"/cases/{self.court.case_id}/do/court_applied/" in text
        assert "三个月到2026年3月11日届满" in plain(text)
        assert "行政强制法" in text

    def test_nonsense_in_the_address_asks_for_nothing(self):
        for name in ("execution", "remedies"):
            text = self.page(name, query="group=<x>&state=rich&obligation=1&after=-3&q=%00&year=x&rate=0")
            assert text.count("<h1") == 1

    def test_the_page_of_a_case_explains_the_window_with_both_remedies_and_what_it_waits_for(self):
        text = plain(self.page("execution_of_case", self.court.case_id))
        assert "2025年8月11日" in text
        assert "2025年12月11日" in text
        assert "催告书" in text
        assert "公路法" in text
        assert f"/cases/{self.court.case_id}/do/court_applied/" not in text

    def test_strangers_see_no_line_and_no_case(self):
        bureau = plant_line(province_code="13", since=SINCE, serial=2).bureau
        stranger = appointed("stranger", bureau, Role.OFFICER)
        nobody = Account.objects.create_account("nobody", "无岗位", "mima-2026-qinglan")
        for who in (stranger, nobody):
            on = date(2025, 12, 29)
            assert execution_list(who, ExecutionFilters(), on=on).counts == (0,) * len(GROUPS)
            assert contest_list(who, ContestFilters(), on=on).counts == (0,) * len(CONTEST_GROUPS)
            assert at(who).get(reverse("execution_of_case", args=[self.court.case_id])).status_code == 404
        assert Client().get(reverse("execution")).status_code == 302

    # --- remedies -----------------------------------------------------------------------------------------------------

    def test_the_answer_is_due_first_and_late_is_said(self):
        (line,) = self.contests("2025-07-20", group="answer").lines
        assert (line.step, line.tone) == ("提交答辩状和证据", "soon")
        (line,) = self.contests("2025-07-27", group="past").lines
        assert "2025年7月25日已过2日" in line.due

    def test_what_the_outcome_calls_for_stands_open_until_it_is_done(self):
        (line,) = self.contests("2025-08-27", group="follow").lines
        wanted = ["publication_withdrawn", "fine_refunded", "decided"]
        assert [(each.kind, each.is_done) for each in line.follow_ups] == [(kind, False) for kind in wanted]
        assert (line.row.waits_for, line.row.waits_until) == ("publication_withdrawn", date(2025, 8, 29))
        text = plain(self.page("execution_of_case", self.revoked.case_id))
        assert "行政复议：示例县人民政府" in text
        assert "撤回公开并说明理由：还没有办，2025年8月29日以前" in text
        assert "应退还" in text
        self.revoked.do(withdraw_publication, self.revoked.head, "2025-08-28", reason="复议撤销")
        (line,) = self.contests("2025-08-28", group="follow").lines
        assert [each.is_done for each in line.follow_ups] == [True, False, False]

    def test_the_rates_of_a_year_equal_their_lists(self):
        (year,) = self.contests("2025-09-01").years
        assert (year.year, year.total) == (2025, 1)
        (share,) = year.shares
        assert (share.rate, share.number, share.share) == ("revoked", 1, "100.0")
        found = self.contests("2025-09-01", group="ended", kind=year.kind, rate=share.rate, year=year.year)
        assert len(found.lines) == share.number
        assert share.query in self.page("remedies").replace("&amp;", "&")

    def test_every_count_of_the_remedies_equals_its_list_and_its_table(self):
        for day in ("2025-07-20", "2025-09-01"):
            on = date.fromisoformat(day)
            for group, number in zip(CONTEST_GROUPS, self.contests(day).counts, strict=True):
                assert len(self.contests(day, group=group).lines) == number, group
                rows = list(contest_rows(self.handler, ContestFilters(group=group), on=on))
                assert len(rows) - 1 == number, group

    def test_both_tables_are_spreadsheets(self):
        for name in ("execution_csv", "remedies_csv"):
            response = at(self.handler).get(reverse(name), {"group": "all"})
            assert response["Content-Type"].startswith("text/csv")
            assert "示例" in b"".join(response.streaming_content).decode()

    def test_a_rebuild_writes_the_same_rows_and_the_pages_ask_few_queries(self):
        self.court.do(apply_to_court, self.court.head, "2025-12-29", court=COURT)
        before = (ExecutionPhase.objects.count(), RemedyContest.objects.count())
        assert not any(each.differed for each in rebuild())
        assert (ExecutionPhase.objects.count(), RemedyContest.objects.count()) == before
        client = at(self.handler)
        for name in ("execution", "remedies"):
            client.get(reverse(name))
            with self.assertNumQueries(FewerThan(25)):
                client.get(reverse(name))


class FewerThan(int):
    """A number of queries that is an upper limit."""

    def __eq__(self, other):
        return int(other) < int(self)

    __hash__ = int.__hash__

"""Somebody signed in, and pages that show invented values instead of asking the rooms below."""

import pytest
from django.core.cache import cache
from django.test import Client

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.web import samples
from hengtu.web.views import case_list, case_page

PASSWORD = "mima-2026-qinglan"


@pytest.fixture(autouse=True)
def _forget_misses():
    cache.clear()


@pytest.fixture
def account(db) -> Account:
    return Account.objects.create_account("chenyu", "陈屿", PASSWORD)


@pytest.fixture
def reader(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def invented(monkeypatch) -> None:
    monkeypatch.setattr(case_list, "case_list", lambda account, filters, on: samples.case_list(filters))
    monkeypatch.setattr(case_page, "access_case", lambda account, case_id, on: EnforcementCase(pk=case_id))
    monkeypatch.setattr(case_page, "case_page", lambda case, on: samples.case_page())
    monkeypatch.setattr(case_page, "receipts_of", lambda case_id: [{"hash": "9f2c", "amount_yuan": 20000}])

"""A case that is being worked on, the people around it, and files to send."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from PIL import Image, ImageDraw

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import EnforcementCase
from hengtu.evidence.models import Exhibit
from tests.cases.conftest import file, player, stage
from tests.cast import SINCE, appointed

__all__ = ["file", "player", "stage"]


@pytest.fixture(autouse=True)
def blobs(settings, tmp_path):
    settings.BLOB_ROOT = tmp_path / "blobs"
    return settings.BLOB_ROOT


@pytest.fixture
def case(player, file) -> EnforcementCase:
    """An ordinary case that has been investigated, with exhibits named in its acts."""
    longest = max(file.cases, key=lambda case_id: len(file.script(case_id).acts))
    at_work = player(longest)
    for act in file.script(longest).acts:
        at_work.do(act)
        if act.kind == "investigated":
            break
    return EnforcementCase.objects.get(pk=at_work.case_id)


@dataclass(frozen=True)
class People:
    officer: Client
    reviewer: Client
    supervisor: Client
    stranger: Client
    anonymous: Client


@pytest.fixture
def people(case) -> People:
    """Who works on the case, who may only look, who may not even know of it."""
    elsewhere = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    supervisor = appointed("supervisor", case.agency.legal_subject, Role.SUPERVISOR)
    stranger = appointed("stranger", elsewhere.bureau, Role.AGENCY_HEAD)
    officer, reviewer = (Account.objects.get(username=name) for name in ("officer-a", "reviewer"))
    return People(*map(signed_in, (officer, reviewer, supervisor, stranger)), Client())


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def picture(case) -> Exhibit:
    return Exhibit.objects.filter(stream_id=case.pk).exclude(display_key="").order_by("seq")[0]


@pytest.fixture
def upload_page(case) -> str:
    return f"/cases/{case.pk}/evidence/"


def image(color: str = "red", *, secret: bool = False) -> bytes:
    """A photo; ``secret`` writes a camera and a place into it."""
    exif = Image.Exif()
    if secret:
        exif[0x010F] = "camera of a real person"
        exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 2.0, 31.0), 3: "E", 4: (114.0, 30.0, 0.0)})
    target = io.BytesIO()
    photo = Image.new("RGB", (400, 300), color)
    ImageDraw.Draw(photo).rectangle((120, 90, 260, 200), fill="white", outline="black", width=6)
    photo.save(target, "JPEG", exif=exif)
    return target.getvalue()


Words = Callable[..., dict[str, object]]


@pytest.fixture
def words(case) -> Words:
    """What is typed into the form."""

    def typed(**changes: object) -> dict[str, object]:
        from hengtu.officers.models import Officer

        officer = Officer.objects.get(account__username="officer-a")
        given: dict[str, object] = {
            "kind": "AUDIOVISUAL",
            "title": "现场照片",
            "proof_purpose": "证明车辆轴数",
            "place": "国道205线 K12",
            "collected_at": "2025-06-03T09:10",
            "collectors": [str(officer.uid)],
        }
        return {**given, **changes}

    return typed


DEVICE = {
    "monitored": "1",
    "device_name": "K12卡口1号相机",
    "device_certificate": "冀检字2025-0102",
    "device_valid_until": "2026-01-31",
    "device_device_reviewed": "yes",
    "device_device_meets_standard": "yes",
    "device_siting_reasonable": "yes",
    "device_sign_visible": "yes",
    "device_place_published": "yes",
}  # what is asked of a monitoring record

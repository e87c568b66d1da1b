"""What the registers say of agencies, for one or many at once: people with certificates, posts, versions, drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from hengtu.agencies.models import Agency, AgencyKind, BusinessCategory, OpennessPage, Post, Role
from hengtu.agencies.selectors.openness import published_pages, waiting_drafts
from hengtu.officers.models import ALL_CATEGORIES, Officer, OfficerKind
from hengtu.officers.selectors.register import CertificateStanding, standings_of

VALID = "有效"
GONE = frozenset({"暂扣", "收回", "注销"})  # what the public must be told; a certificate that ran out is not shown
CATEGORIES = {str(value): str(label) for value, label in BusinessCategory.choices}
NOT_A_DUTY = frozenset({str(Role.ADMIN)})  # keeps the system, enforces nothing


@dataclass(frozen=True)
class Person:
    """One line of the public list: nothing of a person but name, unit, post and certificate. ``state`` is 有效 or what
    happened to the certificate; an auxiliary has none."""

    name: str
    unit: str
    post: str
    number: str = ""
    categories: str = ""
    valid_to: date | None = None
    state: str = ""

    @property
    def is_valid(self) -> bool:
        return self.state == VALID


@dataclass
class Register:
    """What the registers hold of one legal subject on a day."""

    agency: Agency
    officers: list[Person] = field(default_factory=list)
    auxiliaries: list[Person] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    pages: dict[str, OpennessPage] = field(default_factory=dict)
    drafts: dict[str, list[OpennessPage]] = field(default_factory=dict)
    people_changed_on: date | None = None


def legal_subjects(on: date, text: str = "") -> list[Agency]:
    """Return the legal subjects in force on a day, upper levels first; with a text those whose name or code has it."""
    found = Agency.objects.in_force(on).filter(kind=AgencyKind.LEGAL_SUBJECT)
    if text:
        found = found.filter(Q(name__contains=text) | Q(short_name__contains=text) | Q(code__iexact=text))
    return list(found.order_by("division_code", "id"))


def registers_of(agencies: Sequence[Agency], on: date) -> list[Register]:
    """Return what is registered of several legal subjects; the number of queries does not depend on how many."""
    found = {agency.pk: Register(agency) for agency in agencies}
    people = list(Officer.objects.in_force(on).filter(legal_subject_id__in=found).select_related("agency"))
    posts = _posts(found, on)
    held = _by_account(posts)
    standings = standings_of(people, on)
    for officer in sorted(people, key=lambda each: (each.agency_id, each.pk)):
        _add_person(found[officer.legal_subject_id], officer, _post_of(officer, held), standings[officer.pk], on)
    for post in posts:
        found[post.agency.legal_subject_id].roles.add(post.role)
    for (agency, section), page in published_pages(found).items():
        found[agency].pages[section] = page
    for (agency, section), drafts in waiting_drafts(found).items():
        found[agency].drafts[section] = drafts
    return list(found.values())


def _posts(agencies: Iterable[int], on: date) -> list[Post]:
    keys = list(agencies)
    here = Q(agency__in=keys) | Q(agency__acts_in_name_of__in=keys)
    held = Post.objects.in_force(on).filter(here, account__is_active=True).select_related("agency")
    return [post for post in held.order_by("id") if post.role not in NOT_A_DUTY]


def _add_person(
    register: Register,
    officer: Officer,
    post: str,
    standings: Sequence[CertificateStanding],
    on: date,
) -> None:
    unit = officer.agency.short_name
    _note_change(register, officer.effective_from, on)
    if officer.kind == OfficerKind.AUXILIARY:
        register.auxiliaries.append(Person(officer.name, unit, post))
        return
    for standing in standings:
        certificate = standing.certificate
        for change in certificate.changes.all():
            _note_change(register, change.effective_from, on)
        _note_change(register, certificate.valid_from, on)
        if standing.label == VALID or standing.label in GONE:
            categories = _categories(certificate.categories)
            register.officers.append(
                Person(officer.name, unit, post, certificate.number, categories, certificate.valid_to, standing.label)
            )


def _post_of(officer: Officer, held: Mapping[int, Sequence[Post]]) -> str:
    posts = held.get(officer.account_id or 0, ())
    names = dict.fromkeys(str(Role(post.role).label) for post in posts)
    return "、".join(names) or str(OfficerKind(officer.kind).label)


def _by_account(posts: Sequence[Post]) -> dict[int, list[Post]]:
    found: dict[int, list[Post]] = {}
    for post in posts:
        found.setdefault(post.account_id, []).append(post)
    return found


def _categories(ids: Sequence[str]) -> str:
    return "全部门类" if ALL_CATEGORIES in ids else "、".join(CATEGORIES.get(each, each) for each in ids)


def _note_change(register: Register, day: date, on: date) -> None:
    if day <= on and (register.people_changed_on is None or day > register.people_changed_on):
        register.people_changed_on = day

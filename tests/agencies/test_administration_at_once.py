"""Two administrators at once: both changes are recorded, one after the other, on either database."""

from datetime import UTC, datetime
from functools import partial

from hengtu.agencies.administration import Mandate, changes_of, stream_of
from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.administer_posts import appoint
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.cast import DAY, appointed, make_cast
from tests.ledger.threads import Elsewhere
from tests.postgres import Database, database

__all__ = ["database"]
AT = datetime(2025, 6, 3, 2, tzinfo=UTC)
MANY = 6


def test_changes_of_two_administrators_stand_in_one_chain(database: Database) -> None:
    cast = make_cast()
    administrators = [appointed(f"admin-{number}", cast.bureau, Role.ADMIN) for number in range(2)]
    people = [Account.objects.create_account(f"new-{number}", f"新人{number}", None) for number in range(MANY)]

    def give(number: int) -> None:
        appoint(
            account=people[number],
            agency=Agency.objects.get(pk=cast.bureau.pk),
            role=Role.HOTLINE,
            effective_from=DAY,
            mandate=Mandate(administrators[number % 2], "任免", AT),
        )

    with Elsewhere() as first, Elsewhere() as second:
        begun = [(first, second)[number % 2].start(partial(give, number)) for number in range(MANY)]
        for each in begun:
            each.result(timeout=60)
    acts = acts_of_stream(stream_of(cast.bureau))
    assert [act.seq for act in acts] == list(range(1, MANY + 1))
    assert {change.by for change in changes_of(cast.bureau)} == {"admin-0", "admin-1"}

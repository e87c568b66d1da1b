"""The tour after the first sign-in: shown once per account, one step at a time, reopened when asked for."""

from __future__ import annotations

from datetime import datetime

from hengtu.agencies.models import Account, Tour

STEPS = 3


def step_of_tour(account: Account) -> int:
    """Return the step (1 to ``STEPS``) to show to an account; 0 when it has closed the tour."""
    tour = Tour.objects.filter(account=account).first()
    if tour is None:
        return 1
    return 0 if tour.closed_at else tour.step


def show_step(account: Account, step: int) -> None:
    """Go to a step, opening the tour again where it was closed; a step that is none means the nearest one."""
    place = {"step": min(max(step, 1), STEPS), "closed_at": None}
    Tour.objects.update_or_create(account=account, defaults=place)


def close_tour(account: Account, *, at: datetime) -> None:
    """Show the tour no more; at: aware instant. Closing twice keeps the first instant."""
    tour, _ = Tour.objects.get_or_create(account=account)
    Tour.objects.filter(pk=tour.pk, closed_at=None).update(closed_at=at)

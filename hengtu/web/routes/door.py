"""Addresses: 当事人入口."""

from django.urls import URLPattern, path, re_path

from hengtu.web.views.door.agents import case_agents, door_agents
from hengtu.web.views.door.applying import door_correct, door_defer, door_repair, door_review, door_review_paper
from hengtu.web.views.door.case_doors import case_doors
from hengtu.web.views.door.done import door_done
from hengtu.web.views.door.hearing import door_hearing
from hengtu.web.views.door.hearings import hearings
from hengtu.web.views.door.paper import door_paper
from hengtu.web.views.door.room import door, door_find, door_leave
from hengtu.web.views.door.say import door_say
from hengtu.web.views.door.windows import case_windows, door_window, window, window_act, window_paper, windows
from hengtu.web.views.door.writing import door_complain, door_letter, door_rate, door_reminder

UID = r"(?P<uid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"

urlpatterns: list[URLPattern] = [
    path("cases/<uuid:case_id>/doors/", case_doors, name="case_doors"),
    path("cases/<uuid:case_id>/agents/", case_agents, name="case_agents"),
    path("cases/<uuid:case_id>/windows/", case_windows, name="case_windows"),
    path("windows/", windows, name="windows"),
    path("windows/<uuid:uid>/", window, name="window"),
    re_path(rf"^windows/{UID}/(?P<what>statement|correction)$", window_act, name="window_act"),
    path("windows/<uuid:uid>/papers/<uuid:paper>.pdf", window_paper, name="window_paper"),
    path("c/<str:code>/window", door_window, name="door_window"),
    path("hearings/", hearings, name="hearings"),
    path("c/", door_find, name="door_find"),
    path("c/<str:code>", door, name="door"),
    path("c/<str:code>/say", door_say, name="door_say"),
    path("c/<str:code>/hearing", door_hearing, name="door_hearing"),
    path("c/<str:code>/defer", door_defer, name="door_defer"),
    path("c/<str:code>/correct", door_correct, name="door_correct"),
    path("c/<str:code>/repair", door_repair, name="door_repair"),
    path("c/<str:code>/review", door_review, name="door_review"),
    path("c/<str:code>/review/paper", door_review_paper, name="door_review_paper"),
    path("c/<str:code>/reminder", door_reminder, name="door_reminder"),
    path("c/<str:code>/complain", door_complain, name="door_complain"),
    path("c/<str:code>/letters/<uuid:uid>", door_letter, name="door_letter"),
    path("c/<str:code>/agents", door_agents, name="door_agents"),
    path("c/<str:code>/rate", door_rate, name="door_rate"),
    path("c/<str:code>/done/<uuid:act_uid>", door_done, name="door_done"),
    path("c/<str:code>/papers/<uuid:uid>.pdf", door_paper, name="door_paper"),
    path("c/<str:code>/leave", door_leave, name="door_leave"),
]

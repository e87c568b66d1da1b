"""Addresses: 工作台."""

from django.urls import URLPattern, path

from hengtu.web.views.desk.alarms import alarms
from hengtu.web.views.desk.deadline_changes import deadline_changes
from hengtu.web.views.desk.deadlines import deadlines
from hengtu.web.views.desk.deviation import deviations
from hengtu.web.views.desk.drafts import draft, draft_discard, draft_restore, drafts
from hengtu.web.views.desk.drift import drifts
from hengtu.web.views.desk.home import home, switch_post
from hengtu.web.views.desk.messages import message_open, messages, messages_read

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("post", switch_post, name="switch_post"),
    path("messages/", messages, name="messages"),
    path("messages/read", messages_read, name="messages_read"),
    path("messages/<int:message_id>", message_open, name="message_open"),
    path("deadlines/", deadlines, name="deadlines"),
    path("deadlines/changes/", deadline_changes, name="deadline_changes"),
    path("alarms/", alarms, name="alarms"),
    path("deviations/", deviations, name="deviations"),
    path("drift/", drifts, name="drifts"),
    path("drafts/", drafts, name="drafts"),
    path("drafts/<int:draft_id>/", draft, name="draft"),
    path("drafts/<int:draft_id>/discard", draft_discard, name="draft_discard"),
    path("drafts/<int:draft_id>/versions/<int:version>", draft_restore, name="draft_restore"),
]

"""Addresses: 音像记录."""

from django.urls import URLPattern, path

from hengtu.web.views.recordings.act import recording_act
from hengtu.web.views.recordings.board import recordings
from hengtu.web.views.recordings.cameras import recording_cameras
from hengtu.web.views.recordings.gaps import recording_gaps, recording_gaps_csv
from hengtu.web.views.recordings.keeping import recording_keeping
from hengtu.web.views.recordings.listed import recording_list
from hengtu.web.views.recordings.new import recording_new
from hengtu.web.views.recordings.recording import recording, recording_play

urlpatterns: list[URLPattern] = [
    path("recordings/", recordings, name="recordings"),
    path("recordings/new/", recording_new, name="recording_new"),
    path("recordings/gaps/", recording_gaps, name="recording_gaps"),
    path("recordings/gaps.csv", recording_gaps_csv, name="recording_gaps_csv"),
    path("recordings/cameras/", recording_cameras, name="recording_cameras"),
    path("recordings/keeping/", recording_keeping, name="recording_keeping"),
    path("recordings/list/", recording_list, name="recording_list"),
    path("recordings/acts/<uuid:act_uid>/", recording_act, name="recording_act"),
    path("recordings/<uuid:uid>/", recording, name="recording"),
    path("recordings/<uuid:uid>/play", recording_play, name="recording_play"),
]

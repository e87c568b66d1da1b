"""Addresses: 账号和安全."""

from django.urls import URLPattern, path

from hengtu.web.views.account.kept import kept
from hengtu.web.views.account.page import account, account_pin, account_sessions
from hengtu.web.views.account.password import account_password
from hengtu.web.views.account.second_factor import second_factor
from hengtu.web.views.account.shift import shift_answer, shift_propose
from hengtu.web.views.account.sso import sso_callback, sso_start
from hengtu.web.views.sign_in import sign_in_code

urlpatterns: list[URLPattern] = [
    path("login/code", sign_in_code, name="login_code"),
    path("login/sso", sso_start, name="login_sso"),
    path("oidc/callback", sso_callback, name="oidc_authentication_callback"),
    path("account/", account, name="account"),
    path("account/password", account_password, name="account_password"),
    path("account/pin", account_pin, name="account_pin"),
    path("account/second-factor", second_factor, name="second_factor"),
    path("account/sessions", account_sessions, name="account_sessions"),
    path("account/shift", shift_propose, name="shift_propose"),
    path("account/shift/<uuid:uid>", shift_answer, name="shift_answer"),
    path("account/kept/<uuid:uid>/", kept, name="kept"),
]

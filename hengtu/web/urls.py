"""All addresses of the system."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from hengtu.web.routes import (
    account,
    acts,
    administration,
    archive,
    case_property,
    desk,
    door,
    evidence,
    execution,
    exports,
    leads,
    leniency,
    library,
    money,
    openness,
    oversight,
    papers,
    protection,
    publicity,
    recordings,
    review,
    rules,
    search,
    service,
)
from hengtu.web.routes import (
    guide as guides,
)
from hengtu.web.views.case_file import case_file
from hengtu.web.views.case_list import cases
from hengtu.web.views.case_page import case, receipt
from hengtu.web.views.display import choose_display
from hengtu.web.views.documents import document
from hengtu.web.views.exhibits import exhibit
from hengtu.web.views.guide.components import styleguide
from hengtu.web.views.guide.pages import help_page
from hengtu.web.views.health import healthz, readyz
from hengtu.web.views.like_cases import like_cases
from hengtu.web.views.sign_in import sign_in, sign_out
from hengtu.web.views.verification import verify, verify_one

AREAS = (
    door, desk, search, leads, acts, evidence, papers, review, administration, rules, account, guides, library,
    service, case_property, leniency,
    recordings, oversight,
    money, execution, publicity, openness, archive, exports, protection,
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [
    path("login", sign_in, name="login"),
    path("logout", sign_out, name="logout"),
    path("display", choose_display, name="display"),
    path("cases/", cases, name="cases"),
    path("cases/<uuid:case_id>/", case, name="case"),
    path("cases/<uuid:case_id>/like/", like_cases, name="like_cases"),
    path("cases/<uuid:case_id>/receipt.json", receipt, name="receipt"),
    path("cases/<uuid:case_id>/file.pdf", case_file, name="case_file"),
    path("exhibits/<uuid:uid>", exhibit, name="exhibit"),
    path("documents/<uuid:uid>.pdf", document, name="document"),
    path("verify/", verify, name="verify"),
    path("verify/<str:code>", verify_one, name="verify_code"),
    path("help", help_page, name="help"),
    *(entry for area in AREAS for entry in area.urlpatterns),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
if settings.DEBUG:
    urlpatterns += [path("styleguide", styleguide, name="styleguide")]

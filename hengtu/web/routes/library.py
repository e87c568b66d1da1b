"""Addresses: 事项目录 and 法规库."""

from django.urls import URLPattern, path

from hengtu.web.views.education import education, education_clip, education_subtitles
from hengtu.web.views.lawbook.education import (
    education_new,
    education_page,
    education_pages,
    education_publish,
    education_withdraw,
)
from hengtu.web.views.lawbook.evaluation import fine_issue, fine_issue_new, fine_issues
from hengtu.web.views.lawbook.items import item_page, item_propose, items
from hengtu.web.views.lawbook.papers import (
    guidance,
    guidance_new,
    guidance_page,
    guidance_publish,
    guidance_withdraw,
)
from hengtu.web.views.lawbook.proposals import (
    item_proposal,
    item_proposal_resubmit,
    item_proposal_withdraw,
    item_proposals,
)
from hengtu.web.views.lawbook.queue import citation_task, citation_tasks
from hengtu.web.views.lawbook.statutes import (
    statute,
    statute_article,
    statute_discard,
    statute_load,
    statute_publish,
    statute_text,
    statutes,
)
from hengtu.web.views.lawbook.typical import typical_case, typical_cases
from hengtu.web.views.lawbook.typical_steps import (
    typical_case_nominate,
    typical_case_publish,
    typical_case_review,
    typical_case_rewrite,
    typical_case_withdraw,
)

urlpatterns: list[URLPattern] = [
    path("e/<str:code>", education, name="education"),
    path("e/<str:code>/clip", education_clip, name="education_clip"),
    path("e/<str:code>/subtitles", education_subtitles, name="education_subtitles"),
    path("items/", items, name="items"),
    path("items/proposals/", item_proposals, name="item_proposals"),
    path("items/proposals/<uuid:uid>/", item_proposal, name="item_proposal"),
    path("items/proposals/<uuid:uid>/withdraw", item_proposal_withdraw, name="item_proposal_withdraw"),
    path("items/proposals/<uuid:uid>/resubmit", item_proposal_resubmit, name="item_proposal_resubmit"),
    path("items/guidance/", guidance, name="guidance"),
    path("items/guidance/new", guidance_new, name="guidance_new"),
    path("items/guidance/<uuid:uid>/", guidance_page, name="guidance_page"),
    path("items/guidance/<uuid:uid>/publish", guidance_publish, name="guidance_publish"),
    path("items/guidance/<uuid:uid>/withdraw", guidance_withdraw, name="guidance_withdraw"),
    path("items/typical/", typical_cases, name="typical_cases"),
    path("items/typical/<uuid:uid>/", typical_case, name="typical_case"),
    path("items/typical/<uuid:uid>/rewrite", typical_case_rewrite, name="typical_case_rewrite"),
    path("items/typical/<uuid:uid>/review", typical_case_review, name="typical_case_review"),
    path("items/typical/<uuid:uid>/publish", typical_case_publish, name="typical_case_publish"),
    path("items/typical/<uuid:uid>/withdraw", typical_case_withdraw, name="typical_case_withdraw"),
    path("cases/<uuid:case_id>/nominate", typical_case_nominate, name="typical_case_nominate"),
    path("items/education/", education_pages, name="education_pages"),
    path("items/education/new", education_new, name="education_new"),
    path("items/education/<uuid:uid>/", education_page, name="education_page"),
    path("items/education/<uuid:uid>/publish", education_publish, name="education_publish"),
    path("items/education/<uuid:uid>/withdraw", education_withdraw, name="education_withdraw"),
    path("items/of/<str:item>/", item_page, name="item"),
    path("items/of/<str:item>/propose", item_propose, name="item_propose"),
    path("library/", statutes, name="statutes"),
    path("library/load", statute_load, name="statute_load"),
    path("library/texts/<uuid:uid>/", statute_text, name="statute_text"),
    path("library/texts/<uuid:uid>/publish", statute_publish, name="statute_publish"),
    path("library/texts/<uuid:uid>/discard", statute_discard, name="statute_discard"),
    path("library/citations/", citation_tasks, name="citation_tasks"),
    path("library/citations/<int:pk>/", citation_task, name="citation_task"),
    path("library/evaluation/", fine_issues, name="fine_issues"),
    path("library/evaluation/new", fine_issue_new, name="fine_issue_new"),
    path("library/evaluation/<uuid:uid>/", fine_issue, name="fine_issue"),
    path("library/of/<str:instrument>/", statute, name="statute"),
    path("library/of/<str:instrument>/<str:article>/", statute_article, name="statute_article"),
]

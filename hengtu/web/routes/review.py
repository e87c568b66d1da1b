"""Addresses: 审核和签批."""

from django.urls import URLPattern, path

from hengtu.web.views.review.advice import advice, advices
from hengtu.web.views.review.answering import review_answer
from hengtu.web.views.review.approval import approval, approval_issue, approval_papers
from hengtu.web.views.review.approvals import approvals, approvals_batch
from hengtu.web.views.review.discussion import discussion, discussions
from hengtu.web.views.review.review import review
from hengtu.web.views.review.reviews import reviews

urlpatterns: list[URLPattern] = [
    path("approvals/", approvals, name="approvals"),
    path("approvals/together", approvals_batch, name="approvals_batch"),
    path("approvals/<uuid:uid>/", approval, name="approval"),
    path("approvals/<uuid:uid>/papers/", approval_papers, name="approval_papers"),
    path("approvals/<uuid:uid>/issue", approval_issue, name="approval_issue"),
    path("reviews/", reviews, name="reviews"),
    path("reviews/<uuid:case_id>/", review, name="review"),
    path("reviews/<uuid:case_id>/answer/", review_answer, name="review_answer"),
    path("discussions/", discussions, name="discussions"),
    path("discussions/<uuid:case_id>/", discussion, name="discussion"),
    path("advice/", advices, name="advices"),
    path("advice/<uuid:uid>/", advice, name="advice"),
]

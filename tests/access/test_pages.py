"""Every address of the system, taken from the URL table: strangers get nothing unless the page is public on purpose."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

# Pages anybody may open, by name. Whoever adds one says so here.
PUBLIC = {"login", "logout", "display", "verify", "verify_code", "help", "healthz", "readyz", "styleguide"}
PUBLIC |= {"capture_worker"}  # a script without a word of any case
PUBLIC |= {"benchmarks", "benchmark", "benchmark_file", "benchmarks_compare"}  # what is in force is for everybody
# opened by the code on a paper: what stands behind asks for the party's identity
PUBLIC |= {"education", "education_clip", "education_subtitles"}  # printed on papers for whoever holds one
PUBLIC |= {"announcements"}  # service by announcement is published for whoever could not be found
PUBLIC |= {"hearings", "door_find", "door", "door_say", "door_hearing", "door_done", "door_paper", "door_leave"}
# what the law wants everybody to read, masked
PUBLIC |= {"publicity", "public_record", "public_record_json", "publicity_log", "publicity_log_file", "publicity_check"}
PUBLIC |= {"publicity_open_data", "publicity_dictionary", "publicity_month"}
# what an agency makes public before it enforces anything
PUBLIC |= {"openness", "openness_agency", "openness_officers", "openness_items", "openness_chart"}
PUBLIC |= {"openness_officers_csv", "openness_items_csv", "openness_chart_svg", "openness_chart_pdf"}
PUBLIC |= {"door_complain", "door_correct", "door_defer", "door_letter", "door_rate", "door_reminder"}
PUBLIC |= {"door_agents", "door_repair"}
PUBLIC |= {"door_window", "door_pay"}  # anybody with the paper in hand may pay for the party
PUBLIC |= {"door_review", "door_review_paper"}
SAMPLES = {"uuid": str(uuid.UUID(int=7)), "int": "7", "str": "X7", "slug": "x7", "path": "x/7"}


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, str]]:
    """Yield name and a sample address of every pattern."""
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, route)
        else:
            yield entry.name or route, sample(route, entry)


def sample(route: str, entry: URLPattern) -> str:
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        route = route.replace(f"<{kind}:{name}>", SAMPLES[kind]).replace(f"<{name}>", SAMPLES["str"])
    return route


@pytest.mark.django_db
def test_an_anonymous_visitor_gets_no_page_that_is_not_public() -> None:
    client = Client()
    guarded = [(name, address) for name, address in addresses(get_resolver().url_patterns) if name not in PUBLIC]
    assert guarded, "the URL table has guarded pages"
    answers = {name: client.get(address) for name, address in guarded}
    leaking = {
        name: answer.status_code
        for name, answer in answers.items()
        if answer.status_code not in {401, 403, 404, 405}
        and not (answer.status_code == 302 and "/login" in answer.headers["Location"])
    }
    assert leaking == {}

"""What the next number of each form would look like; draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

from hengtu.agencies.models import Agency
from hengtu.documents.catalogue import ARCHIVE_WORD, CASE_WORD, form, form_ids
from hengtu.documents.models import NumberFormat
from hengtu.documents.models.number import DEFAULT_TEMPLATE, NumberCounter


@dataclass(frozen=True)
class NumberPreview:
    """One kind of number: ``used`` so far this year, ``sample`` of the next, empty while the agency has no word."""

    title: str
    word: str
    used: int
    sample: str


def number_previews(agency: Agency, year: int) -> tuple[NumberPreview, ...]:
    """Return the next number of the case and of every form that draws one, in the name of the legal subject.

    Forms that share a word share a counter. Somebody may draw in between, so the sample is no promise.
    """
    subject = agency.legal_subject
    own = NumberFormat.objects.filter(agency=subject).first()
    words = own.words if own else {}
    template = own.template if own else DEFAULT_TEMPLATE
    counters = dict(NumberCounter.objects.filter(agency=subject, year=year).values_list("word", "last"))
    kinds = [("case", "案号", CASE_WORD), ("archive", "档号", ARCHIVE_WORD)]
    kinds += [(each.id, each.title, each.word) for each in map(form, form_ids())]
    found = []
    for form_id, title, default in kinds:
        word = words.get(form_id, default)
        if not word:
            continue
        used = counters.get(word, 0)
        names = {"prov": subject.province_short, "org": subject.document_word, "word": word, "yyyy": year}
        ready = bool(subject.province_short and subject.document_word)
        found.append(NumberPreview(title, word, used, template.format(**names, seq=used + 1) if ready else ""))
    return tuple(found)

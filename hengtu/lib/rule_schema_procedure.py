"""The shapes of the rules on procedure and what goes with it: review, recording, duty of care, publicity, the file."""

from __future__ import annotations

from hengtu.lib.rule_shapes import Record, day, flag, list_of, map_of, number, one_of, text, whole

PROCEDURE_SETTING = Record(
    {
        "id": text,
        "setting": one_of(
            "head_recusal",
            "suspend_investigation",
            "grave_review_by",
            "discussion_quorum",
            "discussion_rule",
            "chair_speaks",
            "property_label",
            "measure_warning_days",
            "supervision_rises_days",
            "publicity_alarm_day",
            "publicity_alarm_day_other",
            "publicity_years_organisation",
            "publicity_years_person",
            "publicity_years_measure",
            "publish_no_penalty",
            "publicity_trade_name",
            "openness_update_days",
            "accountability_statement_days",
            "accountability_decision_days",
            "accountability_review_days",
            "accountability_shown_days",
            "credit_repair_months",
        ),
        "value": one_of(
            "collective",
            "superior",
            "stops_clock",
            "keeps_clock",
            "qualified",
            "senior",
            "more_than_half",
            "two_thirds",
            "head_concludes",
            "majority",
            "last",
            "any",
            "required",
            "optional",
            "yes",
            "no",
            "masked",
            "whole",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "10",
            "12",
            "17",
            "20",
            "30",
            "60",
            "365",
        ),
        "source": text,
        "confirmed": flag,
        "effective_from": day,
    },
    {"division": text, "effective_to": day, "note": text},
)
REVIEW_GRADE = Record(
    {
        "id": text,
        "sign": one_of(
            "hearing", "discussion", "crime", "several", "disputed", "monitoring", "share", "veto", "serious"
        ),
        "grade": one_of("grave", "careful"),
        "zh": text,
        "basis": list_of(text),
        "source": text,
        "confirmed": flag,
        "effective_from": day,
    },
    {"share": number, "division": text, "effective_to": day, "note": text},
)
NO_PENALTY_GROUND = Record(
    {
        "id": text,
        "circumstance": text,
        "zh": text,
        "must": flag,
        "evidence_zh": text,
        "duty": one_of("education", "guardian"),
        "duty_zh": text,
        "basis": list_of(text),
        "effective_from": day,
        "confirmed": flag,
    },
    {"when": text, "burden": one_of("party"), "effective_to": day, "note": text},
)
# What is to be filmed, and where it is to be recorded that certificates were shown; see ``law.recording.duties``.
RECORDING_DUTY = Record(
    {
        "id": text,
        "mode": one_of("film", "identity"),
        "kinds": list_of(text),
        "zh": text,
        "source": text,
        "confirmed": flag,
        "effective_from": day,
    },
    {
        "basis": list_of(text),
        "when_key": text,
        "when_in": list_of(text),
        "categories": list_of(text),
        "division": text,
        "required": flag,
        "effective_to": day,
        "note": text,
    },
)
RECORDING_SETTING = Record(
    {
        "id": text,
        "setting": one_of(
            "match_tolerance",
            "largest_clock_offset",
            "clock_check_within",
            "explain_within",
            "retention_alone",
            "retention_with_case",
            "rehash_within",
            "prompt_record",
            "camera_share",
        ),
        "amount": whole,
        "unit": one_of("minute", "hour", "day", "year", "percent"),
        "zh": text,
        "source": text,
        "confirmed": flag,
        "effective_from": day,
    },
    {"division": text, "effective_to": day, "note": text},
)
DILIGENCE_ITEM = Record(
    {
        "id": text,
        "zh": text,
        "group": one_of("people", "record", "rights", "reasons"),
        "source": text,
        "confirmed": flag,
        "mend": one_of("correct", "supply", "explain", "redo", "none"),
        "how": text,
        "effective_from": day,
    },
    {
        "guards": list_of(text),  # names of checks in the tables of procedure
        "record": one_of("certificate", "identity", "video", "operator", "place", "device", "prompt", "originals"),
        "basis": list_of(text),
        "division": text,
        "effective_to": day,
        "note": text,
    },
)
EXEMPTION_GROUND = Record(
    {"id": text, "zh": text, "shown_by": text, "source": text, "confirmed": flag, "effective_from": day},
    {"basis": list_of(text), "division": text, "effective_to": day, "note": text},
)
ACCOUNTABILITY_MEASURE = Record(
    {"id": text, "zh": text, "source": text, "confirmed": flag, "effective_from": day},
    {"basis": list_of(text), "division": text, "effective_to": day, "note": text},
)

OPENNESS_ENTRY = Record(
    {"key": text, "zh": text},
    {
        "hint": text,
        "choices": list_of(text),
        "optional": flag,
        "required_when": map_of(text),
        "basis": list_of(text),
    },
)
# What must be public before anything is enforced, and what an agency writes itself.
OPENNESS_SECTION = Record(
    {
        "id": text,
        "order": whole,
        "zh": text,
        "holds": one_of("derived", "fields", "rows"),
        "asks": text,
        "confirmed": flag,
        "effective_from": day,
    },
    {"basis": list_of(text), "source": text, "entries": list_of(OPENNESS_ENTRY), "may_be_none": flag, "note": text},
)
# What is published of an act, in which fields, until when, by which act.
PUBLISHING = Record(
    {
        "id": text,
        "kind": text,
        "zh": text,
        "about": one_of("decision", "result"),
        "content": one_of("decision", "enforcement", "measure"),
        "term": text,
        "published_by": text,
        "fields": list_of(text),
        "years": list_of(text),  # the settings that count the years: of an organisation, of a person
        "basis": list_of(text),
        "confirmed": flag,
        "effective_from": day,
    },
    {"required_by": text, "effective_to": day, "note": text},
)
# The words by which a name that nobody has named is looked for in a text before it is published.
NAME_SIGNS = Record(
    {"id": text, "words": list_of(text), "source": text, "confirmed": flag, "effective_from": day},
    {"note": text},
)
POST_DUTY = Record(
    {
        "id": text,
        "order": whole,
        "zh": text,
        "duty": text,
        "basis": list_of(text),
        "confirmed": flag,
        "effective_from": day,
    }
)
FILE_LAYOUT = Record(
    {
        "id": text,
        "part": one_of("main", "inner"),
        "rank": whole,
        "zh": text,
        "forms": list_of(text),
        "source": text,
        "confirmed": flag,
        "effective_from": day,
    },
    {"acts": list_of(text), "division": text, "effective_to": day},
)
FILE_CONTENT = Record(
    {
        "id": text,
        "acts": list_of(text),
        "forms": list_of(text),
        "zh": text,
        "way_out": text,
        "part": one_of("main", "inner"),
        "must": flag,
        "basis": list_of(text),
        "effective_from": day,
    },
    {"division": text, "effective_to": day},
)
FILE_RETENTION = Record(
    {
        "id": text,
        "order": whole,
        "case": one_of("crime", "attacked", "revoked", "grave", "penalised", "summary", "rest"),
        "period": one_of("forever", "years_30", "years_10"),
        "zh": text,
        "source": text,
        "confirmed": flag,
        "effective_from": day,
    },
    {"division": text, "effective_to": day},
)
ARCHIVE_SETTING = Record(
    {
        "id": text,
        "setting": one_of("volume_pages", "loan_days", "appraisal_ahead"),
        "amount": whole,
        "unit": one_of("page", "day"),
        "zh": text,
        "source": text,
        "confirmed": flag,
        "effective_from": day,
    },
    {"division": text, "effective_to": day},
)

OF_PROCEDURE: dict[str, Record] = {
    "procedure_settings": PROCEDURE_SETTING,
    "review_grades": REVIEW_GRADE,
    "no_penalty_grounds": NO_PENALTY_GROUND,
    "recording_duties": RECORDING_DUTY,
    "recording_settings": RECORDING_SETTING,
    "openness_sections": OPENNESS_SECTION,
    "publishings": PUBLISHING,
    "name_signs": NAME_SIGNS,
    "post_duties": POST_DUTY,
    "file_layout": FILE_LAYOUT,
    "file_contents": FILE_CONTENT,
    "file_retention": FILE_RETENTION,
    "archive_settings": ARCHIVE_SETTING,
    "diligence_items": DILIGENCE_ITEM,
    "exemption_grounds": EXEMPTION_GROUND,
    "accountability_measures": ACCOUNTABILITY_MEASURE,
}

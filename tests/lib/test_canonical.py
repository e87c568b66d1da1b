"""One text for one value."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.lib.canonical import canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


def test_keys_are_sorted_and_nothing_is_padded_or_escaped() -> None:
    assert canonical({"b": [1, None], "a": "罚款"}) == '{"a":"罚款","b":[1,null]}'


@given(VALUES)
def test_what_is_read_back_is_written_the_same(value: object) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", {"a": ["\udfff"]}])
def test_what_no_file_can_hold_is_refused(value: object) -> None:
    with pytest.raises((ValueError, UnicodeEncodeError)):
        canonical(value)


def test_a_date_must_be_written_as_text_first() -> None:
    with pytest.raises(TypeError):
        canonical({"on": date(2026, 1, 1)})

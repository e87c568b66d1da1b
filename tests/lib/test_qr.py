import re

import pytest

from hengtu.lib.qr import qr_path, qr_svg
from tests.lib.qr_reader import Matrix, read_qr


def matrix_of(path: str, modules: int) -> Matrix:
    matrix = [[False] * modules for _ in range(modules)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        for step in range(int(length)):
            matrix[int(y)][int(x) + step] = True
    return matrix


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "http://127.0.0.1:8000/verify/F4TN7Q2CM",
        "https://zfjd.example.gov.cn/transport/verify/F4TN7Q2CM",
        "x" * 100,
    ],
)
def test_the_path_reads_back_as_the_text(text: str) -> None:
    code = qr_path(text)
    assert read_qr(matrix_of(code.path, code.modules)) == text


def test_the_picture_has_a_quiet_zone_and_a_name() -> None:
    svg = qr_svg("abc")
    assert 'viewBox="-4 -4 29 29"' in svg
    assert 'aria-label="二维码"' in svg


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_an_empty_or_endless_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the library's own words for the long one)
        qr_path(text)

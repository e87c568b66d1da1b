"""A small reader of QR codes (byte mode, versions 1 to 6, undamaged), so that tests read what is printed.

Written from the standard, independently of the library that writes them.
"""

from __future__ import annotations

Matrix = list[list[bool]]

MASKS = [
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
]
# data codewords of each block at level M, by version
BLOCKS_M = {1: [16], 2: [28], 3: [44], 4: [32, 32], 5: [43, 43], 6: [27, 27, 27, 27]}


def read_qr(matrix: Matrix) -> str:
    size = len(matrix)
    version = (size - 17) // 4
    level, mask = divmod(_level_and_mask(matrix), 8)
    assert level == 0, "not level M"
    bits = _data_bits(matrix, version, MASKS[mask])
    data = _deinterleave(bits, BLOCKS_M[version])
    return _byte_segment(data)


def _level_and_mask(matrix: Matrix) -> int:
    """Return the first five format bits, unmasked: two for the level (M is 00), three for the mask."""
    return sum(matrix[8][c] << (4 - c) for c in range(5)) ^ 0b10101


def _is_function(r: int, c: int, version: int) -> bool:
    size = 17 + 4 * version
    if (r < 9 and (c < 9 or c >= size - 8)) or (r >= size - 8 and c < 9) or r == 6 or c == 6:
        return True
    centre = size - 7
    return version > 1 and abs(r - centre) <= 2 and abs(c - centre) <= 2


def _data_bits(matrix: Matrix, version: int, mask) -> list[int]:
    size, bits, upward = len(matrix), [], True
    for pair in range(size - 1, 0, -2):
        column = pair if pair > 6 else pair - 1  # column 6 is timing
        for r in range(size - 1, -1, -1) if upward else range(size):
            for c in (column, column - 1):
                if not _is_function(r, c, version):
                    bits.append(int(matrix[r][c] ^ mask(r, c)))
        upward = not upward
    return bits


def _deinterleave(bits: list[int], blocks: list[int]) -> bytes:
    words = [int("".join(map(str, bits[i : i + 8])), 2) for i in range(0, len(bits) - 7, 8)]
    columns = iter(words)
    out: list[list[int]] = [[] for _ in blocks]
    for position in range(max(blocks)):
        for block, length in zip(out, blocks, strict=True):
            if position < length:
                block.append(next(columns))
    return bytes(word for block in out for word in block)


def _byte_segment(data: bytes) -> str:
    text = "".join(f"{byte:08b}" for byte in data)
    assert text[:4] == "0100", "not byte mode"
    length = int(text[4:12], 2)
    return bytes(int(text[12 + 8 * i : 20 + 8 * i], 2) for i in range(length)).decode()

"""How a value is masked before it is handed over to where the public reads it. Only natural persons are masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hengtu.lib.masking import mask_address, mask_id_number, mask_name, mask_phone

MASKS: Mapping[str, Callable[[str], str]] = {
    "person_name": mask_name,
    "id_number": mask_id_number,
    "phone": mask_phone,
    "address": mask_address,
    "left_out": lambda _: "",
}
# what pages show of a sensitive field, by the length and look of what it holds
SHOWN: Callable[[str], str] = mask_id_number


def masked(mask: str, text: str) -> str:
    """Return the masked text. Raises: KeyError for an unknown mask, which loading has refused."""
    return MASKS[mask](text)

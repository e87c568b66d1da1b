"""What the pages of documents draw."""

from __future__ import annotations

from django import template

from hengtu.documents.models import DocumentSignature
from hengtu.documents.signatures import svg_path

register = template.Library()


@register.filter
def ink(signature: DocumentSignature) -> str:
    """Return the path of a signature drawn on a screen: M, L and whole numbers, nothing else."""
    return svg_path(signature.strokes)

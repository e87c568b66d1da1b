"""What the room of rules keeps: published packs (never changed) and what is still being written."""

from hengtu.rulesets.models.draft import BenchmarkDraft, BenchmarkDraftVersion, DraftState
from hengtu.rulesets.models.pack import RulePack

__all__ = ["BenchmarkDraft", "BenchmarkDraftVersion", "DraftState", "RulePack"]

"""A benchmark as people type it: circumstances across, tiers down; no database here."""

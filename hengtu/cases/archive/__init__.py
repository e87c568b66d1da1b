"""The archive 档案: what a file holds, what it lacks, binding, supplements, lending, appraisal, checking."""

from hengtu.cases.archive.check import FileCheck, verify_file

__all__ = ["FileCheck", "verify_file"]

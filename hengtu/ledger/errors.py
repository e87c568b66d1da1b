"""What the ledger refuses."""

from __future__ import annotations

from hengtu.lib.coded_error import CodedError


class LedgerError(CodedError):
    """Base of the ledger's refusals: ``code`` for programs, ``message`` for people."""


class StreamMoved(LedgerError):
    """Somebody else wrote to the stream first."""

    def __init__(self, expected_seq: int, head_seq: int) -> None:
        self.expected_seq = expected_seq
        self.head_seq = head_seq
        super().__init__(
            "stream_moved",
            f"刚才已有他人先行办理：您看到的是第 {expected_seq} 项行为，现已到第 {head_seq} 项。"
            "您填写的内容没有丢失，请查看最新情况后再提交。",
        )


class StreamUnknown(LedgerError):
    """No stream has this uid."""

    def __init__(self, stream: object) -> None:
        super().__init__("stream_unknown", f"台账中没有编号为 {stream} 的行为链。请核对链接或重新从列表进入。")


class KeyReused(LedgerError):
    """An idempotency key that already stands for another act."""

    def __init__(self, key: str) -> None:
        super().__init__("key_reused", f"提交编号 {key} 已用于另一项行为，本次没有写入。请刷新页面后重新提交。")


class ActMalformed(LedgerError):
    """An act that cannot be written as it stands."""


class ErasureRefused(LedgerError):
    """A payload that cannot be erased."""


class DraftRefused(LedgerError):
    """A draft that may not be saved."""


class DraftMoved(LedgerError):
    """Another window or a colleague saved the draft in between."""

    def __init__(self, expected_version: int, version: int, by: str) -> None:
        self.version = version
        super().__init__(
            "draft_moved",
            f"草稿已由 {by} 保存为第 {version} 版，您修改的是第 {expected_version} 版，本次没有覆盖。"
            "请对照最新版本合并后再保存。",
        )


class JobUnknown(LedgerError):
    """No handler has this name."""

    def __init__(self, name: str) -> None:
        super().__init__("job_unknown", f"没有名为“{name}”的任务。请核对任务名称，或升级到包含它的版本。")

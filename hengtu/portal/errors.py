"""How the door says no."""

from __future__ import annotations

from datetime import datetime

from hengtu.lib.coded_error import CodedError


class IdentityWrong(CodedError):
    """What was typed is not what is registered; ``left`` more tries before the door locks."""

    def __init__(self, left: int) -> None:
        super().__init__(
            "door_identity_wrong",
            f"号码对不上。请对照证件和纸上的号码再输一次，还可以试 {left} 次。",
        )
        self.left = left


class IdentityMissing(CodedError):
    """Nothing to compare was typed: no try, so nothing is counted."""

    def __init__(self) -> None:
        super().__init__("door_identity_missing", "两栏都要填，才能核对。这一次不算输错。")


class DoorLocked(CodedError):
    """Too many wrong tries; ``until`` the door stays shut, the window and the telephone do not."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            "door_locked",
            "号码连续输错，网上入口暂时锁定。权利不受影响：可以带身份证件和这份文书到窗口办，或者打电话问。",
        )
        self.until = until


class NotRegistered(CodedError):
    """The party's number was never registered: nobody can be told from anybody else here."""

    def __init__(self) -> None:
        super().__init__(
            "door_nothing_registered",
            "本机关没有登记这位当事人的证件号码，网上不能核对身份。请带身份证件和这份文书到窗口办，或者打电话问。",
        )

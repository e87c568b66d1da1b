"""Light, dark or sunlight, and large type: a choice of the reader, kept in a cookie, working without script."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

THEMES = {"auto": "跟随系统", "light": "浅色", "dark": "深色", "sun": "阳光下"}
SIZES = {"normal": "标准字", "large": "大字"}
COOKIE_AGE = 365 * 24 * 3600


@dataclass(frozen=True)
class Display:
    theme: str = "auto"
    size: str = "normal"

    @property
    def other_size(self) -> str:
        return "normal" if self.size == "large" else "large"

    @property
    def other_size_name(self) -> str:
        return SIZES[self.other_size]

    @property
    def themes(self) -> tuple[tuple[str, str], ...]:
        return tuple(THEMES.items())


def display_of(request: HttpRequest | None) -> Display:
    """Read the choice; an unknown value counts as none."""
    if request is None:
        return Display()
    theme, size = request.COOKIES.get("theme", ""), request.COOKIES.get("size", "")
    return Display(theme if theme in THEMES else "auto", size if size in SIZES else "normal")

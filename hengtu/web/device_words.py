"""A browser and its system in words, so that somebody recognises his own devices."""

from __future__ import annotations

# the first hit counts: newer names contain older ones
_SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("OpenHarmony", "鸿蒙"),
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Windows", "Windows电脑"),
    ("Mac OS X", "苹果电脑"),
    ("Linux", "Linux电脑"),
)
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("Edg", "Edge"),
    ("QQBrowser", "QQ浏览器"),
    ("Firefox", "火狐"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_words(user_agent: str) -> str:
    """Return ``系统，浏览器`` as far as the browser says what it is."""
    system = next((words for mark, words in _SYSTEMS if mark in user_agent), "")
    browser = next((words for mark, words in _BROWSERS if mark in user_agent), "")
    return "，".join(part for part in (system, browser) if part) or "没有说明的设备"

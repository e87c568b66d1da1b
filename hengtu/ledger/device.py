"""Which device an act is recorded with: said once by whoever takes a request, kept with every act written in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_device: ContextVar[str] = ContextVar("device", default="")


@contextmanager
def recording_with(device: str) -> Iterator[None]:
    """Have the acts written inside say that they were recorded with this device, in words."""
    token = _device.set(device[:100])
    try:
        yield
    finally:
        _device.reset(token)


def current_device() -> str:
    """Return the device in words, empty where nobody said (the command line, a job)."""
    return _device.get()

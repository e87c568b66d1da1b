"""Another thread with a connection of its own, which does one thing after another on request."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


class Elsewhere:
    """A second user: what is run here has its own connection and transaction."""

    def __enter__(self) -> Elsewhere:
        self._thread = ThreadPoolExecutor(max_workers=1)
        return self

    def __exit__(self, *_: object) -> None:
        self.run(lambda: connection.close())  # the proxy is resolved there, not here
        self._thread.shutdown()

    def run(self, what: Callable[[], T]) -> T:
        """Run something there and wait for it."""
        return self.start(what).result(timeout=30)

    def start(self, what: Callable[[], T]) -> Future[T]:
        """Start something there without waiting."""
        return self._thread.submit(what)

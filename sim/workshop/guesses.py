"""Wrong guesses are limited: of PINs and of codes, by address and in all. Kept in memory only, for a few minutes."""

import threading
import time
from collections import deque
from collections.abc import Callable

from sim.errors import InputError


class Guesses:
    """So many wrong guesses from one address, and from all together, within a window of time [seconds]."""

    def __init__(self, each: int, together: int, window: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._each, self._together, self._window, self._clock = each, together, window, clock
        self._wrong: deque[tuple[float, str]] = deque()
        self._guard = threading.Lock()

    def allow(self, address: str) -> None:
        """InputError where there were too many already; it says when to try again."""
        now = self._clock()
        with self._guard:
            while self._wrong and self._wrong[0][0] <= now - self._window:
                self._wrong.popleft()
            mine = [when for when, who in self._wrong if who == address]
            over = mine[-self._each :] if len(mine) >= self._each else []
            if not over and len(self._wrong) >= self._together:
                over = [self._wrong[-self._together][0]]
        if over:
            wait = max(1, round((over[0] + self._window - now) / 60))
            raise InputError(f"Too many wrong tries. Try again in {wait} minute{'s' if wait > 1 else ''}.")

    def wrong(self, address: str) -> None:
        """Remember a wrong guess."""
        with self._guard:
            self._wrong.append((self._clock(), address))

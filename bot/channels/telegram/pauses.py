"""How long is waited before something that failed is tried again."""

from collections.abc import Iterator


def growing(first: float, longest: float) -> Iterator[float]:
    """Pauses in seconds without end: each is twice the one before, up to the longest."""
    pause = first
    while True:
        yield pause
        pause = min(pause * 2, longest)

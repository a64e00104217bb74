"""How much is enough in any minute."""

from bot.channels.telegram.limits import Rate


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_in_any_sixty_seconds() -> None:
    clock = Clock()
    rate = Rate(3, clock)
    for second in range(3):
        clock.now = float(second)
        assert rate.allows("group")
    assert rate.reached("group")
    clock.now = 59.9
    assert not rate.allows("group")
    clock.now = 60.0  # the first one is a minute old, the second is not
    assert rate.allows("group")
    assert not rate.allows("group")


def test_each_key_counts_for_itself_and_what_rests_is_forgotten() -> None:
    clock = Clock()
    rate = Rate(1, clock)
    for key in range(20):
        assert rate.allows(key)
        assert not rate.allows(key)
    clock.now = 60.0
    assert rate.allows(0)
    assert len(rate._times) == 1

"""The real bot with a small invented knowledge, which is there at once: for tests that start it often.

``python -m tests.benchmarks.stand_in_bot [SECONDS BETWEEN TWO LOOKS FOR DAILY FACTS]``
"""

import sys

from bot.assistant import Assistant
from bot.channels.telegram import daily_fact
from bot.channels.telegram.serving import run
from bot.settings import SettingsError, load_settings
from tests.knowledge_samples import KNOWLEDGE


def main() -> int:
    """Answer until SIGTERM; 0, or 2 if a setting is wrong."""
    if len(sys.argv) > 1:
        daily_fact.LOOK_EVERY = float(sys.argv[1])
    try:
        run(load_settings(None), Assistant(KNOWLEDGE))
    except SettingsError as error:
        sys.stderr.write(f"{error.message}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Runs the bot with the stand-in assistant, as ``kmu-bot run`` does, for tests of a whole process."""

import sys

from bot.channels.telegram.serving import run
from bot.settings import SettingsError, load_settings
from tests.channels.telegram.stand_in import StandIn

try:
    run(load_settings(None), StandIn())
except SettingsError as error:
    sys.stderr.write(f"{error.message}\n")
    sys.exit(2)

"""The server as a process of its own, for a bot that is started by hand.

``python -m tests.benchmarks.telegram [--port P] [--deliver-to URL,URL] [--faults SHARE] [--rate N]``
asks N questions a second until Ctrl-C and says each second how they were answered.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from tests.benchmarks.metrics import percentile
from tests.benchmarks.telegram.calls import TOKEN
from tests.benchmarks.telegram.faults import Faults
from tests.benchmarks.telegram.ledger import Ledger
from tests.benchmarks.telegram.server import DELAY, TelegramServer

QUESTION = "Wie viele KMU haben eine Social-Media-Strategie?"


async def serve(port: int, deliver_to: Sequence[str], faults: float, delay: float, rate: float) -> None:
    """Ask on and on; the first question waits for the first bot."""
    ledger = Ledger()
    server = TelegramServer(ledger, delay=delay, faults=Faults(faults), deliver_to=deliver_to, port=port)
    async with server:
        print(f"BOT_API_BASE_URL={server.url} BOT_TOKEN={TOKEN}", flush=True)
        await server.polled.wait()
        due = told = time.monotonic()
        while True:
            due += random.expovariate(rate)
            await asyncio.sleep(due - time.monotonic())
            server.write(ledger.ask(), QUESTION)
            if ledger.latencies and time.monotonic() > told + 1:
                told = time.monotonic()
                p50, p99 = (percentile(ledger.latencies, share) for share in (50, 99))
                del ledger.latencies[:]
                print(
                    f"asked {ledger.asked}, answered {ledger.answered}, p50 {p50:.0f} ms, p99 {p99:.0f} ms, "
                    f"{ledger.twice()}",
                    flush=True,
                )


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--deliver-to", default="", metavar="URL,URL", help="where a webhook's updates go")
    parser.add_argument("--faults", type=float, default=0.0, metavar="SHARE", help="of all calls, 0 to 1")
    parser.add_argument("--delay", type=float, default=DELAY, metavar="SECONDS", help="that each call takes")
    parser.add_argument("--rate", type=float, default=10.0, metavar="N", help="questions a second")
    asked = parser.parse_args(arguments)
    targets = [target for target in asked.deliver_to.split(",") if target]
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(asked.port, targets, asked.faults, asked.delay, asked.rate))
    return 0


if __name__ == "__main__":
    sys.exit(main())

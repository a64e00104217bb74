"""What many tests share: a small knowledge made by hand, and the delivered one with its assistant."""

import pytest

from bot.assistant import Assistant
from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from bot.knowledge.model import Knowledge
from bot.understanding.understanding import Understanding
from tests.knowledge_samples import KNOWLEDGE


@pytest.fixture(scope="session")
def sample() -> Knowledge:
    return KNOWLEDGE


@pytest.fixture(scope="session")
def sample_assistant(sample: Knowledge) -> Assistant:
    return Assistant(sample)


@pytest.fixture(scope="session")
def delivered() -> Knowledge:
    """The knowledge of the repository."""
    return load(default_folder())


@pytest.fixture(scope="session")
def delivered_assistant(delivered: Knowledge) -> Assistant:
    """Takes seconds to build, hence one for all tests."""
    return Assistant(delivered)


@pytest.fixture(scope="session")
def understanding(delivered_assistant: Assistant) -> Understanding:
    return delivered_assistant.understanding

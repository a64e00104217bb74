"""The README says what is true: its commands exist, and none is missing."""

import json
import re
import shlex
import stat
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from bot.channels.json_lines import as_object
from bot.cli import app
from bot.settings import names
from tests.channels.telegram.stand_in import StandIn

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.findall(r"^```\w*\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
CODE += re.findall(r"(?<!`)`([^`\n]+)`(?!`)", README)
USES = sorted({use for code in CODE for use in re.findall(r"(?:^|&& )kmu-bot (.+)$", code, re.MULTILINE)})

group = get_command(app)
assert isinstance(group, TyperGroup)
COMMANDS = group.commands


@pytest.mark.parametrize("use", USES)
def test_every_command_in_the_readme_exists_with_its_options(use: str) -> None:
    name, *arguments = shlex.split(use)
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert {argument for argument in arguments if argument.startswith("-")} <= options


def test_the_readme_leaves_no_command_and_no_option_out() -> None:
    assert {shlex.split(use)[0] for use in USES} == set(COMMANDS)
    for command in COMMANDS.values():
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert parameter.opts[0] in README


def test_the_two_commands_that_set_everything_up() -> None:
    assert "\npip install -e . && kmu-bot chat\n" in README
    assert '\npip install -e ".[test]" && pytest\n' in README
    assert README.index("kmu-bot chat") < README.index("## ")  # on the first screen


def test_the_readme_lists_the_keys_that_other_programs_get() -> None:
    said = as_object(StandIn().reply("x"))
    block = next(code for code in CODE if code.startswith('{"kind"'))
    assert re.findall(r'"(\w+)"', block) == re.findall(r'"(\w+)"', _keys(said))


def _keys(said: dict[str, object]) -> str:
    """All keys in their order, those of the objects inside lists once."""
    first = {key: value[:1] if isinstance(value, list) else value for key, value in said.items()}
    return " ".join(re.findall(r'"\w+"(?=: )', json.dumps(first)))


def test_every_setting_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`((?:BOT|DATA|KNOWLEDGE|HEALTH|LOG)_[A-Z_]+)`", README))
    assert named <= set(names())


def test_the_files_that_the_readme_links_to_exist() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", README):
        assert (ROOT / target).exists()


def test_ci_runs_what_the_readme_says() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    assert "README.md" in script.read_text(encoding="utf-8")


def test_the_lock_has_hashes_for_everything_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "#" not in lock
    requirements = [line for line in lock.splitlines() if not line.startswith(" ")]
    assert requirements
    for requirement in lock.replace("\\\n", " ").splitlines():
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", requirement), requirement


def test_the_lock_holds_every_dependency() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert block
    wanted = {re.sub(r"[._]", "-", name).lower() for name in re.findall(r'"([\w.-]+)', block[1])}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert wanted <= locked

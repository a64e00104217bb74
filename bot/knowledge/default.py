"""Where the knowledge is, if nobody says."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def default_folder() -> Path:
    """``./knowledge`` if it is there, else the knowledge that came with the bot."""
    here = Path("knowledge")
    if here.is_dir():
        return here
    packaged = _PACKAGE / "default_knowledge"
    if packaged.is_dir():
        return packaged
    return _PACKAGE.parent / "knowledge"  # an editable install leaves it beside the code

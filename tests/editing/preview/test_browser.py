"""The preview in a real browser, as an editor sees it."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.editing.test_replay import FILE

PATIENCE = 60.0
"""Seconds; only a test that fails takes so long."""

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    webdriver = pytest.importorskip(
        "selenium.webdriver", reason='needs selenium: pip install -e ".[browser]"'
    )
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("needs a browser: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    # Root has no sandbox, and containers have little shared memory.
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "wissen"
    home.mkdir()
    (home / "t.yaml").write_text(FILE, encoding="utf-8")
    return home


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """The real command, ended as an editor ends it."""
    command = (sys.executable, "-m", "bot", "preview", "--port", "0", "--knowledge", str(folder))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stderr
    line = process.stdout.readline()
    assert line.startswith("Vorschau: http://127.0.0.1:")
    yield line.split()[1]
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0  # although the page keeps its stream open
    assert process.stderr.read() == ""
    process.stdout.close()
    process.stderr.close()


def test_an_editor_asks_saves_breaks_and_mends(browser: Any, address: str, folder: Path) -> None:
    def see(selector: str, *words: str) -> str:
        """Wait until the words are to be seen there."""
        from selenium.common.exceptions import StaleElementReferenceException
        from selenium.webdriver.support.wait import WebDriverWait

        def there(chrome: Any) -> str | bool:
            said = " ".join(each.text for each in chrome.find_elements("css selector", selector))
            return said.replace("\u00a0", " ") if all(word in said for word in words) else False

        wait = WebDriverWait(browser, PATIENCE, ignored_exceptions=[StaleElementReferenceException])
        return str(wait.until(there, f"{selector}: {words}"))

    def save(text: str) -> None:
        (folder / "t.yaml").write_text(text, encoding="utf-8")

    browser.get(address)
    assert "wissen" in see("#folder", "Ordner")
    see("#status", "bereit seit")
    see("#problems", "Warnung", "t.yaml:11:5", "3 Beispielfragen")
    see("#sound", "Keine Fehler")

    browser.find_element("id", "question").send_keys("Wie viele haben einen Hund?\n")
    assert see("#answer .text strong", "60") == "60 %"
    assert browser.find_element("css selector", ".sources a").get_attribute("href") == "https://a.de/"
    see("#reason .topics", "Hunde", "hunde", "luecke_katzen")
    see("#reason .words", "hund")

    save(FILE.replace("wert: 60", "wert: 61").replace("titel: Hunde", f'titel: "{HOSTILE}"'))
    assert see("#answer .text strong", "61") == "61 %"  # asked anew, without a hand on the page
    see("#answer .kind", HOSTILE, "geändert")

    save(FILE.replace("wert: 60", "wert: ["))
    see("#banner", "Fehler", "antwortet der letzte gute Stand")
    see("#problems li.error", "t.yaml:")
    browser.find_element("css selector", "#form button").click()
    assert see("#answer .text strong", "61") == "61 %"

    save(FILE)
    assert see("#answer .text strong", "60") == "60 %"
    assert not browser.find_element("id", "banner").is_displayed()

    save(FILE.replace('antwort: "{hund}"', 'antwort: "{hund}"\n    weiter: [luecke_katzen]'))
    see("#answer .options", "Katzen")
    browser.find_element("css selector", "#answer .options button").click()
    see("#answer .text", "Dazu steht dort nichts.")
    see("#reason", "über einen Knopf gewählt")
    assert browser.get_log("browser") == []  # neither an error nor anything that the page's policy forbids

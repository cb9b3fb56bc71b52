"""Make the pictures of README and handbook: `planself` in a real terminal (tmux), its report drawn by Chromium."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, FloatRect, sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs/img"
EXAMPLE = ROOT / "questionnaires/beispiele/landkreis-musterland.yaml"
LARGEST = 300_000
COLUMNS = 100
_NAMED = [(36, 41, 47), (255, 123, 114), (126, 231, 135), (242, 204, 96), (121, 192, 255), (210, 168, 255),
          (118, 227, 234), (201, 209, 217)]  # fmt: skip
THEME = TerminalTheme((13, 17, 23), (230, 237, 243), _NAMED, [(110, 118, 129), *_NAMED[1:]])
PAGE = """\
<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: {background} }}
pre {{ margin: 0; padding: 20px 24px; display: inline-block; color: {foreground};
  font: 15px/1.35 "DejaVu Sans Mono", "Liberation Mono", Consolas, Menlo, monospace }}
{stylesheet}</style><pre>{code}</pre>"""


def terminal(folder: Path, command: list[str], lines: int, keys: list[str]) -> str:
    """Return the screen of a terminal, with its colours, once a command has run and some keys were pressed."""
    tmux = ["tmux", "-L", "planself-pictures"]
    typed = f"cd {shlex.quote(str(folder))} && {shlex.join(command)}; sleep 60"
    size = ["-x", str(COLUMNS), "-y", str(lines)]
    _run(*tmux, "-f", "/dev/null", "new-session", "-d", "-s", "picture", *size, typed)
    try:
        screen = _still(tmux)
        for key in keys:
            _run(*tmux, "send-keys", "-t", "picture", key)
            screen = _still(tmux)
        return screen
    finally:
        _run(*tmux, "kill-session", "-t", "picture")


def _still(tmux: list[str]) -> str:
    """Return the screen when it has stopped changing."""
    before = ""
    for _attempt in range(60):
        time.sleep(0.7)
        now = _run(*tmux, "capture-pane", "-e", "-p", "-t", "picture")
        if now.strip() and now == before:
            return now
        before = now
    raise SystemExit("the terminal does not come to rest")


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own command lines
    return done.stdout.decode()


def drawn(screen: str) -> str:
    """Return a terminal's screen as an HTML page."""
    console = Console(record=True, width=COLUMNS, file=StringIO())
    text = Text.from_ansi(screen)
    text.rstrip()
    console.print(text)
    return console.export_html(theme=THEME, code_format=PAGE, inline_styles=True)


def picture_of_terminal(browser: Browser, name: str, screen: str) -> None:
    """Write a terminal's screen as a PNG."""
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    page.set_content(drawn(screen))
    page.locator("pre").screenshot(path=IMAGES / name)


def picture_of_report(browser: Browser, name: str, report: Path, section: str, until: str = "") -> None:
    """Write a section of a report as a PNG, with some air around it; `until` is where it is cut, above a heading."""
    page = browser.new_page(viewport={"width": 1000, "height": 1050})
    page.goto(report.as_uri())
    box = page.locator(section).bounding_box()
    if box is None:
        raise SystemExit(f"the report has no {section}")
    height = box["height"] + 16
    end = page.locator(until).bounding_box() if until else None
    if end is not None:
        height = end["y"] - box["y"] - 8
    clip = FloatRect(x=0, y=box["y"], width=1000, height=height)
    page.screenshot(path=IMAGES / name, full_page=True, clip=clip)


def picture_of_form(browser: Browser, name: str, form: Path, lang: str) -> None:
    """Write a form as a PNG, as it stands at its first scored questions."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale=lang)
    page.goto(f"{form.as_uri()}#s-departments")
    page.locator("fieldset").first.wait_for()
    page.screenshot(path=IMAGES / name)


def main() -> None:
    """Make all pictures."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or shutil.which("tmux") is None:
        raise SystemExit("needs Chromium and tmux")
    planself = str(Path(sys.executable).with_name("planself"))
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        shutil.copy(EXAMPLE, folder / "answers.yaml")
        _begin(folder / "our-answers.yaml")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        screen = terminal(folder, [planself, "score", "answers.yaml", "--lang", "en"], 70, [])
        profile, _blank, _advice = screen.partition("Knowledge gaps")
        picture_of_terminal(browser, "profile.png", profile)
        screen = terminal(folder, [planself, "run", "our-answers.yaml", "--lang", "en"], 20, ["Enter", "Enter", "2"])
        picture_of_terminal(browser, "interview.png", screen)
        for audience, shown, section, until in (
            ("council", "report.png", "#summary", "h3:has-text('What the law asks for')"),
            ("full", "report-profile.png", "#profile", ""),
        ):
            report = folder / f"{audience}.html"
            _run(planself, "report", str(EXAMPLE), "-o", str(report), "--lang", "en", "--audience", audience)
            picture_of_report(browser, shown, report, section, until)
        form = folder / "form.html"
        _run(planself, "form", "--answers", str(folder / "answers.yaml"), "-o", str(form))
        for shown, lang in (("form.png", "en"), ("formular.png", "de")):
            picture_of_form(browser, shown, form, lang)
        browser.close()
    for picture in sorted(IMAGES.glob("*.png")):
        size = picture.stat().st_size
        sys.stdout.write(f"{picture.relative_to(ROOT)} {size // 1000} kB\n")
        if size > LARGEST:
            raise SystemExit(f"{picture.name} is larger than {LARGEST // 1000} kB")


def _begin(answers: Path) -> None:
    """Write an answer file that has come as far as the first scored question."""
    kept = EXAMPLE.read_text("utf-8").partition("  silo_")[0]
    answers.write_text(kept, "utf-8", newline="\n")


if __name__ == "__main__":
    main()

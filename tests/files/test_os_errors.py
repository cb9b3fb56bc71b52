"""What a system refuses is told in the reader's language, with what to do; its own words never come through."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from planself import resources
from planself.files.os_errors import reason, remedy
from planself.i18n import LANGUAGES, use
from tests.advice.printed import environment
from tests.devices import device

NUMBERS = {
    "EACCES": ("Recht", "Schreibrecht"),
    "EPERM": ("Recht", "Schreibrecht"),
    "ENOSPC": ("voll", "Platz"),
    "EDQUOT": ("voll", "Platz"),
    "EFBIG": ("voll", "Platz"),
    "ENAMETOOLONG": ("lang", "kürzeren"),
    "EISDIR": ("Ordner", "Ordner"),
    "ENOTDIR": ("nicht", "Pfad"),
    "ENOENT": ("nicht", "Pfad"),
    "EROFS": ("nur lesen", "anderen Datenträger"),
    "ELOOP": ("Kreis", "Verknüpfung"),
    "EMFILE": ("zu viele", "weniger"),
    "ENFILE": ("zu viele", "weniger"),
    "EBUSY": ("Programm", "Programm"),
    "ETXTBSY": ("Programm", "Programm"),
    "EIO": ("Fehler", "Datenträger"),
    "ESTALE": ("Fehler", "Datenträger"),
    "ENOTSUP": ("Nummer", "Datenträger"),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_every_refusal_has_a_reason_and_a_remedy_of_its_own(name: str) -> None:
    number = getattr(errno, name)
    error = OSError(number, os.strerror(number), "x.yaml")
    use("de")
    told = reason(error), remedy(error, "x.yaml")
    assert all(word.lower() in said.lower() for word, said in zip(NUMBERS[name], told, strict=True)), told
    use("en")
    english = reason(error), remedy(error, "x.yaml")
    assert not set(told) & set(english)
    assert not [said for said in (*told, *english) if "Errno" in said or os.strerror(number) in said]


CITY = resources.questionnaires() / "beispiele/beispielstadt-2026.yaml"
LONG = "a" * 300
SITUATIONS = {
    f"score {LONG}.yaml": (2, "zu lang", "too long"),
    f"score a.yaml -q ./{LONG}.yaml": (1, "zu lang", "too long"),
    f"report a.yaml -o {LONG}.html": (1, "zu lang", "too long"),
    f"batch a.yaml -o {LONG}.csv": (1, "zu lang", "too long"),
    f"workshop new {LONG} --title T --people 3": (1, "zu lang", "too long"),
    "score link.yaml": (2, "link.yaml ist eine Verknüpfung mit gone.yaml", "link.yaml is a link to gone.yaml"),
    "batch link.yaml -o r.csv": (1, "link.yaml ist eine Verknüpfung mit gone.yaml", "is a link to gone.yaml"),
    "score a.yaml -q ./link.yaml": (2, "Verknüpfung mit gone.yaml", "link.yaml is a link to gone.yaml"),
    "new -o loop.yaml": (1, "im Kreis", "in a circle"),
    "score a.yaml/b.yaml": (2, "a.yaml ist eine Datei und kein Ordner", "a.yaml is a file, and no folder"),
    "new -o a.yaml/b.yaml": (2, "a.yaml ist eine Datei und kein Ordner", "a.yaml is a file, and no folder"),
    "new -o gone/b.yaml": (2, "Ordner gone", "folder gone"),
    "score folder": (2, "folder ist ein Ordner", "folder is a folder"),
    "report a.yaml -o full --format md": (1, "Platz", "Make room"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="links, /dev/full and the longest name are those of Linux")
@pytest.mark.parametrize("command", SITUATIONS, ids=lambda command: command.replace(LONG, "LONG"))
def test_what_stands_in_the_way_is_told_in_the_readers_language(command: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(CITY.read_bytes())
    (tmp_path / "link.yaml").symlink_to("gone.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "folder").mkdir()
    if " full " in command:
        device(tmp_path, "full")
    for lang in LANGUAGES:
        code, german, english = SITUATIONS[command]
        environ = environment(PLANSELF_LANG=lang)
        call = ["planself", *command.split()]
        done = subprocess.run(call, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        assert (german if lang == "de" else english) in done.stderr
        assert not re.search(r"Errno|Traceback|did you mean|Meinten|Zugriff verweigert", done.stderr), done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the device is one of Linux")
@pytest.mark.parametrize(("lang", "said"), [("de", ("voll", "Schaffen Sie Platz")), ("en", ("full", "Make room"))])
def test_an_output_that_is_full_is_told_with_what_helps(lang: str, said: tuple[str, str]) -> None:
    call = f"exec {sys.executable} -m planself score '{CITY}' > /dev/full"
    done = subprocess.run(["bash", "-c", call], env=environment(PLANSELF_LANG=lang), capture_output=True, text=True)
    assert done.returncode == 1
    assert all(word in done.stderr for word in said), done.stderr

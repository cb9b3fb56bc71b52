"""The open answer file: saved at once, one session at a time, nothing lost whatever happens."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planself import i18n
from planself.answers.load import LoadedAnswers, load_answers
from planself.answers.model import Answer, Respondent, Subject, Value
from planself.answers.store import Store, is_begun
from planself.errors import InputError, PlanselfError, UsageError
from planself.files import source
from planself.files.document import YamlDocument
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.types.values import BadValueError
from tests.answers.samples import HEAD

SUFFIXES = pytest.mark.parametrize("suffix", ["yaml", "json"])


def again(path: Path, questionnaire: Loaded) -> LoadedAnswers:
    """Load a file as a later session would."""
    return load_answers(path, lambda _named: questionnaire)


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@SUFFIXES
def test_nothing_is_written_before_the_first_answer(tmp_path: Path, long_form: Loaded, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    with Store.open(path, long_form) as store:
        store.update(subject=Subject("Müsterstadt"), date=date(2026, 11, 22))
        assert not path.exists()
        store.put("vision", Answer(1))
        assert path.exists()
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@SUFFIXES
def test_everything_put_is_found_by_the_next_session(tmp_path: Path, long_form: Loaded, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    answers = {
        "kind": Answer("1", comment="Eins"),
        "own_office": Answer(False, evidence="Satzung"),
        "people": Answer(12_345_000),
        "vision": Answer(said="not_applicable", comment="Grund"),
        "group": Answer(comment="später"),
        "offers": Answer((), unsure=True),
        "remarks": Answer("unknown", comment="a\nb"),
    }
    with Store.open(path, long_form) as store:
        store.update(subject=Subject("Ä", "05315000"), respondent=Respondent("7", "planning"))
        for id_, answer in answers.items():
            store.put(id_, answer)
        store.update(part=("planning",), round="consensus", date=date(2026, 1, 2))
        recorded = store.answer_set
    found = again(path, long_form)
    assert found.notes == ()
    assert found.answer_set == recorded
    assert found.answer_set.answers == answers
    assert found.answer_set.subject == Subject("Ä", "05315000")
    assert found.answer_set.respondent == Respondent("7", "planning")
    assert (found.answer_set.part, found.answer_set.round) == (("planning",), "consensus")


@pytest.mark.parametrize(
    ("id_", "value"),
    [("vision", 3), ("kind", "land"), ("offers", ("kita", "none")), ("people", -1), ("remarks", "x" * 20_001)],
)
def test_a_value_that_is_none_is_refused_and_nothing_written(
    tmp_path: Path, long_form: Loaded, id_: str, value: Value
) -> None:
    with Store.open(tmp_path / "a.yaml", long_form) as store:
        with pytest.raises(BadValueError):
            store.put(id_, Answer(value))
        assert store.answer_set.answers == {}
    assert list(tmp_path.iterdir()) == []


@SUFFIXES
def test_the_digest_of_the_questionnaire_is_recorded(tmp_path: Path, long_form: Loaded, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    with Store.open(path, long_form) as store:
        store.put("vision", Answer(1))
    data = source.load(path).data
    assert isinstance(data, dict)
    assert data["questionnaire"] == {"id": "sample", "version": "1.2.0", "digest": long_form.digest}


def test_json_stays_json_with_its_indentation_and_keys(tmp_path: Path, long_form: Loaded) -> None:
    data = {
        "format": "planself/answers/1",
        "own": [1.10, None],
        "questionnaire": {"id": "sample", "version": "1.2.0"},
        "answers": {"group": {"value": 1, "quelle": "ä"}},
    }
    path = write(tmp_path / "a.json", json.dumps(data, indent=4, ensure_ascii=False) + "\n")
    with Store.open(path, long_form) as store:
        store.put("vision", Answer(2))
        store.put("group", Answer(0))
    text = path.read_text("utf-8")
    saved = json.loads(text)
    assert saved["answers"] == {"vision": 2, "group": {"value": 0, "quelle": "ä"}}
    assert list(saved["answers"]) == ["vision", "group"]
    assert saved["own"] == [1.10, None]
    assert text.startswith('{\n    "format"')


@pytest.mark.parametrize("text", ["\x00\x1b[31mrot\x1b[0m", "a\r\nb\rc", "\ufeffa"])
def test_control_characters_never_reach_the_file(tmp_path: Path, long_form: Loaded, text: str) -> None:
    path = tmp_path / "a.yaml"
    with Store.open(path, long_form) as store:
        store.put("remarks", Answer(text, comment=text))
    assert again(path, long_form).answer_set.answers["remarks"].comment
    assert not set("\x00\x1b\r\ufeff") & set(path.read_bytes().decode())


@pytest.mark.parametrize("answer", [None, Answer(), Answer("  "), Answer("\x00")])
def test_an_empty_answer_is_taken_out(tmp_path: Path, long_form: Loaded, answer: Answer | None) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n  remarks: x\n  said: y\n")
    with Store.open(path, long_form) as store:
        store.put("remarks", answer)
    assert path.read_text("utf-8").endswith("answers:\n  said: y\n")


def test_an_unknown_key_of_an_answer_outlives_the_answer(tmp_path: Path, long_form: Loaded) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n  vision: {value: 1, quelle: x, comment: c}\n")
    with Store.open(path, long_form) as store:
        store.put("vision", None)
        assert store.answer_set.answers == {}
    assert path.read_text("utf-8").endswith("  vision: {value: null, quelle: x}\n")


@pytest.mark.parametrize(
    ("entry", "answer", "saved"),
    [
        ("text: 'wie  Sie'\n    comment: c", Answer("wie  Sie", comment="d"), "text: 'wie  Sie'\n    comment: d\n"),
        ('text: "wie Sie"\n    comment: c', Answer("wie Sie", comment="d"), 'text: "wie Sie"\n    comment: d\n'),
        ('text: "wie Sie"\n    comment: c', Answer("anders", comment="c"), "text: anders\n    comment: c\n"),
        ("value: 'wie Sie'\n    comment: c", Answer("wie Sie", evidence="e"), "value: 'wie Sie'\n    evidence: e\n"),
        ("comment: c\n    unsure: true", Answer(comment="c", evidence="e"), "comment: c\n    evidence: e\n"),
        ("value: x\n    quelle: q", Answer(comment="c"), "value: null\n    comment: c\n    quelle: q\n"),
    ],
)
def test_only_what_changed_of_an_answer_is_written_anew(
    tmp_path: Path, long_form: Loaded, entry: str, answer: Answer, saved: str
) -> None:
    path = write(tmp_path / "a.yaml", HEAD + f"answers:\n  remarks:\n    {entry}\n")
    with Store.open(path, long_form) as store:
        store.put("remarks", answer)
    assert path.read_text("utf-8").endswith(f"answers:\n  remarks:\n    {saved}")


def test_of_what_stands_around_the_answers_only_what_is_said_is_written(tmp_path: Path, long_form: Loaded) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n  vision: 1\n")
    with Store.open(path, long_form) as store:
        store.update(respondent=Respondent(role="planning"))
        assert "respondent: {role: planning}\n" in path.read_text("utf-8")
        store.update(respondent=Respondent(id="W01"))
        assert "respondent: {id: W01}\n" in path.read_text("utf-8")
        store.update(respondent=Respondent(id="W01", department="Kämmerei"))
        assert "respondent: {id: W01, department: Kämmerei}\n" in path.read_text("utf-8")


def test_earlier_ids_become_present_ones(tmp_path: Path, long_form: Loaded) -> None:
    head = HEAD.replace("1.2.0", "1.0.0")
    path = write(tmp_path / "a.yaml", head + "answers:\n  old: {value: 1, comment: c}  # alt\n  group: 2\n")
    with Store.open(path, long_form) as store:
        store.put("kind", Answer("town"))
    text = path.read_text("utf-8")
    assert "  kind: town\n  vision: {value: 1, comment: c}  # alt\n  group: 2\n" in text
    assert "version: 1.2.0" in text
    assert "started_with" not in text
    assert again(path, long_form).notes == ()


def test_an_answer_taken_back_does_not_let_the_earlier_one_count_again(tmp_path: Path, long_form: Loaded) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n  vision: 1\n  old: 2\n")
    with Store.open(path, long_form) as store:
        store.put("vision", None)
        assert store.answer_set.answers == {}
    assert again(path, long_form).answer_set.answers == {}


def test_answers_to_questions_that_are_gone_stay_and_the_file_stays_readable(tmp_path: Path, long_form: Loaded) -> None:
    path = write(tmp_path / "a.yaml", HEAD.replace("1.2.0", "1.0.0") + "answers:\n  gone: 3\n  vision: 1\n")
    with Store.open(path, long_form) as store:
        store.put("vision", Answer(2))
    assert "  gone: 3\n" in path.read_text("utf-8")
    assert "started_with: {id: sample, version: 1.0.0}" in path.read_text("utf-8")
    assert [note.code for note in again(path, long_form).notes] == ["N411"]


def test_saving_under_the_long_form_keeps_every_answer(tmp_path: Path, long_form: Loaded) -> None:
    head = "format: planself/answers/1\nquestionnaire: {id: sample-short, version: 3.0.0}\n"
    path = write(tmp_path / "a.yaml", head + "answers:\n  vision: 1\n")
    with Store.open(path, long_form) as store:
        store.put("group", Answer(2))
    found = again(path, long_form)
    assert found.notes == ()
    assert found.answer_set.answers == {"vision": Answer(1), "group": Answer(2)}
    assert "started_with: {id: sample-short, version: 3.0.0}" in path.read_text("utf-8")


def test_another_form_is_in_the_file_at_once_and_in_a_new_file_with_the_first_answer(
    tmp_path: Path, long_form: Loaded, short_form: Loaded
) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n  vision: 1\n")
    with Store.open(path, long_form) as store:
        store.use(short_form)
        assert "questionnaire: {id: sample-short, version: 3.0.0," in path.read_text("utf-8")
        assert [note.code for note in store.notes] == [note.code for note in again(path, short_form).notes]
        assert store.loaded == short_form
    with Store.open(tmp_path / "new.yaml", long_form) as store:
        store.use(short_form)
        assert not store.path.exists()
        store.put("vision", Answer(1))
        assert "id: sample-short" in store.path.read_text("utf-8")


def test_the_form_that_a_file_has_already_is_no_change(tmp_path: Path, long_form: Loaded) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n  vision: 1\n")
    with Store.open(path, long_form) as store:
        store.use(long_form)
    assert path.read_text("utf-8") == HEAD + "answers:\n  vision: 1\n"


def test_a_form_that_the_answers_do_not_fit_is_refused_and_the_first_stays(
    tmp_path: Path, long_form: Loaded, short_form: Loaded
) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n  vision: 2\n")
    fewer = replace_scale(short_form)
    with Store.open(path, long_form) as store:
        with pytest.raises(PlanselfError):
            store.use(fewer)
        assert store.loaded == long_form
        store.put("group", Answer(1))
    assert again(path, long_form).answer_set.answers["group"] == Answer(1)


def replace_scale(form: Loaded) -> Loaded:
    """Return a form whose scale has lost its highest level."""
    path = form.path.parent / "fewer.yaml"
    text = form.path.read_text("utf-8").replace("{label: oft}, {label: immer}", "{label: oft}")
    return load_questionnaire(write(path, text.replace("id: sample-short", "id: fewer")))


def test_there_and_back_again_nothing_is_lost(tmp_path: Path, long_form: Loaded, short_form: Loaded) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n  vision: 1\n  group: {value: 2, comment: bleibt}\n")
    with Store.open(path, short_form) as store:
        store.put("vision", Answer(0))
    assert [note.code for note in again(path, short_form).notes] == ["N411"]
    with Store.open(path, long_form) as store:
        store.put("kind", Answer("town"))
    expected = {"kind": Answer("town"), "vision": Answer(0), "group": Answer(2, comment="bleibt")}
    assert again(path, long_form).answer_set.answers == expected
    assert path.read_text("utf-8").count("started_with: {id: sample, version: 1.2.0}") == 1


def test_a_file_with_errors_is_not_opened(tmp_path: Path, long_form: Loaded) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers: {vision: 9}\n")
    with pytest.raises(InputError):
        Store.open(path, long_form)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.yaml"]


def test_another_municipality_is_refused(tmp_path: Path, long_form: Loaded) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "subject: {name: Musterstadt, ags: '05315000'}\nanswers:\n")
    for other in (Subject("Beispielstadt"), Subject("Musterstadt", "05315001")):
        with pytest.raises(PlanselfError, match="Musterstadt"):
            Store.open(path, long_form, subject=other)
    for same in (Subject("musterstadt"), Subject("Umbenannt", "05315000"), Subject()):
        Store.open(path, long_form, subject=same).close()


@pytest.mark.parametrize(
    ("held", "named", "other", "asked"),
    [
        ("{name: A, ags: '05315000'}", "answers of A.", Subject("B", "05315001"), "another file for B."),
        ("{ags: '05315000'}", "answers of 05315000.", Subject("", "05315001"), "another file for 05315001."),
    ],
)
def test_both_municipalities_are_named_by_their_name_or_their_key(
    tmp_path: Path, long_form: Loaded, held: str, named: str, other: Subject, asked: str
) -> None:
    i18n.use("en")
    path = write(tmp_path / "a.yaml", HEAD + f"subject: {held}\nanswers:\n")
    with pytest.raises(PlanselfError) as caught:
        Store.open(path, long_form, subject=other)
    assert caught.value.message.endswith(named)
    assert caught.value.hint.endswith(asked)


def test_a_change_that_would_read_otherwise_is_not_taken(
    tmp_path: Path, long_form: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers: {vision: 1}\n")
    before = path.read_bytes()
    with Store.open(path, long_form) as store:
        for text in ("answers: {vision: 2}\n", "answers: {vision: 9}\n", "answers: [\n"):
            monkeypatch.setattr(YamlDocument, "put", lambda self, *_: setattr(self, "text", HEAD + text))  # noqa: B023
            with pytest.raises(PlanselfError, match="without harm to the rest"):
                store.put("group", Answer(1))
            assert store.answer_set.answers == {"vision": Answer(1)}
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["none/a.yaml", "."])
def test_a_path_that_cannot_be_a_file_is_wrong_usage(tmp_path: Path, long_form: Loaded, name: str) -> None:
    with pytest.raises(UsageError):
        Store.open(tmp_path / name, long_form)
    assert list(tmp_path.iterdir()) == []


def test_a_second_session_is_turned_away(tmp_path: Path, long_form: Loaded) -> None:
    path = tmp_path / "a.yaml"
    (tmp_path / "link.yaml").symlink_to(path)
    with Store.open(path, long_form) as store:
        for name in ("a.yaml", "link.yaml"):
            with pytest.raises(PlanselfError, match="another session"):
                Store.open(tmp_path / name, long_form)
        store.put("vision", Answer(1))
    with Store.open(path, long_form) as store:
        assert store.answer_set.answers == {"vision": Answer(1)}


SESSION = """
import sys
from pathlib import Path
from planself.answers.model import Answer
from planself.answers.store import Store
from planself.questionnaire.load import load_questionnaire
store = Store.open(Path(sys.argv[2]), load_questionnaire(Path(sys.argv[1])))
for number in range(100_000):
    store.put("remarks", Answer(str(number) * 500))
    print(number, flush=True)
"""


def session(questionnaire: Loaded, path: Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Start a process that answers one question again and again and says so after each time."""
    command = [sys.executable, "-c", SESSION, str(questionnaire.path), str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=limit)


@pytest.mark.parametrize("after", [1, 7, 30])
def test_a_session_that_is_killed_loses_at_most_the_answer_in_hand(
    tmp_path: Path, long_form: Loaded, after: int
) -> None:
    path = tmp_path / "a.yaml"
    with session(long_form, path) as running:
        assert running.stdout is not None
        said = [running.stdout.readline() for _number in range(after)]
        with pytest.raises(PlanselfError, match="another session"):
            Store.open(path, long_form)
        running.send_signal(signal.SIGKILL)
        said += running.stdout.readlines()
    last = max(int(line) for line in said if line.endswith("\n"))
    with Store.open(path, long_form) as store:
        assert store.answer_set.answers["remarks"].value in {str(last) * 500, str(last + 1) * 500}
        store.put("vision", Answer(1))
    assert [entry.name for entry in tmp_path.iterdir() if not entry.name.startswith(".planself-")] == ["a.yaml"]


def test_a_disk_without_room_leaves_the_old_file_whole(tmp_path: Path, long_form: Loaded) -> None:
    """The bound on a file's size stands for the full disk: the same system call fails in the same place."""
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n  remarks: alt\n")
    before = path.read_bytes()

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))

    with session(long_form, path, limit) as running:
        said, errors = running.communicate(timeout=60)
    assert said == ""
    assert "PlanselfError" in errors
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix != ".lock"] == ["a.yaml"]


def test_an_answer_that_could_not_be_saved_is_saved_with_the_next(tmp_path: Path, long_form: Loaded) -> None:
    path = tmp_path / "a.yaml"
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Store.open(path, long_form) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50, old[1]))
        try:
            with pytest.raises(PlanselfError):
                store.put("vision", Answer(1))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)
            signal.signal(signal.SIGXFSZ, ignored)
        assert not path.exists()
        store.put("group", Answer(2))
    assert again(path, long_form).answer_set.answers == {"vision": Answer(1), "group": Answer(2)}


@SUFFIXES
def test_how_answers_came_about_is_in_the_file_at_once_and_once(tmp_path: Path, long_form: Loaded, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    with Store.open(path, long_form) as store:
        store.explain({"people": 3})
        assert not path.exists(), "nothing is written before the first answer"
        store.put("vision", Answer(1))
        assert said_of(path) == {"people": 3}
        before = path.read_bytes()
        store.explain({"people": 3})
        assert path.read_bytes() == before
        store.explain({"people": 4, "from": "a talk"})
        assert said_of(path) == {"people": 4, "from": "a talk"}
    assert again(path, long_form).answer_set.answers == {"vision": Answer(1)}


def said_of(path: Path) -> object:
    """Return what a file says of how its answers came about."""
    data = (source.parse_json if path.suffix == ".json" else source.parse)(path.read_text("utf-8"), "a").data
    assert isinstance(data, dict)
    return data["provenance"]


@pytest.mark.parametrize("existed", [True, False])
def test_a_file_that_somebody_else_changed_is_left_alone(tmp_path: Path, long_form: Loaded, existed: bool) -> None:
    path = tmp_path / "a.yaml"
    if existed:
        write(path, HEAD + "answers:\n  remarks: x\n")
    with Store.open(path, long_form) as store:
        theirs = write(path, HEAD + "answers:\n  remarks: y\n").read_bytes()
        for value in (1, 2):
            with pytest.raises(PlanselfError, match="changed by somebody else") as caught:
                store.put("vision", Answer(value))
            assert "a-2.yaml" in caught.value.hint
    assert path.read_bytes() == theirs
    assert again(tmp_path / "a-2.yaml", long_form).answer_set.answers["vision"] == Answer(2)
    assert len(list(tmp_path.iterdir())) == 2


def test_the_copy_of_a_session_takes_the_first_free_name_and_nobodys(
    tmp_path: Path, long_form: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a-2.yaml", "a-3.yaml"):
        write(tmp_path / name, "somebody's")
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n")
    with Store.open(path, long_form) as store:
        write(path, HEAD + "answers:\n  remarks: y\n")
        monkeypatch.setattr("planself.answers.store._free_name", lambda _path: tmp_path / "a-3.yaml")
        with pytest.raises(PlanselfError, match="is there already"):  # taken since it was looked for
            store.put("vision", Answer(1))
        monkeypatch.undo()
        with pytest.raises(PlanselfError, match="changed by somebody else"):
            store.put("vision", Answer(1))
    assert again(tmp_path / "a-4.yaml", long_form).answer_set.answers == {"vision": Answer(1)}
    assert {(tmp_path / name).read_text("utf-8") for name in ("a-2.yaml", "a-3.yaml")} == {"somebody's"}


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        (None, False),
        ("", False),
        (" \n\t\n", False),
        ("# a\n  # b\n", False),
        ("\ufeff# a\n", False),
        ("a: 1\n", True),
        ("# a\n-\n", True),
    ],
)
def test_a_file_is_begun_where_it_says_anything(tmp_path: Path, text: str | None, begun: bool) -> None:
    path = tmp_path / "a.yaml"
    if text is not None:
        write(path, text)
    assert is_begun(path) is begun


def test_a_file_that_was_deleted_meanwhile_is_written_again(tmp_path: Path, long_form: Loaded) -> None:
    path = tmp_path / "a.yaml"
    with Store.open(path, long_form) as store:
        store.put("vision", Answer(1))
        path.unlink()
        store.put("group", Answer(1))
    assert set(again(path, long_form).answer_set.answers) == {"vision", "group"}


def test_the_mode_of_the_file_stays(tmp_path: Path, long_form: Loaded) -> None:
    path = write(tmp_path / "a.yaml", HEAD + "answers:\n")
    path.chmod(0o640)
    with Store.open(path, long_form) as store:
        store.put("vision", Answer(1))
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who has no permission")
def test_a_folder_without_write_permission_is_named(long_form: Loaded) -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to everybody else
        Path(name).chmod(0o755)
        os.seteuid(65534)
        try:
            with pytest.raises(PlanselfError, match="you have no permission") as caught:
                Store.open(Path(name) / "a.yaml", long_form)
        finally:
            os.seteuid(0)
        assert "folder of your own" in caught.value.hint
        assert list(Path(name).iterdir()) == []

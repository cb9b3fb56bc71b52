"""Which question a foreign heading means: by id, by the question's text, by labels of options, by the usual words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from planself.answers.misread import folded
from planself.errors import did_you_mean
from planself.i18n import Reader
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.tables.personal import is_personal
from planself.tables.target import Target, by_heading, plain
from planself.text import Text

_SURE_LENGTH, _LEAST_LENGTH = 25, 12
"""How much of a question's beginning is enough to know it, and to think of it."""
_NEAR = 0.8
_CODE = re.compile(r"\[?([A-Za-z][A-Za-z0-9_]*(?:\[[^\]]*\])?|[0-9]+(?:\.[0-9]+)*)\]?\s*[.:)]?\s+(.+)").fullmatch
_TICKED = re.compile(r"([a-z](?:(?!___)[a-z0-9_])*)(?:___([a-z0-9_]+)|\(\s*([a-z0-9_]+)\s*\))").fullmatch
"""How survey tools name an option's column: `question___option` and `question(option)`."""
_GROUPS = re.compile("[/:-]+|[.](?=[a-z])")
_BETWEEN = re.compile(" [-–|/»>] |: ").search
KNOWN_WORDS: dict[str, tuple[str, ...]] = {
    "subject.name": ("kommune", "gemeinde", "stadt", "name der kommune", "name der gemeinde", "gebietskörperschaft",
                     "kommune name", "municipality", "name of the municipality", "community"),
    "subject.ags": ("ags", "gemeindeschlüssel", "amtlicher gemeindeschlüssel", "gemeindeschlüssel ags",
                    "amtlicher gemeindeschlüssel ags", "gemeindekennziffer", "gkz"),
    "respondent.role": ("rolle", "funktion", "role", "ihre rolle", "your role"),
    "respondent.department": ("abteilung", "amt", "fachbereich", "department"),
    "date": ("datum", "erhebungsdatum", "date", "tag der erhebung"),
}  # fmt: skip
_MANY_MEANINGS = frozenset({"stadt", "amt", "funktion", "community", "gkz"})


@dataclass(frozen=True, slots=True)
class Guess:
    """What something probably means; `doubt` says why that is not certain."""

    meaning: str
    doubt: str = ""


def texts(text: Text) -> Iterable[str]:
    """Return a text in all its languages."""
    return (text,) if isinstance(text, str) else text.values()


def guess_columns(columns: Sequence[str], questionnaire: Questionnaire, reader: Reader) -> dict[str, Guess]:
    """Return what the columns mean that need a line; those that planself reads by themselves are not among them."""
    guesser = _Guesser(questionnaire, reader)
    own = {found.name: column for column in columns if (found := by_heading(questionnaire, column))}
    guessed = {
        column: guess
        for column in columns
        if column not in own.values() and (guess := guesser.guess(plain(column))) is not None
    }
    return dict(_settled(guessed, own, reader))


def guess_described(
    columns: Sequence[str], described: Mapping[str, str], questionnaire: Questionnaire, reader: Reader
) -> dict[str, Guess]:
    """Return what the columns mean, by their descriptions where their headings do not tell it for sure."""
    first = guess_columns(columns, questionnaire, reader)
    sure = {column for column in columns if by_heading(questionnaire, column)}
    sure |= {column for column, guess in first.items() if not guess.doubt}
    said = {column: column if column in sure else _told(described.get(column, "")) or column for column in columns}
    if len(set(said.values())) < len(said):
        return first
    found = guess_columns(list(said.values()), questionnaire, reader)
    return {column: guess for column, words in said.items() if (guess := found.get(words) or first.get(column))}


def _told(description: str) -> str:
    """Return a description without what Qualtrics puts between a question and its option."""
    return re.sub(r" - (?:Selected Choice|Ausgewählte Auswahl)(?= - |$)", "", description)


def personal(columns: Iterable[str], guessed: Iterable[str], described: Mapping[str, str]) -> list[str]:
    """Return the columns about persons among those that no question claims."""
    claimed = set(guessed)
    return [
        column
        for column in columns
        if column not in claimed and any(map(is_personal, (column, described.get(column, ""))))
    ]


def _settled(guessed: dict[str, Guess], own: dict[str, str], reader: Reader) -> Iterator[tuple[str, Guess]]:
    """Yield the guesses, in doubt where several columns would be the same."""
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for column, guess in guessed.items():
        if not guess.doubt:
            claims[guess.meaning].append(column)
    for column, guess in guessed.items():
        if guess.doubt and (guess.meaning in own or claims[guess.meaning]):
            continue  # another column is what this one only resembles
        doubt = guess.doubt
        if guess.meaning in own:
            doubt = reader._("the table has a column of that name")
        elif len(claims[guess.meaning]) > 1:
            doubt = reader._("several columns look like this question")
        yield column, replace(guess, doubt=doubt)


class _Guesser:
    """Everything by which a question can be recognised."""

    def __init__(self, questionnaire: Questionnaire, reader: Reader) -> None:
        self.questionnaire = questionnaire
        self.reader = reader
        claims: defaultdict[str, set[str]] = defaultdict(set)
        for question in questionnaire.questions:
            for text in texts(question.text):
                claims[folded(text)].add(question.id)
        self.texts = {text: ids.pop() for text, ids in claims.items() if len(ids) == 1 and text}

    def guess(self, heading: str) -> Guess | None:
        """Return what a heading means, or None where nothing is like it."""
        if found := next((found for found in self._certain(heading) if found), None):
            return Guess(found.name)
        if (match := _TICKED(heading.lower())) and (found := by_heading(self.questionnaire, match[1])):
            return self._numbered(found, match[2] or match[3])
        found_so = self._beginning(heading) or self._known(heading)
        return found_so if found_so or is_personal(heading) else self._similar(heading)

    def _certain(self, heading: str) -> Iterator[Target | None]:
        if " " not in heading:
            yield self._grouped(heading)
        for part in _parts(heading):
            yield by_heading(self.questionnaire, part) or self._by_text(part)
            inner = _inner(part)
            for halves in (inner, _tail(part)):
                if halves:
                    yield self._option(*halves)
                    yield self._by_text(halves[1])
            if inner and len(inner[1]) > 3:
                yield by_heading(self.questionnaire, inner[1])

    def _grouped(self, heading: str) -> Target | None:
        """Return what stands behind the names of groups: Kobo's `grp/q1`, ODK's `grp-q1`, and `grp/offers/kita`."""
        *_groups, last = words = _GROUPS.split(heading)
        if len(words) < 2 or not all(words):
            return None
        as_option = by_heading(self.questionnaire, f"{words[-2]}.{last}")
        return as_option or by_heading(self.questionnaire, last)

    def _by_text(self, text: str) -> Target | None:
        id_ = self.texts.get(folded(text))
        return Target(id_, self.questionnaire.by_id[id_]) if id_ else None

    def _option(self, stem: str, inner: str) -> Target | None:
        """Return the option that stands behind its question's text or id."""
        for part in _parts(stem):
            found = by_heading(self.questionnaire, part) or self._by_text(part)
            if found and found.question is not None and found.kind is AnswerKind.SOME_OF:
                option = option_of(found.question, inner)
                return Target(f"{found.name}.{option}", found.question, option) if option else None
        return None

    def _numbered(self, of: Target, option: str) -> Guess | None:
        """Return the option with an id, or in a place, of a question with several ticks."""
        if of.question is None or of.kind is not AnswerKind.SOME_OF:
            return None
        ids = of.question.ids
        if option in ids:
            return Guess(f"{of.name}.{option}")
        if option.isdecimal() and 1 <= int(option) <= len(ids):
            return Guess(f"{of.name}.{ids[int(option) - 1]}", self.reader._("the option in this place"))
        return None

    def _beginning(self, heading: str) -> Guess | None:
        for part in _parts(heading):
            begun = folded(re.sub(r"(…|\.\.\.)$", "", part))
            ids = {id_ for text, id_ in self.texts.items() if _begins(text, begun)}
            if len(begun) >= _LEAST_LENGTH and len(ids) == 1:
                short = self.reader._("only the beginning of the question stands in the heading")
                return Guess(ids.pop(), "" if len(begun) >= _SURE_LENGTH else short)
        return None

    def _known(self, heading: str) -> Guess | None:
        word = folded(heading)
        name = next((name for name, words in KNOWN_WORDS.items() if word in words), None)
        doubt = self.reader._("the word can mean something else") if word in _MANY_MEANINGS else ""
        return Guess(name, doubt) if name else None

    def _similar(self, heading: str) -> Guess | None:
        doubt = self.reader._("the heading is similar, not the same")
        for part in _parts(heading):
            for word, known in ((folded(part), self.texts), (part.lower(), self.questionnaire.by_id)):
                near = did_you_mean(word, known)
                if near and SequenceMatcher(None, word, near).ratio() >= _NEAR:
                    return Guess(self.texts.get(near, near), doubt)
        return None


def _parts(heading: str) -> tuple[str, ...]:
    """Return a heading, what stands behind its code, and the code: `Q1. Text` is `Text` as well."""
    match = _CODE(heading)
    return (heading, match[2], match[1]) if match else (heading,)


def _inner(part: str) -> tuple[str, str] | None:
    """Return what stands before brackets at the end, and in them; no expression, since spaces would cost the square."""
    stem, bracket, inner = part.removesuffix("]").rpartition("[")
    return (stem.rstrip(), inner) if bracket and inner and part.endswith("]") and "]" not in inner else None


def _tail(part: str) -> tuple[str, str] | None:
    """Return what stands before and behind the first sign that parts a question from its option."""
    between = _BETWEEN(part, 1)
    stem, tail = (part[: between.start()].rstrip(), part[between.end() :].lstrip()) if between else ("", "")
    return (stem, tail) if stem and tail else None


def _begins(text: str, heading: str) -> bool:
    return text.startswith(heading) or (len(text) >= _SURE_LENGTH and heading.startswith(text))


def option_of(question: AnyQuestion, cell: str) -> str | None:
    """Return the one option whose id or label this is."""
    found = {c.id for c in question.choices if cell == c.id or folded(cell) in map(folded, texts(c.label))}
    return found.pop() if len(found) == 1 else None

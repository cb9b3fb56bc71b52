"""One interview from the first question to the last: asks, saves after every answer, and can be left at any time."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- fields are called date
from datetime import datetime

from planself import i18n
from planself.answers.model import Respondent
from planself.answers.store import Store
from planself.errors import UsageError
from planself.i18n import Reader, _
from planself.interview import answer_rows as rows
from planself.interview import menus, pause
from planself.interview.asker import Interviewer, Opening, Picked, Typed
from planself.interview.card import CardOptions, card, text_complaint
from planself.interview.commands import Command, Comment, Evidence, Jump, Move, Place, Say
from planself.interview.flow import Flow, InterviewSetup, start, step
from planself.interview.level_rule import level_rule
from planself.interview.opening import Particulars, ask_particulars
from planself.interview.order import section_only, with_prerequisites
from planself.interview.progress import progress
from planself.interview.saved_form import Forms
from planself.interview.short_form import short_form
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.scoring.compile import compile_plan
from planself.terminal import keys
from planself.terminal.asker import Blank
from planself.terminal.keys import Key
from planself.terminal.screen import Sieve, sieve_of


@dataclass(frozen=True, slots=True)
class Options:
    """How an interview is to run; `short` is the short form, where that comes first.

    Whoever is not `alone` is not asked who answers for whom, since a workshop's folder knows the one, and nobody the
    other; and no profile follows, since others look on.
    """

    lang: str
    section: str | None = None
    role: str | None = None
    plain: bool = False
    short: Loaded | None = None
    today: Date | None = None
    alone: bool = True


@dataclass(frozen=True, slots=True)
class InterviewEnd:
    """How an interview ended: finished, or left with everything saved; `form` is what its file is saved under."""

    finished: bool
    form: Loaded


def run(store: Store, loaded: Loaded, options: Options, *, ask: Interviewer | None = None) -> InterviewEnd:
    """Ask everything that is open and save each answer at once; Ctrl-C and a closed terminal only leave."""
    sieve = sieve_of(sys.stdout)
    reader = i18n.use(options.lang)
    with ask or asker(plain=options.plain, sieve=sieve) as asking:
        try:
            session = _begin(store, loaded, options, asking, reader, sieve)
            return session.run()
        except (KeyboardInterrupt, EOFError):
            return InterviewEnd(finished=False, form=store.loaded)


def asker(*, plain: bool, sieve: Sieve | None = None) -> Interviewer:
    """Return what puts things to the person at the terminal, in plain lines or page by page."""
    sieve = sieve or sieve_of(sys.stdout)
    if plain:
        from planself.interview.plain import Plain
        from planself.terminal.typed_lines import TypedLines

        return Plain(TypedLines(sys.stdin), _show, sieve)
    from planself.interview.prompts import Prompts  # heavy, and not needed for plain lines

    return Prompts(sieve)


def _show(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _begin(
    store: Store, loaded: Loaded, options: Options, asker: Interviewer, reader: Reader, sieve: Sieve
) -> _Session:
    """Ask who answers where nothing is recorded yet, and return the session at its first open question."""
    questionnaire = loaded.questionnaire
    now = store.answer_set
    if not now.answers:
        known = Particulars(now.subject, now.respondent, now.date or options.today)
        if options.role:
            known = Particulars(known.subject, Respondent(now.respondent.id, options.role), known.date)
        if options.alone and not now.subject.name:
            known = ask_particulars(asker, questionnaire, reader, sieve, known)
        part = now.part or ((options.role,) if options.role else ())
        store.update(subject=known.subject, respondent=known.respondent, date=known.date, part=part)
    flow = start(setup(store, questionnaire, options), store.answer_set.answers)
    forms = Forms(store, loaded, options.short if options.alone else None)
    return _Session(forms, options, asker, reader, sieve, flow)


def setup(store: Store, questionnaire: Questionnaire, options: Options) -> InterviewSetup:
    """Return what an interview asks, and in which order; raises UsageError for a section or role that is not there."""
    plan = compile_plan(questionnaire)
    wanted = [question.id for question in questionnaire.questions]
    short = short_form(options.short.questionnaire) if options.short else None
    if short is not None:
        order = with_prerequisites(plan, [id_ for id_ in wanted if id_ in short.ids])
    elif options.section:
        named = next((section for section in questionnaire.sections if section.id == options.section), None)
        if named is None:
            raise UsageError(_("There is no section {name}.").format(name=options.section))
        order = section_only(plan, [question.id for question in named.questions], store.answer_set.answers)
    else:
        order = tuple(wanted)
    if options.role and options.role not in {role.id for role in questionnaire.roles}:
        raise UsageError(_("There is no role {name}.").format(name=options.role))
    return InterviewSetup(questionnaire, plan, order, short, store.answer_set.part, options.role)


class _Session:
    """The loop between an asker, the flow and the file."""

    def __init__(
        self, forms: Forms, options: Options, asker: Interviewer, reader: Reader, sieve: Sieve, flow: Flow
    ) -> None:
        self.forms = forms
        self.options = options
        self.asker = asker
        self.reader = reader
        self.sieve = sieve
        self.flow = flow
        self.helping = False
        self.opened: set[str] = set()
        self.told_rule = False

    def run(self) -> InterviewEnd:
        """Ask until the interview is over, however it is left."""
        try:
            while not self.flow.over:
                if isinstance(self.flow.here, str):
                    self._question(self.flow.here)
                else:
                    self._menu()
        except (KeyboardInterrupt, EOFError):
            self.flow = step(self.flow, Move.LEAVE)
        self.forms.keep(self.flow.answers)
        return InterviewEnd(finished=self.flow.here is Place.FINISHED, form=self.forms.store.loaded)

    def _do(self, command: Command) -> None:
        """Take a step, and save before anything else happens what it recorded."""
        before, after = self.flow, step(self.flow, command)
        self.forms.save(before.answers, after.answers)
        self.helping = self.helping and after.here == before.here
        self.flow = after

    # --- at a question ---

    def _question(self, id_: str) -> None:
        self._open_section(id_)
        self._tell_rule(id_)
        card_options = CardOptions(
            self.reader, self.sieve, helping=self.helping, plain=self.options.plain, saved=self._saved()
        )
        reply = self.asker.question(card(self.flow, card_options))
        if isinstance(reply, Key):
            self._key(reply)
        else:
            self._answer(id_, reply)

    def _saved(self) -> str:
        """Return where the answers are, and since when."""
        path = self.forms.store.path
        if not path.exists():
            return self.reader._("{file}: nothing saved yet").format(file=path.name)
        at = datetime.fromtimestamp(path.stat().st_mtime)
        day = "" if at.date() == Date.today() else f"{self.reader.short_date(at.date())}, "
        return self.reader._("saved in {file}: {time}").format(file=path.name, time=f"{day}{at:%H:%M}")

    def _open_section(self, id_: str) -> None:
        """Show a section's first page when it begins; whoever comes back into one that is begun has seen it."""
        section = self.flow.setup.questionnaire.section_of[id_]
        if section.id in self.opened:
            return
        self.opened.add(section.id)
        begun = any(question.id in self.flow.answers for question in section.questions)
        if section.intro is not None and not begun:
            self._open(self.reader.text(section.title), self.reader.text(section.intro))

    def _tell_rule(self, id_: str) -> None:
        """Say how to choose a level before the first question of this run that has levels; the help says it again."""
        rule = level_rule(self.flow.setup.questionnaire, self.flow.setup.question(id_), self.reader)
        if rule and not self.told_rule:
            self.told_rule = True
            self._open(self.reader._("How to choose a level"), rule)

    def _open(self, title: str, text: str) -> None:
        found = progress(self.flow)
        place = self.reader._("from question {number} of {total}").format(number=found.number, total=found.total)
        self.asker.opening(Opening(self.sieve(title), self.sieve(text), place, found.number - 1, found.total))

    def _answer(self, id_: str, reply: Picked | Typed) -> None:
        question = self.flow.setup.question(id_)
        if isinstance(reply, Typed):
            self._do(rows.typed(question, reply.text))
            return
        command = rows.command(question, reply.rows)
        if command == Say("not_applicable"):
            reason = self._write(self.reader._("Why does this question not apply?"), self.flow.answer.comment)
            if reason is None:
                return
            command = Say("not_applicable", reason)
        self._do(command)

    def _key(self, key: Key) -> None:
        match key:
            case Key.BACK:
                self._do(Move.BACK)
            case Key.SKIP:
                self._do(Move.SKIP)
            case Key.UNSURE:
                self._do(Move.UNSURE)
            case Key.UNDO:
                self._do(Move.UNDO)
            case Key.LEAVE:
                self._do(Move.LEAVE)
            case Key.HELP:
                self.helping = not self.helping
            case Key.LANGUAGE:
                self.reader = i18n.use(keys.other_language(self.reader))
            case Key.OVERVIEW:
                self._go(self.asker.choose(menus.overview(self.flow, self.reader, self.sieve)))
            case Key.COMMENT:
                text = self._write(self.reader._("Comment on this answer"), self.flow.answer.comment)
                if text is not None:
                    self._do(Comment(text))
            case Key.EVIDENCE:
                text = self._write(self._evidence_hint(), self.flow.answer.evidence)
                if text is not None:
                    self._do(Evidence(text))

    def _evidence_hint(self) -> str:
        question = self.flow.setup.question(str(self.flow.here))
        asked = self.reader._("What proves this answer?")
        if question.evidence is None:
            return asked
        hint = self.reader._("For example: {examples}")
        return f"{asked} {hint.format(examples=self.sieve(self.reader.text(question.evidence)))}"

    def _write(self, hint: str, default: str) -> str | None:
        question = self.flow.setup.question(str(self.flow.here))
        title = self.sieve(self.reader.text(question.text))
        shown = self.sieve(default)
        text = self.asker.write(Blank(title, hint, shown, long=True, complain=text_complaint))
        return default if text == shown.strip() else text  # what the terminal cannot show is not lost by looking

    # --- around the questions ---

    def _menu(self) -> None:
        chosen = self.asker.choose(menus.place(self.flow, self.reader, self.sieve, profile=self.options.alone))
        if chosen is None:
            self._do(Move.BACK)
        else:
            self._go(chosen)

    def _go(self, chosen: str | None) -> None:
        match chosen:
            case None:
                return
            case menus.FINISH:
                self._do(Move.FINISH)
            case menus.LEAVE:
                self._do(Move.LEAVE)
            case pause.REVIEW:
                self._do(Move.REVIEW)
            case pause.DEEPEN:
                self._do(Move.DEEPEN)
            case question:
                self._do(Jump(question))

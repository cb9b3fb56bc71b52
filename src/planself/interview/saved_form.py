"""Under which form an interview's answers are saved: the short one as long as nothing beyond it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planself.answers.model import Answer
from planself.answers.store import Store
from planself.questionnaire.load import Loaded

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Forms:
    """An open answer file with its questionnaire, and the short form of that where it comes first.

    Whoever stops after the short form has a file of the short form, and so its profile, its report and its plan.
    """

    store: Store
    loaded: Loaded
    short: Loaded | None = None

    def save(self, before: Answers, after: Answers) -> None:
        """Save what has changed, under the form that the answers then belong to."""
        changed = [id_ for id_ in {**before, **after} if before.get(id_) != after.get(id_)]
        if not changed:
            return
        form = self._of(after)
        if form is self.loaded:
            self.store.use(form)
        for id_ in changed:
            self.store.put(id_, after.get(id_))
        self.store.use(form)

    def keep(self, answers: Answers) -> None:
        """Leave the file under the form that its answers belong to."""
        if answers:
            self.store.use(self._of(answers))

    def _of(self, answers: Answers) -> Loaded:
        if self.short is None:
            return self.loaded
        return self.short if answers.keys() <= self.short.questionnaire.by_id.keys() else self.loaded

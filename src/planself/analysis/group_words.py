"""What a group's result says in words: how far people agree, and what kind of disagreement it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planself.analysis.agreement import AgreementWord
from planself.analysis.group_result import GroupQuestion, GroupResult, TopicKind
from planself.i18n import Reader

NOTHING = "–"
"""Stands where nothing is published."""


def agreed(word: AgreementWord | None, reader: Reader) -> str:
    """Return the word for an agreement; empty where there is none."""
    _ = reader._
    match word:
        case AgreementWord.AGREED:
            return _("agreed")
        case AgreementWord.MIXED:
            return _("mixed")
        case AgreementWord.SCATTERED:
            return _("scattered")
        case AgreementWord.SPLIT:
            return _("split")
        case None:
            return ""


def kind(topic_kind: TopicKind, reader: Reader) -> str:
    """Return what kind of disagreement it is, in a few words."""
    _ = reader._
    match topic_kind:
        case TopicKind.SPLIT:
            return _("the group is split")
        case TopicKind.SPREAD:
            return _("the answers differ widely")
        case TopicKind.KNOWLEDGE_GAP:
            return _("some know, some don't")
        case TopicKind.SCOPE:
            return _("some say that it does not apply")
        case TopicKind.PERCEPTION_GAP:
            return _("role groups see it differently")


def why(topic_kind: TopicKind, hurdle: str, reader: Reader) -> str:
    """Return why something is worth talking about; `hurdle` is the name of one that roles see differently, or empty."""
    if not hurdle:
        return kind(topic_kind, reader)
    gap = reader._("role groups see “{hurdle}” differently").format(hurdle=hurdle)
    return gap if topic_kind is TopicKind.PERCEPTION_GAP else f"{kind(topic_kind, reader)}; {gap}"


def whom(question: GroupQuestion, names: Sequence[str], reader: Reader) -> str:
    """Return of which roles (by name) a question was asked and why it has no numbers; empty where all were asked."""
    _ = reader._
    if question.asked is None:
        return ""
    if not names:
        return _("asked of nobody who has answered")
    roles = _listed([_("“{name}”").format(name=name) for name in names], reader)
    if question.n is not None:
        return _("asked of {roles}").format(roles=roles)
    if len(names) == 1:
        return _("asked of {roles} alone, therefore no numbers").format(roles=roles)
    return _("asked of {roles}, too few for numbers").format(roles=roles)


def nothing_apart(result: GroupResult, reader: Reader) -> str:
    """Return what an empty list of topics says: nothing where no answers are shown, else of how many it speaks."""
    shown = sum(question.counts is not None for question in result.questions)
    if not shown and result.divided:
        return reader._("As the roles answered different questions, it cannot be said where answers lie apart.")
    if not shown:
        return reader._("Whether answers lie apart cannot be told: no question has answers that may be shown.")
    if shown == len(result.questions):
        return reader._("Nothing: there is no question on which the answers lie far apart.")
    if result.divided:
        return reader.n_(
            "The answers to {n} question are shown, and they do not lie far apart. Of the others nothing can be said: "
            "the roles answered different questions.",
            "The answers to {n} questions are shown, and on none do they lie far apart. Of the others nothing can be "
            "said: the roles answered different questions.",
            shown,
        )
    return reader.n_(
        "The answers to {n} question are shown, and they do not lie far apart. Of the others nothing can be said.",
        "The answers to {n} questions are shown, and on none do they lie far apart. Of the others nothing can be said.",
        shown,
    )


def unasked(result: GroupResult, questions: Collection[str] | None = None) -> tuple[str, ...]:
    """Return the role groups to whom none of the questions (None: of all) was put: nothing of theirs is hidden."""
    put = [question.asked for question in result.questions if questions is None or question.id in questions]
    if not put or None in put:
        return ()
    return tuple(role.role for role in result.roles if not any(role.role in (asked or ()) for asked in put))


def _listed(names: Sequence[str], reader: Reader) -> str:
    return reader._(" and ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def hundredths(agreement: int | None, reader: Reader) -> str:
    """Write an agreement with two decimals and a true minus sign."""
    if agreement is None:
        return NOTHING
    shown = f"{abs(agreement) // 100}{reader.decimal_sign}{abs(agreement) % 100:02}"
    return f"−{shown}" if agreement < 0 else shown


def span(values: Sequence[int] | None) -> str:
    """Write one answer, or the first and last of several."""
    if not values:
        return NOTHING
    return str(values[0]) if values[0] == values[-1] else f"{values[0]}–{values[-1]}"

"""Wrong usage in plain words of the user's language."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Iterable, Sequence
from typing import Any

from typer import TyperException

from planself.errors import UsageError, did_you_mean
from planself.i18n import _

_EXTRA = re.compile(r"[^(]*?extra arguments?(?:\(s\))? \((.*)\)\s*$", re.DOTALL)
_NO_COMMAND = re.compile(r"No such command (.+?)\.(?:\s|$)", re.DOTALL)


def explain_usage(error: TyperException) -> UsageError:
    """Return typer's complaint as ours, with the way to the help."""
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "planself"
    return UsageError(_message(error, context), _("See `{command} --help`.").format(command=path))


def refuse_unknown(names: Iterable[str], known: Sequence[str], option: str) -> None:
    """Raise UsageError for the first name that a questionnaire does not have."""
    for name in names:
        if name not in known:
            near = did_you_mean(name, known)
            listed = _("There are: {words}.").format(words=", ".join(known))
            raise UsageError(
                _("{option}: there is no “{name}” in this questionnaire.").format(option=option, name=name),
                _("Did you mean {word}?").format(word=near) if near else listed,
            )


def _message(error: TyperException, context: Any) -> str:
    parameter: Any = getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            return _unknown_option(error, context)
        case "MissingParameter" if parameter is not None:
            return _("{name} is missing.").format(name=_name(parameter))
        case "BadParameter" if parameter is not None:
            return _("{name}: {reason}").format(name=_name(parameter), reason=_reason(error))
        case "BadOptionUsage":
            takes_none = "does not take" in error.format_message()
            said = _("The option {name} takes no value.") if takes_none else _("The option {name} needs a value.")
            return said.format(name=getattr(error, "option_name", ""))
        case "NoArgsIsHelpError":  # what typer says here is the whole help, and no sentence
            word, known = _("COMMAND …").rstrip(" …"), ", ".join(_commands(context))
            return _("{name} is missing.").format(name=f"{word} ({known})")
        case _:
            return _unknown_word(error, context)


def _unknown_option(error: TyperException, context: Any) -> str:
    name = str(getattr(error, "option_name", ""))
    known = [flag for parameter in context.command.params for flag in parameter.opts] if context else []
    nearest = did_you_mean(name, known)
    said = _("There is no option {name}.").format(name=name)
    return said + " " + _("Did you mean {word}?").format(word=nearest) if nearest else said


def _unknown_word(error: TyperException, context: Any) -> str:
    commands = _commands(context)
    message = error.format_message()
    if commands and (unknown := _NO_COMMAND.match(message)):
        name = _written(unknown[1])
        nearest = did_you_mean(name, commands)
        said = _("There is no command “{name}”.").format(name=name)
        return said + " " + _("Did you mean {word}?").format(word=nearest) if nearest else said
    if extra := _EXTRA.match(message):
        return _("Too many arguments: {rest}").format(rest=extra[1])
    return message


def _written(quoted: str) -> str:
    """Return what somebody wrote, which typer quotes as Python does."""
    try:
        return str(literal_eval(quoted))
    except (ValueError, SyntaxError):
        return quoted.strip("'")


def _commands(context: Any) -> list[str]:
    return list(getattr(getattr(context, "command", None), "commands", None) or ())


def _name(parameter: Any) -> str:
    return parameter.opts[-1] if parameter.param_type_name == "option" else str(parameter.metavar or parameter.name)


def _reason(error: TyperException) -> str:
    found, choice, words = error.message.removeprefix("Value error, ").partition(" is not one of ")
    if choice:
        known = ", ".join(re.findall(r"'([^']+)'", words))
        return _("expected one of {words}, found “{found}”").format(words=known, found=_written(found))
    if "valid integer" in error.message:
        return _("expected a whole number")
    return error.message

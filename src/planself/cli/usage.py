"""Wrong usage in plain words of the user's language."""

from __future__ import annotations

import re
from typing import Any

from typer import TyperException

from planself.errors import UsageError, did_you_mean
from planself.i18n import _


def explain_usage(error: TyperException) -> UsageError:
    """Return typer's complaint as ours, with the way to the help."""
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "planself"
    return UsageError(_message(error, context), _("See `{command} --help`.").format(command=path))


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
            return _("The option {name} needs a value.").format(name=getattr(error, "option_name", ""))
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
    quoted = message.split("'")[1] if message.count("'") >= 2 else ""
    if commands and quoted:
        nearest = did_you_mean(quoted, commands)
        said = _("There is no command “{name}”.").format(name=quoted)
        return said + " " + _("Did you mean {word}?").format(word=nearest) if nearest else said
    if "extra argument" in message:
        return _("Too many arguments: {rest}").format(rest=message.partition("(")[2].rstrip(")") or quoted)
    return message


def _commands(context: Any) -> list[str]:
    return list(getattr(getattr(context, "command", None), "commands", None) or ())


def _name(parameter: Any) -> str:
    return parameter.opts[-1] if parameter.param_type_name == "option" else str(parameter.metavar or parameter.name)


def _reason(error: TyperException) -> str:
    quoted = re.findall(r"'([^']+)'", error.message)
    if "is not one of" in error.message:
        return _("expected one of {words}, found “{found}”").format(words=", ".join(quoted[1:]), found=quoted[0])
    if "valid integer" in error.message:
        return _("expected a whole number")
    return error.message

"""The form's own phrases in one language; what the result page says is said in the report's words."""

from __future__ import annotations

from planself.i18n import Reader

Phrase = str | tuple[str, str]
"""A phrase, or its singular and its plural with `{n}`."""


def phrases(reader: Reader) -> dict[str, Phrase]:
    """Return every phrase by the name that the page's modules use."""
    parts = (_page, _about, _question, _files, _profile, _obstacles, _steps, _again, _limits)
    return {name: phrase for part in parts for name, phrase in part(reader).items()}


def _page(reader: Reader) -> dict[str, Phrase]:
    _ = reader._
    return {
        "language": _("English"),
        "skip": _("Skip to the content"),
        "code": _("Code {code}"),
        "open": _("Open an answer file"),
        "save": _("Save the answer file"),
        "discard": _("Delete what is on this device"),
        "discard_sure": _(
            "Delete all answers in this form and the draft on this device? Answer files that you saved stay."
        ),
        "discarded": _("The answers in this form and the draft on this device are deleted."),
        "private": _("Everything stays on this device; nothing is sent."),
        "unsaved": _("Not saved as a file yet."),
        "saved": _("{file} is handed to the browser, which puts it into the folder for downloads."),
        "saved_without": _(
            "{file} is handed to the browser, which puts it into the folder for downloads. What is marked as wrong is "
            "not in it."
        ),
        "opened": _("{file} is open."),
        "opened_other": _(
            "{file} is open. The questionnaire has been changed since the answers were given, without a new version."
        ),
        "replace": _("Replace the answers in this form, which are not saved as a file, by those of the file?"),
        "draft": _("These are the answers of the draft on this device."),
        "filled": _("The form came with these answers."),
        "elsewhere": _(
            "This form is open in another window, too, and both write the same draft. Please close one of the two."
        ),
        "progress": _("{answered} of {asked} answered"),
        "sections": _("Sections"),
        "start": _("Start"),
        "finish": _("Finish"),
        "result": _("Result"),
        "section_of": _("Section {place} of {all}"),
        "back": _("Back: {title}"),
        "next": _("Next: {title}"),
        "print": _("Print"),
        "how": _(
            "Answer what you can, section by section. At the end, save the answer file and send it to whoever asked "
            "for it."
        ),
    }


def _about(reader: Reader) -> dict[str, Phrase]:
    _, n_ = reader._, reader.both
    return {
        "about": _("Who answers"),
        "about_text": _("You can leave all of this out. It appears in the report."),
        "municipality": _("Municipality"),
        "ags": _("Official key (AGS)"),
        "ags_hint": _("2, 3, 5 or 8 digits"),
        "ags_digits": _("An AGS consists of digits only."),
        "ags_regional": _("{key} has 12 digits: this is the Regionalschlüssel, not the Gemeindeschlüssel (AGS)."),
        "ags_length": _("{key} has {n} digits; an AGS has 2, 3, 5 or 8."),
        "role": _("Your role"),
        "no_answer": _("no answer"),
        "department": _("Your department"),
        "date": _("Date"),
        "finish_text": _("Thank you. Please save the answer file now and hand it in as agreed."),
        "result_text": _("This is the short result. Save the answer file, too: only it keeps your answers."),
        "all_answered_unknown": _("Every question that is asked has an answer; “don't know”: {n}."),
        "all_answered": _("Every question that is asked has an answer."),
        "still_open": n_("{n} question is still open.", "{n} questions are still open."),
        "faults": n_("{n} answer needs your attention", "{n} answers need your attention"),
        "needs_answer": _("This question needs an answer."),
    }


def _question(reader: Reader) -> dict[str, Phrase]:
    _ = reader._
    return {
        "required": _("required"),
        "level_rule": _("How to choose a level"),
        "waits": _("This question waits for the answer to: {questions}"),
        "contradiction": _("Does not fit together: {text}"),
        "unknown": _("don't know"),
        "not_applicable": _("not applicable"),
        "none": _("none of these"),
        "clear": _("Remove the answer"),
        "reason": _("Reason why it does not apply"),
        "remarks": _("Comment, evidence, unsure"),
        "comment": _("Comment"),
        "evidence": _("Evidence"),
        "would_count": _("Would count as evidence: {evidence}"),
        "unsure": _("I am unsure; this should be discussed"),
        "your_number": _("Your answer as a number"),
        "your_words": _("Your answer in words"),
        "limits": _("from {low} to {high}"),
        "at_least": _("at least {low}"),
        "at_most": _("at most {high}"),
        "no_number": _("“{text}” is no number; write digits only, such as 12 or 12,5."),
        "two_numbers": _("“{text}” could be two numbers: write {thousands} or {decimal}."),
        "zero_number": _("“{text}” could be meant otherwise: write {decimal}."),
        "six_decimals": _("Please use at most six decimals."),
        "too_large": _("This number is too large."),
        "outside": _("This number lies outside what is possible here: {limits}."),
    }


def _files(reader: Reader) -> dict[str, Phrase]:
    _ = reader._
    return {
        "file_name": _("answers"),
        "a_file": _("FILE"),
        "file_no_json": _("{file} is no answer file. Nothing was changed."),
        "file_yaml": _(
            "{file} is written in YAML, which a browser cannot read. With planself, “planself form --answers {word} -o "
            "form.html” makes a form that holds these answers. Nothing was changed."
        ),
        "file_other_format": _("{file} is another kind of file, and no answers. Nothing was changed."),
        "file_other_questionnaire": _(
            "{file} belongs to another questionnaire ({id}). Open it in that one's form. Nothing was changed."
        ),
        "file_other_version": _(
            "{file} belongs to version {version} of the questionnaire, and this form is for version {own}. With "
            "planself, “planself form --answers {word} -o form.html” makes a form that holds these answers. Nothing "
            "was changed."
        ),
        "file_other_part": _("{file} covers another part of the questionnaire than this form. Nothing was changed."),
        "file_other_code": _("{file} belongs to another code. Nothing was changed."),
        "file_no_answers": _("{file} holds no list of answers. Nothing was changed."),
        "file_unknown_ids": _("The questionnaire does not have what stands in {file}: {ids}. Nothing was changed."),
        "file_value": _("The answer to {id} in {file} is none that the question takes. Nothing was changed."),
    }


def _profile(reader: Reader) -> dict[str, Phrase]:
    _ = reader._
    return {
        "quoted": _("“{name}”"),
        "profile": _("Profile of the hurdles"),
        "profile_so_far": _("Profile so far"),
        "profile_caption": _("Provisional score of each hurdle, 0 to 100"),
        "hurdle": _("Hurdle"),
        "score": _("Score"),
        "scale_note": _("0 = in the way, 100 = overcome. In brackets: what is still possible, as questions are open."),
        "does_not_apply": _("does not apply"),
        "no_score": _("no score yet"),
        "provisional": _("{band}, provisional"),
        "not_met": _("{band}, minimum condition not met"),
        "nothing_applies": _("No overall score, because no hurdle applies"),
        "no_overall": _("No overall score yet; possible are {range} of 100 points."),
        "overall": _("{score} of 100 points overall, stage: {stage}"),
        "overall_range": _("{score} of 100 points overall, range {range}, stage: {stage}"),
        "short_form": _(
            "This is the short form: the scores are rough, and do not compare with those of the long form."
        ),
        "part_of": _("The answers cover only the part of these roles: {roles}."),
    }


def _obstacles(reader: Reader) -> dict[str, Phrase]:
    _, n_ = reader._, reader.both
    return {
        "ignored": n_("{n} answer does not count:", "{n} answers do not count:"),
        "in_the_way": _("What is in the way"),
        "in_the_way_why": _("What is in the way, and why"),
        "gate_not_met": _("Minimum condition not met: {question} Needed: {needed}. Answer: {answer}"),
        "points": _("{score} points"),
        "level_with_last": n_(
            "{n} more hurdle is level with the last one named ({points}).",
            "{n} more hurdles are level with the last one named ({points}).",
        ),
        "more_in_the_way": n_(
            "{n} more hurdle is in the way; its score is higher.",
            "{n} more hurdles are in the way; their scores are higher.",
        ),
        "no_hurdle_applies": _("None of the hurdles applies here."),
        "no_hurdle_rated": _("No hurdle has a score yet: too few questions are answered."),
        "all_points": _("Nothing: all hurdles with a score reach 100 points."),
        "all_overcome": _("Nothing: all hurdles with a score are {band}."),
    }


def _steps(reader: Reader) -> dict[str, Phrase]:
    _, n_ = reader._, reader.both
    return {
        "steps": _("Next steps"),
        "no_steps": _("No measure of the questionnaire fits these answers."),
        "for_hurdle": _("for “{hurdle}”"),
        "who": _("Who:"),
        "horizon": _("Timeframe:"),
        "effort": _("Effort:"),
        "effort_low": _("low"),
        "effort_medium": _("medium"),
        "effort_high": _("high"),
        "improves": n_("It can improve this answer:", "It can improve {n} answers:"),
    }


def _again(reader: Reader) -> dict[str, Phrase]:
    _, n_ = reader._, reader.both
    return {
        "contradictions": _("What does not fit together"),
        "unknown_title": _("Knowledge gaps"),
        "unknown_text": _("Answered with “don't know”: here somebody has to be asked."),
        "missing_title": _("Without an answer"),
        "missing_text": _("Scored and required questions that apply and have no answer yet."),
        "more": n_("{n} more", "{n} more"),
        "statutory": _("What the law asks for"),
        "statutory_unmet": _("Statutory points answered “no” or “partly”:"),
        "statutory_answered": _("Statutory points: {answered} of {all} answered."),
        "statutory_open": _("Statutory points: {answered} of {all} answered, {open} open."),
        "no_legal_advice": _("For information only; not legal advice."),
    }


def _limits(reader: Reader) -> dict[str, Phrase]:
    _, n_ = reader._, reader.both
    return {
        "certainty": _("How certain this is"),
        "answered_of": n_(
            "{answered} of {n} scored question that applies is answered.",
            "{answered} of {n} scored questions that apply are answered.",
        ),
        "unproven": n_(
            "{n} high answer names no evidence.",
            "{n} high answers name no evidence.",
        ),
        "caution": _(
            "Another group could easily arrive at {hurdle} points more or less per hurdle, and at {whole} overall "
            "(estimated by a simulation, not measured). Please do not interpret smaller differences or changes."
        ),
        "basis": _("Basis and limits"),
        "short_result": _(
            "This is the short result. The full report, with all answers, the arithmetic and the sources, is made from "
            "the answer file: planself report {file} -o report.html"
        ),
    }

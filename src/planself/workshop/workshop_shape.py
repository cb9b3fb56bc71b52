"""What a workshop's file may hold, for whoever explains what is wrong with one."""

from __future__ import annotations

from planself.files.shared_fields import NamedQuestionnaire, NamedSubject
from planself.i18n import _
from planself.questionnaire.model_faults import FileShape
from planself.workshop_files.workshop import Closing, FileNames, Person, RoleGroup, Workshop

_EXAMPLES = {
    "format": "format: planself/workshop/1",
    "title": "title: Integrierte Planung",
    "questionnaire": "questionnaire: {id: integrierte-planung, version: 1.0.0}",
    "id": "id: integrierte-planung",
    "version": "version: 1.0.0",
    "date": "date: 2026-11-22",
    "open": "open: false",
    "min_group": "min_group: 5",
    "roles": "roles: [{id: planning, label: Planung}]",
    "role": "role: planning",
    "part": "part: [planning]",
    "people": "people: [{code: W01, role: planning}]",
    "code": "code: W01",
    "ags": 'ags: "12345678"',
    "facts": "facts: {kind: kreisfrei}",
    "collect": "collect: own",
    "laptops": "laptops: 2",
    "delete_on": "delete_on: 2026-12-20",
    "return_to": "return_to: workshop@musterstadt.de",
    "files": "files: {discussion: discussion.yaml}",
    "closed": 'closed: {date: 2026-12-20, invited: 14, answered: 12, digest: "sha256:…"}',
}

WORKSHOP = FileShape(
    Workshop,
    {
        "questionnaire": NamedQuestionnaire,
        "subject": NamedSubject,
        "roles": RoleGroup,
        "people": Person,
        "files": FileNames,
        "closed": Closing,
    },
    _EXAMPLES,
    key_code="E281",
    value_code="E282",
    empty=lambda: _("Nobody takes part."),
)

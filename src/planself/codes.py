"""Every problem code with one sentence that explains it; `docs/problems.md` is made from this table."""

from __future__ import annotations

CODES: dict[str, str] = {
    "E001": "The file is larger than planself reads.",
    "E002": "The file is there but cannot be read: no permission, a device, or a fault of the disk.",
    "E003": "The file is empty, or holds nothing but comments.",
    "E004": "The file is no text but another kind of file, such as a spreadsheet, a PDF or an archive.",
    "E005": "The file is text in another encoding than UTF-8.",
    "E006": "The file holds control characters, which no text needs.",
    "E010": "The file breaks the rules of YAML or JSON in a way that has no code of its own.",
    "E011": "A line is indented with a tab; YAML takes only spaces.",
    "E012": "A quotation mark is opened and never closed, or text goes on after the closing one.",
    "E013": "A colon is missing after a key, or the space after that colon.",
    "E014": "A text without quotation marks holds a colon followed by a space, which makes it look like a key.",
    "E015": "A line is indented in a way that fits none of the lines above it.",
    "E016": "A text without quotation marks begins with a character that has a meaning in YAML.",
    "E017": "A bracket is opened and never closed, or a comma is missing inside brackets.",
    "E018": "A backslash in double quotation marks is followed by a character that makes no escape.",
    "E020": "A mapping has the same key twice.",
    "E021": "The file uses anchors and aliases (`&name`, `*name`), which planself refuses.",
    "E022": "The file uses a tag (`!name`), which planself refuses.",
    "E023": "The file holds several documents, parted by `---`.",
    "E024": "The file uses the merge key `<<`, which planself refuses.",
    "E025": "A key is a list or a mapping, not a text.",
    "E026": "Lists and mappings are nested deeper than planself reads.",
    "E027": "A number is none that can be calculated with: NaN, Infinity, or thousands of digits.",
}

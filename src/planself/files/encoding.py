"""From bytes to text: UTF-8 is read, and whatever else it may be is named with its remedy."""

from __future__ import annotations

import codecs

from planself.errors import InputError, Location, Problem
from planself.files.foreign import refuse_foreign
from planself.i18n import _

_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_UMLAUTS = {  # the bytes of ÄÖÜäöüß, the surest sign in a German text
    "Windows-1252": b"\xc4\xd6\xdc\xe4\xf6\xfc\xdf",
    "CP850 (DOS)": b"\x8e\x99\x9a\x84\x94\x81\xe1",
    "Mac Roman": b"\x80\x85\x86\x8a\x9a\x9f\xa7",
}


def decode(data: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, without its byte-order mark; name is what errors call the file."""
    _refuse_binary(data, name)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, name) from error


def _refuse_binary(data: bytes, name: str) -> None:
    refuse_foreign(data[:4096], name)
    wide = next((label for mark, label in _OTHER_MARKS if data.startswith(mark)), None) or _wide_without_mark(data)
    if wide:
        message = _("The file is encoded in {encoding}, and UTF-8 is needed.").format(encoding=wide)
        raise _refusal(Location(name, 1, 1), "E005", message, _save_as_utf8())
    if b"\0" in data:
        where = _place(data.removeprefix(codecs.BOM_UTF8), data.removeprefix(codecs.BOM_UTF8).index(b"\0"), name)
        message = _("The file holds NUL bytes: it is damaged, or no text file.")
        raise _refusal(where, "E004", message, _("Take the file from a backup, or save it again as text in UTF-8."))


def _wide_without_mark(data: bytes) -> str | None:
    """Return "UTF-16" where every second byte of the beginning is NUL, as in western text without a mark."""
    head = data[:200]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[::2], head[1::2]
    for high, low in ((even, odd), (odd, even)):
        if high.count(0) > 0.7 * len(high) and 0 not in low:
            return "UTF-16"
    return None


def _undecodable(data: bytes, error: UnicodeDecodeError, name: str) -> InputError:
    where = _place(data, error.start, name)
    if _breaks_off(data, error):
        message = _("The file breaks off in the middle of a character.")
        return _refusal(where, "E005", message, _("It was probably not copied to the end: copy it again."))
    if not data[: error.start].isascii():
        message = _("The file is UTF-8 up to here; byte {byte} is in another encoding.").format(byte=_hex(data, error))
        return _refusal(where, "E005", message, _("Type the damaged character anew and save the file as UTF-8."))
    guess = _guess(data)
    if guess is None:
        message = _("The file is not UTF-8: byte {byte} stands here.").format(byte=_hex(data, error))
    else:
        message = _("The file is not UTF-8; it looks like {encoding}.").format(encoding=guess)
    return _refusal(where, "E005", message, _save_as_utf8())


def _breaks_off(data: bytes, error: UnicodeDecodeError) -> bool:
    """Tell a UTF-8 file that was cut from one in an old encoding that ends in a letter such as é."""
    tail = data[error.start :]
    sure = len(tail) > 1 or tail in (b"\xc2", b"\xc3") or not data[: error.start].isascii()
    return error.reason == "unexpected end of data" and sure


def _hex(data: bytes, error: UnicodeDecodeError) -> str:
    return f"0x{data[error.start]:02X}"


def _guess(data: bytes) -> str | None:
    """Return the encoding in which most bytes beyond ASCII are German letters, else Windows-1252 where it can be."""
    high = bytes(byte for byte in data[:100_000] if byte > 0x7F)
    count = {label: sum(map(high.count, umlauts)) for label, umlauts in _UMLAUTS.items()}
    best = max(count, key=lambda label: count[label])
    if count[best]:
        return best
    try:
        high.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return "Windows-1252"


def _place(data: bytes, offset: int, name: str) -> Location:
    """Return line and column of a byte, everything before it being UTF-8."""
    before = data[:offset].decode("utf-8", "replace").replace("\r\n", "\n")
    line_start = before.rfind("\n") + 1
    return Location(name, before.count("\n") + 1, len(before) - line_start + 1)


def _save_as_utf8() -> str:
    return _("Save the file as UTF-8; in Notepad: File > Save as > Encoding: UTF-8.")


def _refusal(where: Location, code: str, message: str, hint: str) -> InputError:
    return InputError([Problem(where, code, message, hint)])

"""Files that are made to hang, crash or fill the memory of whoever reads them, made when a test needs them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

Maker = Callable[[Path], Path]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">'
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELATION = f'<Relationship Id="{{id}}" Type="{_REL}/{{kind}}" Target="{{target}}"/>'


def relations(*found: tuple[str, str, str]) -> str:
    """Return the listing of what a part refers to: id, kind, target."""
    listed = "".join(_RELATION.format(id=id_, kind=kind, target=target) for id_, kind, target in found)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def cell(reference: str, text: str) -> str:
    """Return a cell with a text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def xlsx(
    path: Path,
    data: str,
    *,
    before: str = "",
    after: str = "",
    sheets: int = 1,
    more: dict[str, str | bytes] | None = None,
) -> Path:
    """Write a workbook whose sheets all are the one part with these rows."""
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="s"/>' for n in range(1, sheets + 1))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(("w", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("s", "worksheet", "worksheets/sheet1.xml"), ("t", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f"{before or _HEAD}<sheetData>{data}</sheetData>{after}</worksheet>",
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in (parts | (more or {})).items():
            archive.writestr(name, content)
    return path


def ods(path: Path, rows: str) -> Path:
    """Write an OpenDocument table with these rows."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="T">{rows}</table:table></office:spreadsheet>'
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", f"<office:document-content{names}>{body}</office:body></office:document-content>"
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def xls(path: Path, *cells: tuple[int, int, float], sheets: int = 1) -> Path:
    """Write an old Excel workbook whose sheets all hold these numbers by row and column."""
    begin, end = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)), _record(0x000A)
    names = [f"S{number}".encode() for number in range(sheets)]
    head = len(begin) + sum(12 + len(name) for name in names) + len(end)
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0, 0, 0, 0))
    body += b"".join(_record(0x0203, struct.pack("<HHHd", row, column, 0, value)) for row, column, value in cells) + end
    bound = b"".join(
        _record(0x0085, struct.pack("<IHBB", head + number * len(body), 0, len(name), 0) + name)
        for number, name in enumerate(names)
    )
    stream = begin + bound + end + body * sheets
    path.write_bytes(compound("Workbook", stream.ljust(4096, b"\0")))
    return path


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound(name: str, stream: bytes) -> bytes:
    """Return an OLE container with one file in it."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors = -(-len(stream) // 512)
    fats = -(-(sectors + 1) // 127)
    table = [fat_sector] * fats + [end] + [fats + 2 + n for n in range(sectors - 1)] + [end]
    table += [free] * (fats * 128 - len(table))
    numbers = (0x3E, 3, 0xFFFE, 9, 6, 0, fats, fats, 0, 4096, end, 0, end, 0)
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *numbers)
    header += struct.pack("<109I", *range(fats), *[free] * (109 - fats))
    root, file = _entry("Root Entry", 5, 1, end, 0), _entry(name, 2, free, fats + 1, len(stream))
    data = header + struct.pack(f"<{len(table)}I", *table) + root + file + bytes(256)
    return data + stream.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text, none = name.encode("utf-16-le"), 0xFFFFFFFF
    entry = struct.pack("<64sHBBIII", text, len(text) + 2, kind, 1, none, none, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)


_ROWS = cell("A1", "q1") + cell("B1", "q2")
_TABLE = f'<row r="1">{_ROWS}</row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>1</v></c></row>'
_FAR = f'<row r="1">{cell("A1", "q1")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'
_ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
_ODS_CELL = '<table:table-cell{} office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_WIDE = ' table:number-columns-repeated="16383"'
_ODS_ROW = "<table:table-row{}>" + _ODS_CELL.format("", "{}") + "</table:table-row>"


def _swollen(folder: Path) -> Path:
    return xlsx(folder / "a.xlsx", _TABLE, more={"xl/media/x.bin": bytes(100 << 20)})


def _shared(folder: Path) -> Path:
    """Texts of 30,000 characters, each in the file once and in 20,000 cells."""
    strings = f'<sst xmlns="{_MAIN}" uniqueCount="1"><si><t>{"x" * 30_000}</t></si></sst>'
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
    return xlsx(folder / "a.xlsx", rows, more={"xl/sharedStrings.xml": strings})


def _promised(folder: Path) -> Path:
    strings = f'<sst xmlns="{_MAIN}" uniqueCount="99999999999"><si><t>x</t></si></sst>'
    return xlsx(folder / "a.xlsx", _TABLE, more={"xl/sharedStrings.xml": strings})


def _twice(folder: Path) -> Path:
    """A sheet that is harmless for whoever takes the first of two parts, in another spelling."""
    path = xlsx(folder / "a.xlsx", _TABLE)
    with ZipFile(path, "a") as archive:
        archive.writestr("XL\\worksheets/Sheet1.xml", f"{_HEAD}<sheetData>{_FAR}</sheetData></worksheet>")
    return path


def _overlapping(folder: Path) -> Path:
    """Several names in the listing for the same bytes."""
    path = xlsx(folder / "a.xlsx", _TABLE, more={"xl/zz0.bin": bytes(1 << 20), "xl/zz1.bin": b""})
    data = bytearray(path.read_bytes())
    listing = data.index(b"PK\x01\x02")
    one, two = data.index(b"xl/zz0.bin", listing) - 46, data.index(b"xl/zz1.bin", listing) - 46
    data[two + 16 : two + 28], data[two + 42 : two + 46] = data[one + 16 : one + 28], data[one + 42 : one + 46]
    path.write_bytes(data)
    return path


def _flagged(folder: Path) -> Path:
    """A part that says of itself that it is encrypted."""
    path = xlsx(folder / "a.xlsx", _TABLE)
    data = bytearray(path.read_bytes())
    listing = data.index(b"PK\x01\x02")
    data[listing + 8] |= 1
    path.write_bytes(data)
    return path


def _wrong_sum(folder: Path) -> Path:
    path = xlsx(folder / "a.xlsx", _TABLE)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 16
    data[at] ^= 0xFF
    path.write_bytes(data)
    return path


def _looping(folder: Path) -> Path:
    """A container whose list of sectors comes back to itself."""
    data = bytearray(xls(folder / "a.xls", (0, 0, 1.0)).read_bytes())
    data[68:72] = struct.pack("<I", 3)
    data[512 * 5 - 4 : 512 * 5] = struct.pack("<I", 3)
    (folder / "a.xls").write_bytes(data)
    return folder / "a.xls"


def _many_parts(folder: Path) -> Path:
    return xlsx(folder / "a.xlsx", _TABLE, more={f"xl/x{n}.xml": b"" for n in range(20_000)})


def _text(name: str, content: str | bytes) -> Maker:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
        return path

    return make


def _sheet(data: str, **more: str) -> Maker:
    return lambda folder: xlsx(folder / "a.xlsx", data, **more)  # type: ignore[arg-type]  # texts, each by its name


WORKBOOKS: dict[str, tuple[Maker, str]] = {
    "comment of openings": (_sheet(_TABLE, after="<!--" + '<c t="e" ' * 30_000 + "-->"), ""),
    "comment of formulas": (_sheet(_TABLE, after="<!--" + "<c r><f>" * 30_000 + "-->"), ""),
    "attribute of openings": (_sheet(_TABLE + '<row r="3" x="' + "&lt;c t='e' " * 300_000 + '"/>'), ""),
    "huge comment": (_sheet(_TABLE, after="<!--" + "x" * (40 << 20) + "-->"), "E250"),
    "huge attribute": (_sheet(f'<row r="1" x="{"y" * (40 << 20)}">{_ROWS}</row>'), "E250"),
    "nested elements": (_sheet(_TABLE, after="<a>" * 5_000_000), "E250"),
    "entities": (_sheet(_TABLE + "&i;", before=f'{_ENTITIES}]><worksheet xmlns="{_MAIN}">'), "E250"),
    "opposite corners": (_sheet(_FAR), "E258"),
    "scattered cells": (
        _sheet("".join(f'<row r="{n}"><c r="{c}{n}"><v>1</v></c></row>' for n, c in ((1, "A"), (900_000, "AZ")))),
        "E258",
    ),
    "a row far below": (_sheet(_TABLE + f'<row r="1048576">{cell("A1048576", "x")}</row>'), ""),
    "styled cells far away": (_sheet(_TABLE + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'), ""),
    "a place that is none": (_sheet('<row r="1"><c r="ZZZZZZ99999999999"><v>1</v></c></row>'), "E250"),
    "a row that is none": (_sheet('<row r="99999999999999999999"><c><v>1</v></c></row>'), "E250"),
    "one text in many cells": (_shared, "E258"),
    "texts that are promised": (_promised, "E250"),
    "one part as many sheets": (lambda folder: xlsx(folder / "a.xlsx", "", sheets=3000), "E003"),
    "swollen part": (_swollen, "E258"),
    "many parts": (_many_parts, "E258"),
    "a part there twice": (_twice, "E250"),
    "overlapping parts": (_overlapping, "E250"),
    "an encrypted part": (_flagged, "E257"),
    "a wrong checksum": (_wrong_sum, "E250"),
    "ods, a row repeated": (
        lambda folder: ods(
            folder / "a.ods",
            _ODS_ROW.format("", "q1") + _ODS_ROW.format(' table:number-rows-repeated="1048575"', "3"),
        ),
        "E258",
    ),
    "ods, a cell repeated": (
        lambda folder: ods(
            folder / "a.ods",
            "<table:table-row>" + _ODS_CELL.format(_WIDE, "q1") + "</table:table-row>",
        ),
        "E258",
    ),
    "ods, emptiness repeated": (
        lambda folder: ods(
            folder / "a.ods",
            _ODS_ROW.format("", "q1")
            + _ODS_ROW.format("", "3")
            + '<table:table-row table:number-rows-repeated="1048574"><table:table-cell'
            ' table:number-columns-repeated="16384"/></table:table-row>',
        ),
        "",
    ),
    "ods, corners": (
        lambda folder: ods(
            folder / "a.ods",
            _ODS_ROW.format("", "q1")
            + '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
            + "<table:table-row><table:table-cell"
            + _WIDE
            + "/>"
            + _ODS_CELL.format("", "x")
            + "</table:table-row>",
        ),
        "E258",
    ),
    "ods, blanks repeated": (
        lambda folder: ods(folder / "a.ods", _ODS_ROW.format("", '<text:s text:c="99999999999"/>')),
        "E250",
    ),
    "ods, more rows than there are numbers": (
        lambda folder: ods(folder / "a.ods", _ODS_ROW.format(' table:number-rows-repeated="' + "9" * 5000 + '"', "q1")),
        "E258",
    ),
    "xls, corners of many sheets": (
        lambda folder: xls(folder / "a.xls", (0, 0, 1.0), (65535, 255, 1.0), sheets=50),
        "E258",
    ),
    "xls, a list of sectors in a ring": (_looping, "E250"),
    "xls, a container of nothing": (_text("a.xls", compound("Workbook", bytes(4096))), "E"),
}


def looking_on(folder: Path) -> str:
    """Return a DuckDB view of rows without end."""
    import duckdb

    with duckdb.connect(str(folder / "a.duckdb")) as connection:
        connection.execute("CREATE VIEW t AS SELECT range % 5 AS q1, 1 AS q2 FROM range(100000000000)")
    return f"duckdb:{folder / 'a.duckdb'}#t"


_WIDE_CSV = ";".join(f"c{n}" for n in range(20_000)) + ";q1;q2\n" + "1;" * 20_000 + "1;1\n"
TEXTS: dict[str, tuple[Maker, str]] = {
    "jsonl, mappings in mappings": (_text("a.jsonl", '{"q1":' + '{"a":' * 450 + "1" + "}" * 450 + "}\n"), "E259"),
    "jsonl, lists in lists": (_text("a.jsonl", '{"q1":' + "[" * 900 + "1" + "]" * 900 + "}\n"), "E259"),
    "jsonl, numbers beyond all bounds": (_text("a.jsonl", '{"q1":' + "9" * 100_000 + ',"q2":1e999999}\n'), "E259"),
    "jsonl, no number": (_text("a.jsonl", '{"q1":NaN}\n'), "E259"),
    "jsonl, half a character": (_text("a.jsonl", '{"q1":"\\ud800"}\n'), "E259"),
    "jsonl, UTF-16 without a mark": (_text("a.jsonl", '{"q1":1}\n'.encode("utf-16-le")), "E251"),
    "jsonl, very many columns": (
        _text("a.jsonl", "{" + ",".join(f'"k{n}":1' for n in range(60_000)) + "}\n"),
        "E258",
    ),
    "csv, very many columns": (_text("a.csv", _WIDE_CSV), "E258"),
    "csv, numbers beyond all bounds": (_text("a.csv", "q1;q2\n" + "9" * 100_000 + ";1e999999\n"), "E220"),
    "csv, NUL": (_text("a.csv", b"q1;q2\n1\0;2\n"), "E251"),
}

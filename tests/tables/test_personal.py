"""Personal columns are known by how a heading is built and by what cells look like; harmless ones stay."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from planself import i18n, score_frame
from planself.questionnaire.catalogue import find
from planself.questionnaire.load import load_questionnaire
from planself.tables.column_meaning import Column
from planself.tables.personal import is_personal
from planself.tables.personal_cells import ACCOUNT, ADDRESS, BORN, MAIL, NAME, PHONE, STREET, TOKEN, persons_in
from planself.tables.score import TableWarning
from planself.tables.suggest import suggest_for
from tests.scoring.engines import polars_lazy, spark_engine
from tests.tables.material import QUESTIONNAIRE
from tests.tables.test_score import LOCAL

PERSONAL_HEADINGS = [
    "email. E-Mail-Adresse", "token. Zugangscode", "SERIAL", "REMOTE_IP", "MAILSENT", "_submitted_by", "deviceid",
    "SubmitterName", "u_name", "participant_ip", "User Name", "Invitation Number", "dob", "Ihre E-Mail-Adresse",
    "Ansprechpartner:in", "Telefonnummer (dienstlich)", "Name der ausfüllenden Person", "grp/email", "grp-email",
    "grp_email", "kontakt/name", "meta/instanceID", "meta-instanceID", "Ansprechpartner*in", "Ansprechpartner/-in",
    "AnsprechpartnerIn", "Sachbearbeiter(in)", "IPAddress", "ipAddr", "userAgent", "_uuid", "_submission_time",
    "SubmissionDate", "SubmitterID", "DeviceID", "u_email", "u_firstname", "u_telefon", "external_lfdn",
    "participant_browser", "Contribution ID", "Alias", "my_survey_timestamp", "first_name", "RecipientEmail",
    "Duration (in seconds)", "LocationLatitude", "Q2_Browser", "Q2_Operating System", "Q3_First Click",
    "Respondent ID", "Collector ID", "Custom Data 1", "Benutzerdefinierte Daten 1", "Zeitstempel", "Nutzername",
    "Startzeit", "Fertigstellungszeit", "Name", "Ihr Name", "Wie lautet Ihr Name?", "Your name",
    "Straße und Hausnummer", "STRASSE", "Tel. dienstlich", "Mobil-Nr.", "Bearbeitet von", "Ausgefüllt von",
    "Geändert von", "created_by", "Vor- und Zuname", "id. Antwort-ID", "seed. Zufallsstartwert", "ipaddr. IP-Adresse",
    "kontakt[email]", "Q5[SQ001]. Kontakt [Telefon]", "E-Mail 2", "email2", "Email (work)",
    "Ansprechpartnerin der Kommune", "Name des Bürgermeisters", "Geburtsdatum", "Date of Birth", "geb. am",
    "submitterName", "__submitted_by", "_geolocation", "_GPS_latitude", "today", "Datum Abgeschickt", "Start-Sprache",
    "participant.email", "Kontakt – E-Mail", "Kontakt: Telefon", "<b>E-Mail</b>", "E\u00adMail", "Mailadresse",
    "Emailadresse", "IP", "iban", "Kontodaten IBAN", "FRSTNAME", "LASTNAME", "PHONE",
    "Name der Ansprechperson in der Verwaltung", "Adresse", "Ihre Adresse", "Postanschrift", "Handy",
    "Personalnummer", "User ID", "Benutzer-ID", "Mobilfunknummer", "Name, Vorname", "Nachname, Vorname", "TAN",
    "STARTED", "LASTDATA", "QUALTRICS_email", "Q17_7_TEXT - E-Mail", "name_respondent", "Contact e-mail",
    "Telephone no.", "Person filling in (name)", "Ihre Durchwahl", "Rückrufnummer", "Kürzel der Person", "Initialen",
    "Wie heißen Sie?", "Kontakt für Rückfragen", "Befragte/r", "Personal-Nr.", "PersNr", "Contact details",
    "Person completing this form", "Antwortende Person", "sender", "start", "end", "groupTime12", "Gruppenzeit: Ziele",
    "TIME001", "lfdn", "Interview-Nummer (fortlaufend)", "Remote_Addr", "HTTP_USER_AGENT", "login_id", "User",
    "PROLIFIC_PID", "Matrikel-Nr.", "gez.", "LinkedIn", "Wer füllt aus?", "Wer hat den Fragebogen ausgefüllt?",
    "Wer hat geantwortet?", "Beantwortet von", "Who is answering?", "Completed by", "Filled in by",
]  # fmt: skip
HARMLESS_HEADINGS = [
    "Region", "Einwohnerzahl", "Schulname", "Kreis", "Gemeinde", "Landkreis", "Bundesland", "Träger", "Einrichtung",
    "Projektname", "Bemerkung", "Kommentar", "Jahr", "Startjahr", "Telefonseelsorge", "Mailand", "id", "role",
    "Name der Schule", "Name der Einrichtung", "Name der Kommune", "Name der Gemeinde", "Name of the municipality",
    "What is the name of your municipality?", "School name", "Name Ihrer Stadt", "Bezeichnung", "Adressatenkreis",
    "Handlungsfeld", "Mobilität", "Straßenkilometer", "Stadtteil", "PLZ", "Ort", "Status", "Welle", "Gewicht",
    "Geschlecht", "Start der Maßnahme", "Ende der Förderung", "Dauer der Maßnahme", "Anzahl der Ansprechpartner",
    "Zahl der Telefonate", "Number of phone calls", "Tipps", "Ziel", "Zielgruppe", "Personal", "Personalschlüssel",
    "Kontaktstelle", "Kontakthäufigkeit", "note", "key", "Notiz", "redcap_event_name", "record_id", "_index",
    "Progress", "Finished", "Status", "Ortsname", "Dateiname", "Kreisname", "Geburtenrate", "Geburten je 1000",
    "Partizipation", "Teilnahmequote", "Mitarbeiterzahl", "Mitarbeitende (VZÄ)", "Verantwortliche Stelle",
    "Webadresse", "Adresse der Website", "kategorie", "vision", "Land", "Gruppe", "Wert", "lastpage", "Letzte Seite",
    "QUESTNNR", "MODE", "LANGUAGE", "Punkte", "Score", "Name des Jugendamtes", "Fachamt", "Kitaname", "Vereinsname",
    "Name des Trägers", "Titel der Maßnahme", "q1", "grp/region", "Kennzahl", "Haushaltsjahr", "Stellenanteil",
    "Rücklauf", "Tanzgruppe", "Startkapital", "Sozialraum", "Handynutzung", "Zeitraum",
    "Wer ist zuständig?", "Beantwortete Fragen", "Completed",
    "Weekend", "Trend", "Endergebnis", "Anteil Personen mit Migrationshintergrund", "Mobile Jugendarbeit", "Fall",
]  # fmt: skip

PERSONAL_CELLS: list[tuple[int, Sequence[object]]] = [
    (MAIL, ["", "Fragen an a.b@amt.example.de", None]),
    (ADDRESS, ["192.168.1.20", None, "–"]),
    (ADDRESS, ["2001:db8::7", None, None]),
    (ADDRESS, ["00:1B:44:11:3A:B7", None, None]),
    (PHONE, ["+49 341 123-456", None, "keins"]),
    (PHONE, ["0341 / 123456", "0171-1234567", ""]),
    (PHONE, ["03411234567", "01711234567", "015112345678"]),
    (PHONE, [15112345678, 17012345678, None]),
    (ACCOUNT, ["DE89 3704 0044 0532 0130 00", None, None]),
    (TOKEN, ["x7kQ2mPz9aB4cde", "ab12cd34ef56gh7", "q9w8e7r6t5z4u3i"]),
    (TOKEN, ["uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427", None, None]),
    (STREET, ["Hauptstraße 5", "Am Ring 12a", "Rathausplatz 1"]),
    (BORN, ["12.03.1975", "1.1.1999", "1988-12-24"]),
    (BORN, [date(1975, 3, 12), date(1999, 1, 1), None]),
    (NAME, ["Erika Musterfrau", "Müller, Hans", "unbekannt"]),
    (NAME, ["Dr. Yılmaz", "Frau Schmidt", "Herr Prof. Dr. Weiß"]),
    (NAME, ["ANNA MEIER", "bernd schulz", "Jörg-Peter Lang"]),
]
HARMLESS_CELLS: list[Sequence[object]] = [
    ["Nord", "Süd", "Ost"],
    ["Landkreis Leipzig", "Kreis Borken", "Leipzig, Stadt"],
    ["Sophie-Scholl-Gymnasium", "Grundschule Am Ring", "Anne Frank Schule"],
    ["09162000", "01051000", "14713000"],
    ["010510044044", "091620000000", "147130000000"],
    ["04103", "80331", "10115"],
    ["2024", "2025", "2026"],
    ["12.03.2026", "1.1.2025", "2024-11-01"],
    ["10:30:00", "11:00", "9:00"],
    ["1.234,5", "12,7", "300000"],
    ["KITA0001", "NRW123456", "2024-Q3"],
    ["Wir haben 3 Schulen.", "Neues Rathaus", "Bad Homburg"],
    ["1.2.3", "1.10", "2.0.1"],
    ["AWO", "Diakonie", "Freie Träger"],
    ["45 %", "Berlin", "Sankt Augustin"],
    [82000, 310000, None],
    [0.5, 12.25, None],
    [True, False, None],
    [date(2025, 3, 12), date(2026, 1, 1), None],
    ["", None, " "],
]


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.mark.parametrize("heading", PERSONAL_HEADINGS)
def test_a_personal_heading_is_known_however_it_is_built(heading: str) -> None:
    assert is_personal(heading)


@pytest.mark.parametrize("heading", HARMLESS_HEADINGS)
def test_the_heading_of_a_place_or_a_thing_stays(heading: str) -> None:
    assert not is_personal(heading)


def looked_at(cells: Mapping[str, Sequence[object]], engine: Any) -> dict[str, int]:
    return persons_in(engine(pl.DataFrame(cells, strict=False).to_arrow()), [Column(name, name) for name in cells])


@pytest.mark.parametrize("engine", LOCAL, ids=lambda engine: engine.__name__)
def test_personal_cells_are_known_and_harmless_ones_are_not_on_every_engine(engine: Any) -> None:
    personal = {f"c.{number}": cells for number, (_what, cells) in enumerate(PERSONAL_CELLS)}
    harmless = {f"h.{number}": cells for number, cells in enumerate(HARMLESS_CELLS)}
    expected = {f"c.{number}": what for number, (what, _cells) in enumerate(PERSONAL_CELLS)}
    assert looked_at(personal | harmless, engine) == expected


def test_personal_cells_are_known_on_spark() -> None:
    personal = {f"c.{number}": cells for number, (_what, cells) in enumerate(PERSONAL_CELLS)}
    harmless = {f"h.{number}": cells for number, cells in enumerate(HARMLESS_CELLS)}
    with spark_engine() as engine:
        found = looked_at(personal | harmless, engine)
    assert found == {f"c.{number}": what for number, (what, _cells) in enumerate(PERSONAL_CELLS)}


def test_one_address_in_the_last_of_many_rows_is_one_too_many() -> None:
    cells = ["–"] * 200_000 + ["a@b.de"]
    assert looked_at({"hint": cells}, polars_lazy) == {"hint": MAIL}


def told(frame: Any, **options: Any) -> tuple[list[str], str]:
    """Return the columns of the results, and all that was said of the table's."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", TableWarning)
        scored = score_frame(frame, QUESTIONNAIRE, **options)
    return nw.from_native(scored).collect_schema().names(), " ".join(str(one.message) for one in said)


@pytest.mark.parametrize("engine", LOCAL, ids=lambda engine: engine.__name__)
def test_a_frame_comes_back_without_them_and_they_are_named(engine: Any) -> None:
    frame = engine(pl.DataFrame({"vision": ["1"], "Hinweise an": ["a@b.de"], "Kreis": ["Nord"]}).to_arrow())
    found, said = told(frame)
    assert found[0] == "Kreis"
    assert "Hinweise an" not in found
    assert "“Hinweise an” (e-mail addresses)" in said
    kept, said = told(frame, keep=["Hinweise an"])
    assert "Hinweise an" in kept
    assert "N429" not in said


CELLS = {"silo_overview": ["1", "2"], "Hinweise an": ["Erika Musterfrau", "Hans Müller"], "Kreis": ["Nord", "Süd"]}


def test_a_draft_drops_them_and_does_not_show_them() -> None:
    questionnaire = load_questionnaire(find("integrierte-planung", Path.cwd(), {})).questionnaire
    text = suggest_for(list(CELLS), pl.DataFrame(CELLS), questionnaire, "en")
    assert '  - "Hinweise an"  # names of persons' in text.splitlines()
    assert "Musterfrau" not in text

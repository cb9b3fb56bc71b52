"""The words of headings that point at persons, German and English, and those of the usual survey tools."""

from __future__ import annotations

PERSONAL: dict[str, tuple[str, ...]] = {
    "tokens and access": (
        "token", "tan", "zugangscode", "zugangsschluessel", "access code", "access key", "passwort", "password",
        "kennwort", "serial", "teilnahmecode", "teilnehmercode", "invitation number", "einladungsnummer",
        "contribution id", "beitrags-id", "alias", "ref",
        "participant code", "participant number", "user code", "teilnehmernummer", "login", "login id", "account",
        "user account", "benutzerkonto", "nutzerkonto", "kennung", "user", "nutzer", "benutzer",
    ),
    "e-mail": (
        "e-mail", "email", "mail", "e-mail-adresse", "email address", "mailadresse", "recipient email", "username",
        "benutzername", "nutzername", "mailsent", "emailstatus", "user display name",
    ),
    "IP addresses": (
        "ip", "ip address", "ipaddr", "ip-adresse", "remote ip", "remote address",
        "remote addr", "http user agent", "forwarded for", "mac address", "mac-adresse",
    ),
    "times of answering": (
        "startdate", "start date", "start time", "startzeit", "start", "started", "beginn", "enddate", "end date",
        "end time", "endzeit", "ende", "today", "datestamp", "submitdate", "datelastaction", "startlanguage",
        "timestamp", "zeitstempel", "completion time", "fertigstellungszeit", "startzeitpunkt", "endzeitpunkt",
        "date created", "date modified", "recorded date", "last modified time", "uhrzeit der letzten aenderung",
        "zeitpunkt der letzten aenderung", "survey timestamp", "interviewtime", "duration", "dauer",
        "duration in seconds", "datum abgeschickt", "datum gestartet", "datum letzte aktivitaet", "date submitted",
        "date started", "date last action", "start-sprache", "start language", "submission date", "submission time",
        "submit date", "submit date utc", "start date utc", "lastdata", "creation date", "erstellungsdatum",
        "last update", "letzte aktualisierung", "gesamtzeit", "total time", "time sum", "date of last access",
        "date of first mail", "ausfuelldatum", "eingangsdatum", "abgabedatum", "first click", "last click",
        "page submit",
        "end", "time", "group time", "question time", "gruppenzeit", "fragenzeit",
    ),
    "devices and traces": (
        "device", "device id", "device type", "geraet", "user agent", "browser", "refurl", "referrer", "referrer url",
        "referer", "weiterleitungs-url", "seed", "zufallsstartwert", "antwort-id", "savedid", "collector id",
        "respondent id", "response id", "teilnehmer-id", "befragten-id", "participant id", "user id", "benutzer-id",
        "network id", "session id", "submission id", "submission ip", "external lfdn", "location latitude",
        "location longitude", "latitude", "longitude", "geolocation", "geopoint", "gps", "redcap survey identifier",
        "redcap data access group", "custom data", "benutzerdefinierte daten", "external reference",
        "external data reference", "instance id", "root uuid", "uuid", "simserial", "sim serial", "subscriber id",
        "sim id", "device phone number", "devicephonenum", "imei", "audit", "cookie", "operating system",
        "screen resolution", "resolution", "tester",
        "lfdn", "case", "interview number", "interview-nummer", "fallnummer", "panel id", "panelist id",
        "prolific pid", "worker id", "mturk code", "psid",
    ),
    "names of persons": (
        "name", "vorname", "nachname", "familienname", "first name", "frstname", "last name", "surname", "full name",
        "vor- und nachname", "anrede", "salutation", "altsalut", "ansprechpartner", "ansprechpartnerin",
        "ansprechperson", "contact", "contact name", "contact person", "kontakt", "kontaktperson", "bearbeiter",
        "bearbeiterin", "sachbearbeitung", "recipient first name", "recipient last name", "unterschrift", "signature",
        "verfasser", "verfasserin", "autor", "autorin", "author", "respondent", "teilnehmer", "teilnehmerin",
        "befragte person",
        "kontakt fuer rueckfragen", "rueckfragen an", "wie heissen sie", "wer sind sie", "who are you", "initialen",
        "initials", "moderator", "moderatorin", "befragte", "befragter", "participant", "person",
        "antwortende person", "zustaendige person", "verantwortliche person", "responsible person",
        "person completing this form", "person completing the form", "person filling in this form",
        "person filling in the form", "sender", "absender", "absenderin", "unterzeichner", "unterzeichnerin", "gez",
        "gezeichnet", "wer fuellt aus", "wer fuellt den bogen aus", "wer fuellt den fragebogen aus",
        "wer hat ausgefuellt", "wer hat den bogen ausgefuellt", "wer hat den fragebogen ausgefuellt", "wer antwortet",
        "wer hat geantwortet", "wer hat beantwortet", "beantwortet von", "beantwortet durch", "who answered",
        "who is answering", "who filled in", "who filled this in", "who completed this", "filled in by",
        "completed by", "answered by",
    ),
    "telephone and address": (
        "phone", "phone number", "telephone", "telefon", "telefonnummer", "tel", "mobil", "mobile", "mobile number",
        "mobil-nr", "mobilnr", "handy", "handynummer", "fax", "anschrift", "strasse", "street", "address", "adresse",
        "iban", "bic",
        "linkedin", "contact details", "contact data", "kontaktangaben", "mobile no", "phone no", "tel no", "handy-nr",
        "wohnort",
    ),
    "persons otherwise": (
        "geburtsdatum", "geburtstag", "geburtsjahr", "date of birth", "year of birth", "birthday", "birthdate", "dob",
        "geb", "geb am", "geb datum", "matrikelnummer", "personalnummer", "steuer-id", "steuernummer", "mrn",
        "sozialversicherungsnummer", "social security number", "ssn", "employee id",
        "matrikel-nr", "personal-nr", "pers-nr",
    ),
}  # fmt: skip
"""Headings, or parts of one, by what they give away; capitals, spaces, signs and umlauts make no difference."""
ANYWHERE = frozenset((
    "email", "mail", "mails", "token", "tokens", "tan", "passwort", "password", "passwd", "kennwort", "ip", "ipaddr",
    "telefon", "tel", "telnr", "phone", "handy", "fax", "iban", "bic", "surname", "zuname", "firstname", "lastname",
    "fullname", "username", "loginname", "geboren", "birthdate", "birthday", "dob", "gps", "geopoint", "geolocation",
    "latitude", "longitude", "useragent", "browser", "referer", "referrer", "deviceid", "imei", "cookie", "submitter",
    "enumerator", "interviewer", "hausnummer", "unterschrift", "signature", "signatur", "kontoinhaber",
    "durchwahl", "rufnummer", "rueckrufnummer", "xing", "skype", "whatsapp",
))  # fmt: skip
"""Words that give a person away wherever they stand in a heading."""
BEGINNINGS = (
    "ansprechpart", "ansprechperson", "kontaktperson", "kontaktdat", "kontaktadress", "sachbearbeiter", "emailadress",
    "mailadress", "telefonn", "telefonkontakt", "handynr", "handynummer", "mobilnummer", "mobilfunknummer",
    "mobiltelefon", "phonenumber", "telephone", "festnetz", "faxnummer", "ipadress", "ipaddress", "geburtsdat",
    "geburtst", "geburtsj", "geburtsn", "geburtsort", "vorname", "nachname", "familienname", "personenkenn",
    "zugangscode", "zugangsschluessel", "teilnahmecode", "teilnehmercode", "benutzername", "nutzername",
    "benutzerkenn", "nutzerkenn", "ausfuellend", "ausgefuellt", "timestamp", "zeitstempel", "matrikelnummer",
    "personalnummer", "sozialversicherungsnummer", "ausweisnummer", "kontonummer",
)  # fmt: skip
"""What such a word begins with: `Telefonnummern`, `Kontaktdaten`, `ausfüllende`."""
ENDINGS = (
    "telefon", "telefonnummer", "handynummer", "mobilnummer", "email", "emailadresse", "mailadresse", "ipadresse",
    "vorname", "nachname", "anschrift", "wohnadresse", "privatadresse", "postadresse", "hausadresse", "token",
    "passwort", "timestamp", "zeitstempel", "geburtsdatum", "ansprechpartner", "kontaktperson", "mitarbeitername",
    "teilnehmername", "personenname", "leitername", "autorenname",
)  # fmt: skip
"""What such a word ends with: `Diensttelefon`, `Privatanschrift`."""
NAMING = frozenset((
    "name", "namen", "names", "kuerzel", "adresse", "adressen", "address", "addresses",
))  # fmt: skip
"""Words that are about a person unless the heading says of which place or thing."""
PERSONS = (
    "person", "ansprech", "kontakt", "contact", "ausfuell", "bearbeit", "befragt", "teilnehm", "respondent",
    "participant", "user", "nutzer", "benutzer", "mitarbeit", "employee", "submitter", "leiter", "leader",
    "buergermeister", "mayor", "beauftragt", "vertreter", "sprecher", "unterzeichn", "privat", "dienstlich",
)  # fmt: skip
"""What a word begins with that makes a name or an address one of a person, whatever else the heading says."""
PLACES = (
    "subject", "gemeinde", "kommune", "kommunen", "municipality", "community", "gebietskoerperschaft", "stadt",
    "stadtteil", "quartier", "kreis", "landkreis", "bezirk", "bundesland", "region", "county", "district", "city",
    "town", "village", "country", "state", "place", "standort", "schule", "school", "kita", "hort", "einrichtung",
    "organisation", "organization", "institution", "traeger", "verein", "verband", "firma", "company", "unternehmen",
    "amt", "amtes", "behoerde", "verwaltung", "ministerium", "authority", "agency", "department", "office",
    "abteilung", "fachbereich", "referat", "projekt", "project", "massnahme", "measure", "programm", "program",
    "programme", "plan", "konzept", "strategie", "strategy", "angebot", "offer", "gremium", "netzwerk", "network",
    "gruppe", "group", "team", "event", "veranstaltung", "datei", "file", "form", "formular", "fragebogen", "survey",
    "questionnaire", "host", "domain", "web", "website", "internet", "homepage", "url", "produkt", "product",
    "software", "system", "xform",
)  # fmt: skip
"""Words, or ends of words, that make a name or an address one of a place or a thing."""
COUNTS = frozenset((
    "anzahl", "zahl", "anteil", "quote", "haeufigkeit", "count", "share", "percentage", "summe",
))  # fmt: skip
"""A heading that begins with one of these is about how many there are."""

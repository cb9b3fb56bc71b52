"""Columns that point at persons, by the headings of the usual survey tools: dropped unless asked for."""

from __future__ import annotations

import re

PERSONAL: dict[str, tuple[str, ...]] = {
    "tokens and access": ("token", "zugangscode", "zugangsschluessel", "access code", "passwort", "password"),
    "e-mail": ("e-mail", "email", "mail", "e-mail-adresse", "email address", "mailadresse", "recipient email",
               "recipientemail", "username", "benutzername", "nutzername"),
    "IP addresses": ("ip", "ip address", "ipaddr", "ip-adresse", "ipadresse", "ipaddress"),
    "times of answering": ("startdate", "start date", "start time", "starttime", "startzeit", "start", "enddate",
                           "end date", "end time", "endtime", "endzeit", "ende", "datestamp", "submitdate",
                           "datelastaction", "startlanguage", "timestamp", "zeitstempel", "completion time",
                           "fertigstellungszeit", "startzeitpunkt", "endzeitpunkt", "date created", "date modified",
                           "recorded date", "recordeddate", "last modified time", "uhrzeit der letzten aenderung",
                           "zeitpunkt der letzten aenderung", "survey timestamp", "interviewtime", "duration", "dauer",
                           "duration in seconds", "datum abgeschickt", "datum gestartet", "datum letzte aktivitaet",
                           "date submitted", "date started", "date last action", "start-sprache", "start language"),
    "devices and traces": ("device", "geraet", "user agent", "useragent", "browser", "refurl", "referrer",
                           "referrer url", "weiterleitungs-url", "seed", "zufallsstartwert", "antwort-id",
                           "savedid", "collector id", "collectorid", "respondent id", "respondentid", "response id",
                           "responseid", "location latitude", "location longitude", "locationlatitude",
                           "locationlongitude", "latitude", "longitude", "redcap survey identifier",
                           "redcap data access group", "custom data", "external reference", "externalreference",
                           "external data reference", "externaldatareference"),
    "names of persons": ("name", "vorname", "nachname", "familienname", "first name", "firstname", "last name",
                         "lastname", "surname", "full name", "fullname", "vor- und nachname", "ansprechpartner",
                         "ansprechpartnerin", "ansprechperson", "contact", "contact name", "contact person",
                         "kontakt", "kontaktperson", "bearbeiter", "bearbeiterin", "recipient first name",
                         "recipient last name", "recipientfirstname", "recipientlastname", "unterschrift", "signature"),
    "telephone and address": ("phone", "phone number", "phonenumber", "telephone", "telefon", "telefonnummer", "tel",
                              "mobil", "mobile", "handy", "handynummer", "fax", "anschrift", "strasse", "street",
                              "address", "adresse", "geburtsdatum", "date of birth", "birthday", "birthdate"),
}  # fmt: skip
"""Headings by what they give away; capitals, spaces, hyphens, dots and umlauts spelt out make no difference."""
ENDINGS = ("_email", "_e_mail", "_mail", "_telefon", "_phone", "_telefonnummer", "_ip_address", "_ip_adresse",
           "_timestamp", "_vorname", "_nachname", "_first_name", "_last_name")  # fmt: skip
"""A heading that ends like this is personal too: `participant_email`, REDCap's `my_survey_timestamp`."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def plain(heading: str) -> str:
    """Return a heading in small letters with one underscore for everything that is neither letter nor digit."""
    return re.sub("[^a-z0-9]+", "_", heading.lower().translate(_UMLAUTS)).strip("_")


_PLAIN = frozenset(plain(heading) for headings in PERSONAL.values() for heading in headings)


def is_personal(heading: str) -> bool:
    """Whether a heading is that of a column about a person rather than about a place."""
    name = plain(heading)
    return name in _PLAIN or name.endswith(ENDINGS)

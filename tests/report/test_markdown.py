"""Nothing that a person typed becomes markup, wherever in a Markdown report it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from planself.report.inline_text import clean
from planself.report.markdown import block, inert, inside

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = st.text(alphabet=st.sampled_from("ab1 \n\t#*_-+=>|`~[](){}<>!&;.:\\/@$\"'^"), max_size=24) | st.text(
    max_size=12
)
FORMS = {
    "paragraph": ("{}", inert),
    "item": ("- {}", inert),
    "deep item": ("- x\n  - {}", inert),
    "after words": ("word {} word", inert),
    "quote": ("> {}", inert),
    "bold": ("x **{}** x", inside),
    "heading": ("## x {}", inert),
    "cell": ("| a | b |\n| --- | --- |\n| {} | x |", inert),
}
PLAIN = {"text", "softbreak", "code_inline"}


def inline(source: str) -> list[Token]:
    return [child for token in PARSER.parse(source) for child in token.children or ()]


@pytest.mark.parametrize("form", FORMS)
@given(text=MARKUP)
def test_a_text_stays_a_text(form: str, text: str) -> None:
    frame, escape = FORMS[form]
    text = " ".join(clean(text).split()) or "word"
    plain = PARSER.parse(frame.format("word"))
    found = PARSER.parse(frame.format(escape(text)))
    assert [token.type for token in found] == [token.type for token in plain]
    said = "".join(child.content for child in inline(frame.format(escape(text))) if child.type in PLAIN)
    kinds = {child.type for child in inline(frame.format(escape(text)))}
    assert kinds <= PLAIN | {"strong_open", "strong_close"}
    assert text in said


@given(text=MARKUP)
def test_a_text_of_several_lines_stays_text(text: str) -> None:
    source = f"- x\n  - {block(clean(text) or 'word', '    ')}\n"
    types = {token.type for token in PARSER.parse(source)}
    lists = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
    assert types <= lists | {"paragraph_open", "paragraph_close", "inline"}
    assert {child.type for child in inline(source)} <= PLAIN | {"hardbreak"}


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "www.a.example",
        "a@b.example",
        "https://example.org/a_b_c?x=1&y=2#12",
        "https://example.org/!7/@name",
    ],
)
def test_an_address_can_be_copied(address: str) -> None:
    assert inert(address) == inside(address) == address


@given(text=MARKUP)
def test_no_sign_that_nobody_sees_is_put_in(text: str) -> None:
    assert not set("\u00ad\u200b\u2060") & (set(inert(text)) - set(text))


@pytest.mark.parametrize(
    ("text", "name"), [("@somebody", "@somebody"), ("a (@somebody)", "@somebody"), ("a !12", "!12")]
)
def test_names_and_numbers_that_forges_link_stand_as_code(text: str, name: str) -> None:
    assert [token.content for token in inline(inert(text)) if token.type == "code_inline"] == [name]
    assert "".join(token.content for token in inline(inert(text))) == text


def test_ordinary_text_stays_as_it_was_typed() -> None:
    text = "A & B: snake_case, 50 % (1–2), § 80 Abs. 2, „so“ – 3. November, 12,5."
    assert inert(text) == text

"""Files of people as text: what is sure, what is guessed and said, and what is no text."""

import pytest

from tutor.core.decoding import decode

LATIN = "::q::Où est né René? Größe: µ {=Orléans}"
RUSSIAN = "::q::Столица Франции? {=Париж ~Лондон ~Берлин}\n\n::r::Сколько будет два плюс два? {=четыре}"
GREEK = "::q::Ποια είναι η πρωτεύουσα της Ελλάδας; {=Αθήνα ~Πάτρα}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_sure(encoding: str) -> None:
    assert decode(LATIN.encode(encoding)) == (LATIN, "")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("text", [LATIN, "é", "naïve, 3 µm", "Größe " * 1000])
def test_latin_is_western(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, "cp1252")


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (GREEK, "cp1253")])
def test_another_script_is_found(text: str, encoding: str) -> None:
    found, guessed = decode(text.encode(encoding))
    assert found == text
    assert guessed.replace("_", "-") == encoding


def test_bytes_that_windows_has_no_letter_for() -> None:
    assert decode(b"\x81\x8d") == ("\x81\x8d", "latin-1")


@pytest.mark.parametrize("content", [b"\x89PNG\0\0", b"a\0b", bytes(range(256)), b"\xff\xfea"])
def test_no_text(content: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(content)


def test_nothing() -> None:
    assert decode(b"") == ("", "")

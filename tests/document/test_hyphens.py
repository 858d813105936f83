"""A hyphen at the end of a line goes only where the word has none."""

import pytest

from kg.document.hyphens import joined, words_inside


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("het toe-", "zicht"), "het toezicht"),
        (("een AI-", "systeem"), "een AI-systeem"),
        (("niet-", "essentiële"), "niet-essentiële"),
        (("Noord-", "Holland"), "Noord-Holland"),
        (("informatie-", "en meldplicht"), "informatie- en meldplicht"),
        (("wet-", "en regelgeving"), "wet- en regelgeving"),
        (("zee-", "egel"), "zee-egel"),
        (("het be\u00ad", "leid"), "het beleid"),
        (("de periode 2021-", "2023"), "de periode 2021-2023"),
        (("zie https://voorbeeld.nl/het-", "plan"), "zie https://voorbeeld.nl/het-plan"),
        (("een pauze -", "en verder"), "een pauze - en verder"),
        (("het be\u00ad",), "het be-"),
        (("de informatie\u00ad", "en meldplicht"), "de informatie- en meldplicht"),
        (("de ‘vrijheids’-", "beperking"), "de ‘vrijheids’-beperking"),
        (("de maatregel-", "en en de besluiten"), "de maatregelen en de besluiten"),
        (("van één-", "op-één gesprekken"), "van één-op-één gesprekken"),
        (("de privacy/", "gegevensbescherming"), "de privacy/gegevensbescherming"),
        (("op https://voorbeeld.nl/", "wetten/bijlage en"), "op https://voorbeeld.nl/wetten/bijlage en"),
        (("op https://voorbeeld.nl", "/wetten staat"), "op https://voorbeeld.nl/wetten staat"),
        (("zie https://voorbeeld.nl", "voor meer"), "zie https://voorbeeld.nl voor meer"),
    ],
)
def test_joined_without_witnesses(lines: tuple[str, ...], expected: str) -> None:
    """The shape of the two halves decides."""
    assert joined(lines, {}) == expected


def test_the_rest_of_the_text_is_the_better_witness() -> None:
    """A word that stands whole elsewhere is written as it stands there."""
    assert joined(["de co-", "productie"], words_inside(["een co-productie"])) == "de co-productie"
    assert joined(["de variabel-", "en kunnen"], words_inside(["alle variabelen zijn"])) == "de variabelen kunnen"
    assert joined(["de A-", "lijn"], words_inside(["de alijn van"])) == "de Alijn"

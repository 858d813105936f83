from __future__ import annotations

import pytest

from kg.base.errors import KgError
from kg.publish.model import CatalogueSettings

NO_IRI = "is not a web address (IRI). Write it out, with https://."


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("licence", "CC0", f"'CC0' {NO_IRI}"),
        ("themes", ("https://a.nl/x y",), f"'https://a.nl/x y' {NO_IRI}"),
        ("url", "javascript:alert(1)", f"'javascript:alert(1)' {NO_IRI}"),
        ("landing_page", "https://a.nl/><b>", f"'https://a.nl/><b>' {NO_IRI}"),
        ("base", "https://a.nl/id", "'https://a.nl/id' does not end in a slash. End it in /."),
        ("name", "../x", "'../x' is no name for an address. Use lower case letters, digits and hyphens."),
        ("contact_email", "gegevens", "'gegevens' is not an e-mail address. Write name@example.nl."),
    ],
)
def test_wrong_setting(key: str, value: object, message: str) -> None:
    """A setting that cannot be what its key asks for stops the command, by the name of the key and with the remedy."""
    with pytest.raises(KgError) as told:
        CatalogueSettings(**{key: value})  # type: ignore[arg-type]
    assert str(told.value) == f"kg.toml: [catalogue] {key}: {message}"


def test_publisher_without_a_name() -> None:
    """An IRI of a publisher needs the name beside it: nothing is looked up."""
    with pytest.raises(KgError) as told:
        CatalogueSettings(publisher_iri="https://a.nl/u")
    assert str(told.value) == (
        "kg.toml: [catalogue] publisher_name: is empty beside publisher_iri. Write the publisher's name."
    )


def test_addresses_with_url() -> None:
    """With `url` the downloads stand in that folder, whether or not it was written with a slash."""
    for url in ("https://a.nl/toezicht", "https://a.nl/toezicht/"):
        settings = CatalogueSettings(url=url)
        assert settings.download_url("graph.trig") == "https://a.nl/toezicht/graph.trig"
        assert settings.access_url == "https://a.nl/toezicht/"


def test_addresses_without_url() -> None:
    """Without `url` addresses are made from the base of ids and the name of the dataset."""
    settings = CatalogueSettings(base="https://a.nl/id/", name="jenv")
    assert settings.access_url == "https://a.nl/id/dataset/jenv"
    assert settings.download_url("graph.trig") == "https://a.nl/id/dataset/jenv/graph.trig"


def test_publisher_unset() -> None:
    """Who named no publisher gets an agent whose name says so."""
    assert CatalogueSettings().agent_name == "Toezichtgraaf-gebruiker (uitgever niet ingesteld)"
    assert CatalogueSettings().agent_iri.startswith("https://w3id.org/toezichtgraaf/id/organisation/")


def test_publisher_named() -> None:
    """A publisher keeps the IRI that the settings give."""
    iri = "https://identifier.overheid.nl/tooi/id/oorg/oorg10006"
    settings = CatalogueSettings(publisher_iri=iri, publisher_name="Inspectie")
    assert (settings.agent_iri, settings.agent_name) == (iri, "Inspectie")

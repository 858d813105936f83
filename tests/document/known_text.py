"""A report of our own whose words are known: sections with paragraphs, and the notes that its marks call.

In a paragraph `[1]` is the mark of note 1. Words of BREAKS may be broken at a line's end where a hyphen shows it; where
`-` stands in a word itself, a line may end after it and the hyphen stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]

    @property
    def notes(self) -> tuple[int, ...]:
        """The numbers of the notes it calls, in order."""
        return tuple(int(number) for text in self.paragraphs for number in MARK.findall(text))


MARK = re.compile(r"\[(\d+)\]")
TITLE = "Toezicht dichter bij de praktijk"
RUNNING_HEAD = "Rijksdienst Voorbeeld | Jaarbericht"
NOTES = {
    1: "Zie hoofdstuk 3 van het meerjarenplan, dat in het voorjaar aan de beide Kamers is gestuurd.",
    2: "Deze afspraken staan in het convenant dat de drie diensten in maart hebben getekend.",
    3: "Het aantal meldingen is geteld tot en met de laatste werkdag van december.",
    4: "De cijfers van de eilanden zijn hierin niet meegenomen, omdat daar een andere telling geldt.",
    5: "Een overzicht van alle maatregelen staat op de website van de dienst.",
    6: "De werkwijze is beschreven in de handleiding voor inspecteurs, die ieder jaar wordt herzien.",
}
SECTIONS = (
    Section(
        "Waar wij op letten",
        (
            (
                "De Rijksdienst Voorbeeld houdt toezicht op instellingen die onderdak bieden aan mensen zonder woning. Wij kijken of de"
                " zorgverlening veilig is, of bewoners hun klachten kwijt kunnen en of de gemeente haar afspraken nakomt.[1] Daarbij"
                " hoort ook de vraag of het bestuur tijdig ingrijpt wanneer het misgaat."
            ),
            (
                "In het afgelopen jaar bezochten onze inspecteurs ruim negentig locaties. Bij een op de vijf bezoeken troffen zij"
                " tekortkomingen aan die binnen een maand hersteld moesten worden. De meeste bestuurders namen hun"
                " verantwoordelijkheid; twee instellingen kregen een aanwijzing."
            ),
            (
                "Wij werken samen met de arbeidsinspectie en met de veiligheidsregio's.[2] Meldingen van bewoners gaan voor:"
                " wie een melding doet, hoort binnen tien werkdagen wat ermee gebeurt. Die termijn is in bijna alle gevallen gehaald."
            ),
        ),
    ),
    Section(
        "Nieuwe techniek vraagt om andere kennis",
        (
            (
                "Steeds meer instellingen gebruiken AI-systemen om te bepalen wie het eerst aan de beurt komt. Wij gaan na of de"
                " uitkomsten te begrijpen zijn en of niemand zonder goede reden achteraan moet sluiten. Niet-essentiële gegevens horen"
                " niet in zo'n systeem thuis. Voor de informatie- en communicatietechnologie geldt dat de leverancier aantoont hoe de"
                " beveiliging is geregeld."
            ),
            (
                "De oud-minister die de wet heeft voorbereid, noemde dit een open einde. Wij zijn het daarmee eens: de regels zeggen wel"
                " dat er een mens moet meekijken, maar niet wanneer.[3] Daarom hebben wij met drie zusterdiensten een toetsingskader"
                " gemaakt, dat vanaf komend jaar bij ieder onderzoek wordt gebruikt."
            ),
            (
                "Onze eigen medewerkers volgden scholing in het lezen van broncode en het wegen van risico's. Na de zomer is een klein"
                " team begonnen met proefonderzoeken. De eerste ervaringen zijn goed, al kost de voorbereiding meer tijd dan gedacht."
            ),
        ),
    ),
    Section(
        "Samenwerking in de regio",
        (
            (
                "Gemeenten en instellingen weten elkaar beter te vinden dan vijf jaar geleden. Toch zien wij dat kleine gemeenten"
                " moeite hebben om contracten te bewaken.[4] Zij sluiten overeenkomsten met aanbieders die buiten de regio gevestigd zijn,"
                " en komen er laat achter dat de ondersteuning niet van de grond komt."
            ),
            (
                "Wij vroegen de wethouders hoe zij het toezicht op de uitvoering hebben ingericht. De helft wijst een ambtenaar aan die"
                " daarnaast andere taken heeft. Een kwart laat het over aan een gezamenlijke dienst. De overige gemeenten konden"
                " niet zeggen wie er verantwoordelijk is.[5] Dat vinden wij zorgelijk, want zonder toezichthouder blijven gebreken"
                " onopgemerkt."
            ),
            (
                "In het komende jaar spreken wij met alle besturen af welke gegevens zij ons leveren. Wie dat niet doet, krijgt eerst een"
                " waarschuwing en daarna een bezoek. Over de uitkomsten berichten wij aan de minister en aan de gemeenteraden."
            ),
        ),
    ),
    Section(
        "Wat wij het komende jaar doen",
        (
            (
                "Het werkprogramma telt vier onderwerpen. Het eerste is de doorstroming: bewoners die klaar zijn voor een eigen woning,"
                " blijven nu vaak te lang in de opvang. Wij onderzoeken waar de vertraging ontstaat en wat woningcorporaties eraan doen."
            ),
            (
                "Het tweede onderwerp is de veiligheid van kinderen. In gezinslocaties letten wij op de ruimte om te spelen, op de gang"
                " naar school en op de bereikbaarheid van de jeugdarts. De beroepskrachten die er werken, moeten een verklaring omtrent"
                " het gedrag kunnen tonen.[6] Als die ontbreekt, mag iemand niet met de kinderen alleen zijn."
            ),
            (
                "Ten derde bekijken wij hoe instellingen omgaan met agressie. De brandweer en de politie hebben ons gevraagd om te"
                " beoordelen of vluchtwegen vrij zijn en of het personeel weet wat het bij dreiging moet doen. Die gezamenlijke bezoeken"
                " zijn onaangekondigd en vinden ook in het weekeinde plaats."
            ),
            (
                "Het vierde onderwerp is de bekostiging. Sommige aanbieders keren winst uit terwijl de begeleiding tekortschiet. Wij"
                " delen onze bevindingen met de autoriteit die over de jaarrekeningen gaat, zodat zij kan nagaan of het geld goed is"
                " besteed. Een oordeel over de hoogte van vergoedingen geven wij zelf niet."
            ),
            (
                "Aan het eind van het jaar leggen wij verantwoording af. In het jaarbericht staat per onderwerp wat wij hebben gezien,"
                " welke maatregelen volgden en wat bewoners daarvan merkten. Het bericht gaat naar de minister, die het met een"
                " reactie aan de Kamers stuurt. Belanghebbenden kunnen op een bijeenkomst in het voorjaar hun mening geven."
            ),
        ),
    ),
)
# Where the rules of Dutch spelling let a line end within a word, for the producers that break no words of their own.
_BROKEN = (
    "instel~lin~gen zorg~ver~le~ning klach~ten ge~meen~te af~spra~ken inspec~teurs loca~ties be~zoe~ken tekort~komin~gen"
    " bestuur~ders verant~woorde~lijk~heid aan~wij~zing arbeids~inspec~tie veilig~heids~regio's mel~din~gen werk~dagen"
    " geval~len uit~kom~sten achter~aan sys~te~men gege~vens commu~nica~tie~tech~no~lo~gie leve~ran~cier bevei~li~ging"
    " voor~be~reid zuster~dien~sten toet~sings~kader onder~zoek mede~wer~kers bron~code proef~onder~zoe~ken erva~rin~gen"
    " voor~be~rei~ding con~trac~ten over~een~kom~sten aan~bie~ders geves~tigd onder~steu~ning wet~hou~ders toe~zicht"
    " uit~voe~ring inge~richt ambte~naar daar~naast geza~men~lijke verant~woorde~lijk zorge~lijk toezicht~houder gebre~ken"
    " onop~ge~merkt bestu~ren waar~schu~wing minis~ter gemeente~raden werk~pro~gramma onder~wer~pen door~stro~ming"
    " onder~zoeken vertra~ging woning~corpo~ra~ties kinde~ren gezins~loca~ties bereik~baar~heid jeugd~arts"
    " beroeps~krach~ten verkla~ring onder~werp beoor~de~len vlucht~wegen perso~neel onaan~gekon~digd weekeinde"
    " bekos~ti~ging bege~lei~ding tekort~schiet bevin~din~gen auto~ri~teit jaar~reke~nin~gen vergoe~din~gen"
    " verant~woor~ding jaar~be~richt maat~rege~len belang~heb~ben~den bijeen~komst"
)
BREAKS = {word.replace("~", ""): word.replace("~", "\u00ad") for word in _BROKEN.split()}
_WORD = re.compile(r"[^\W\d_]+(?:'s)?")


def breakable(text: str) -> str:
    """`text` with a soft hyphen wherever one of its words may be broken."""
    return _WORD.sub(lambda found: BREAKS.get(found[0], found[0]), text)


def plain(text: str) -> str:
    """`text` without its marks."""
    return MARK.sub("", text)


def sentences() -> tuple[str, ...]:
    """The sentences of all paragraphs, in order."""
    return tuple(
        sentence
        for section in SECTIONS
        for text in section.paragraphs
        for sentence in re.split(r"(?<=[.])\s+(?=[A-Z])", plain(text))
    )

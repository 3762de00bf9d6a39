"""The rules of reading: what a file and a field must be before anybody can judge the content. Their manual."""

from convenant_cli.findings import Severity
from convenant_cli.text.manual import Manual, parse_manual

_TEXTS = {
    "bestand-onbekend": """Elk bestand onder data/ heeft een vaste plaats.

Waarom: een bestand op een andere plaats wordt niet gelezen, en niemand merkt dat.
Herstel: verplaats of hernoem het bestand. Een bestand dat geen record is, hoort buiten data/.
""",
    "bestand-onleesbaar": """Elk bestand is gewoon te lezen.

Waarom: een koppeling (symlink) of een bestand zonder leesrecht is op een andere computer iets anders.
Herstel: zet het bestand zelf op deze plaats en geef leesrecht.
""",
    "bestand-ontbreekt": """Een dossier heeft een bestand data/convenant.yaml.

Waarom: daarin staan de looptijd, de rollen en de thema's waar andere bestanden naar verwijzen.
Herstel: zet het bestand terug, of voeg het met 'git add' toe aan git.
""",
    "bestand-weg": """Een bestand dat andere records noemen, is er.

Waarom: wie een bestand met de hand weghaalt of hernoemt, laat overal de oude naam staan.
Herstel: zet het bestand terug. Hernoem het met 'convenant rename' of haal het weg met 'convenant remove'.
""",
    "bestandsnaam": """Een bestandsnaam bestaat uit kleine letters, cijfers en streepjes, en kan overal bestaan.

Waarom: de bestandsnaam is de naam waarmee andere records verwijzen. Namen zoals con en aux kan Windows niet aan.
Herstel: hernoem het bestand, bijvoorbeeld naar training.yaml.
""",
    "privebestand-in-git": """De map prive/ staat niet in git.

Waarom: namen en directe nummers blijven voor altijd in de geschiedenis van git staan.
Herstel: haal de map uit git met 'git rm -r --cached prive' en zet prive/ in .gitignore.
""",
    "yaml-syntaxis": """Een record is goed gevormde YAML.

Waarom: een bestand dat niet te lezen is, telt niet mee.
Herstel: verbeter de aangewezen plaats. Vaak is het een aanhalingsteken, een dubbele punt of de inspringing.
""",
    "yaml-tab": """Een record bevat geen tabs.

Waarom: een tab lijkt op spaties, maar YAML telt hem anders.
Herstel: vervang elke tab door spaties. De meeste programma's kunnen dat voor het hele bestand.
""",
    "yaml-codering": """Een record is opgeslagen als UTF-8.

Waarom: anders worden letters met accenten verkeerd gelezen.
Herstel: kies in uw programma 'Opslaan als' met codering UTF-8.
""",
    "yaml-stuurteken": """Een record bevat geen stuurtekens of onzichtbare tekens.

Waarom: zulke tekens kunnen tekst verbergen of omdraaien, zodat een lezer iets anders ziet dan er staat.
Herstel: haal het teken weg; typ de tekst rond die plaats zo nodig opnieuw.
""",
    "yaml-anker": """Een record bevat geen ankers, verwijzingen of samenvoegingen van YAML.

Waarom: wie het record leest, moet elke waarde kunnen zien op de plaats waar ze geldt.
Herstel: schrijf de waarde uit. Begint uw tekst met & of *, zet hem dan tussen aanhalingstekens.
""",
    "yaml-tag": """Een record bevat geen labels van YAML, zoals !!str.

Waarom: het veld bepaalt al wat een waarde betekent.
Herstel: haal het label weg. Begint uw tekst met een uitroepteken, zet hem dan tussen aanhalingstekens.
""",
    "yaml-document": """Een bestand bevat één record.

Waarom: de bestandsnaam is de naam van het record.
Herstel: zet wat na de streepjes --- staat in een eigen bestand.
""",
    "yaml-dubbel": """Een veld staat maar één keer in een record.

Waarom: bij een dubbel veld gaat een van de twee waarden verloren.
Herstel: houd de waarde die geldt en haal de andere weg.
""",
    "yaml-leeg": """Een record is niet leeg.

Waarom: een leeg bestand zegt niets, maar neemt wel een naam in.
Herstel: vul het record in of haal het bestand weg.
""",
    "yaml-diepte": """Een record is niet dieper dan 32 niveaus.

Waarom: geen record heeft dat nodig; het is een vergissing of een aanval.
Herstel: maak het record platter.
""",
    "yaml-omvang": """Een record is niet groter dan 256 KB.

Waarom: zo groot is geen record; vaak is er een bijlage in terechtgekomen.
Herstel: zet lange stukken in een eigen document en verwijs ernaar.
""",
    "yaml-sleutel": """Een veldnaam is één woord tekst.

Waarom: een lijst of blok als veldnaam betekent niets in een record.
Herstel: schrijf de naam van het veld, een dubbele punt en de waarde.
""",
    "yaml-richtlijn": """Een record bevat geen richtlijnen van YAML, zoals %YAML 1.1.

Waarom: een richtlijn verandert wat waarden betekenen.
Herstel: haal de regel met % weg.
""",
    "veld-onbekend": """Elk veld in een record is bekend.

Waarom: een veld met een tikfout wordt niet gelezen, en niemand merkt dat.
Herstel: verbeter de naam. Met 'convenant schema' ziet u welke velden er zijn.
""",
    "veld-ontbreekt": """Elk verplicht veld is ingevuld.

Waarom: zonder dit veld is het record niet te gebruiken.
Herstel: vul het veld in.
""",
    "waarde-ongeldig": """Elke waarde past bij haar veld.

Waarom: een datum, getal of keuze die niet klopt, kan niemand gebruiken.
Herstel: verbeter de waarde; de melding zegt wat er wel kan.
""",
    "vorm-ongeldig": """Een lijst staat waar een lijst hoort, een blok waar een blok hoort.

Waarom: anders is niet duidelijk welke waarde bij welk veld hoort.
Herstel: een lijst heeft een streepje voor elk deel; een blok heeft ingesprongen velden.
""",
    "toets-opgave": """De gegevens bij een toets passen bij de soort toets.

Waarom: een bepaling met een verkeerde opgave wordt niet getoetst.
Herstel: verbeter het veld. Met 'convenant explain' en de soort ziet u welke gegevens de toets kent.
""",
    "geschiedenis-noemt-geen-persoon": """Geen eerdere versie, tak of tag in git noemt een gegeven van een persoon.

Waarom: wat uit een bestand is gehaald, staat nog in git, en ieder met een kloon kan het lezen.
Herstel: vraag de beheerder om het met 'git filter-repo --replace-text' of '--path' uit de geschiedenis te halen en
alle klonen opnieuw te maken. Geef een tak of tag een andere naam, ook op de server. Laat vervangen wat gelekt is.
Meld een datalek bij de functionaris gegevensbescherming.
""",
    "ontheffing-ongeldig": """Een ontheffing noemt een controle of bepaling waarvan een melding mag rusten.

Waarom: een naam met een tikfout laat niets rusten. Wat niet te lezen is, of wat personen raakt, mag niet rusten.
Herstel: verbeter de naam bij `controle`, of los de melding op en haal de ontheffing weg.
""",
    "ontheffing-verlopen": """Een ontheffing geldt tot haar einddatum.

Waarom: een melding die rust, komt na die dag terug.
Herstel: los de melding op, of leg met een nieuwe reden een nieuwe einddatum vast.
""",
    "ontheffing-ongebruikt": """Een ontheffing hoort bij een melding die er is.

Waarom: een ontheffing die niets doet, verbergt later misschien iets nieuws.
Herstel: haal de ontheffing weg, of verbeter de naam van de controle, de bepaling of het bestand.
""",
}

_SOFT = frozenset(("ontheffing-verlopen", "ontheffing-ongebruikt"))


def refusals() -> dict[str, Manual]:
    """Return the manual of every rule of reading, by id."""
    return {
        rule: parse_manual(rule, text, Severity.WAARSCHUWING if rule in _SOFT else Severity.FOUT)
        for rule, text in _TEXTS.items()
    }

"""What stands around the records in a new repository: CI, review, editors, git, and the first page to read."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from convenant_cli.changes.merging.installing import ATTRIBUTES
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.editing.starting.package import Herkomst, requirements
from convenant_cli.editing.starting.profiles import Profiel, fill
from convenant_cli.judging.schemas import all_schemas
from convenant_cli.records import KINDS
from convenant_cli.sources.resources import shipped

#: Where each system looks for its pipeline and for the text of a new pull request, and which template they come from.
_CI = {
    "github": (".github/workflows/convenant.yml", ".github/pull_request_template.md"),
    "gitlab": (".gitlab-ci.yml", ".gitlab/merge_request_templates/Default.md"),
    "azure": ("azure-pipelines.yml", ".azuredevops/pull_request_template.md"),
}
_ROWS = {
    "github": "| `.github/` | controle in GitHub, en de tekst van een nieuw pull request |",
    "gitlab": "| `.gitlab-ci.yml`, `.gitlab/` | controle in GitLab, en de tekst van een nieuw merge request |",
    "azure": "| `azure-pipelines.yml`, `.azuredevops/` | controle in Azure, en de tekst van een nieuw pull request |",
}
_OWNERS_ROW = "| `CODEOWNERS` | wie welk bestand nakijkt, in GitHub en GitLab |"
_UNKNOWN = "\n\n   Vul daarvoor eerst in `requirements.txt` in waar `convenant` vandaan komt. Daar staat hoe."
_PERMISSION = """

   In Azure komt de lijst met wijzigingen ook als reactie bij het pull request. Daarvoor heeft de 'build service' van
   het project één recht nodig. Zet in Azure bij Project settings, Repositories, Security bij die build service het
   recht 'Contribute to pull requests' op Allow. Zonder dat recht staan de wijzigingen alleen in de samenvatting."""
_WEBSITE = """

   De controle publiceert haar pas als u dat zegt, want een website is voor iedereen. Zet de variabele `CONVENANT_SITE`
   op `ja`:
"""
_SWITCHES = {
    "github": "in GitHub bij Settings, Secrets and variables, Actions, Variables; zet bij Settings, Pages de bron op\n"
    "     'GitHub Actions'",
    "gitlab": "in GitLab bij Settings, CI/CD, Variables",
}
_DECIDED = "- [ ] Een wijziging in een vastgesteld plan noemt het besluit waarop zij rust.\n"
SYSTEMS = tuple(_CI)
PIPELINES = tuple(pipeline for pipeline, _ in _CI.values())


@dataclass(frozen=True, slots=True)
class RepositoryPlace:
    """Where a dossier comes to stand in its repository: an empty folder name at the top."""

    folder: str = ""

    @property
    def prefix(self) -> str:
        """What stands before a name in the dossier to make it a name in the repository."""
        return f"{self.folder}/" if self.folder else ""


def in_repository(
    dossier: Dossier, profile: Profiel, place: RepositoryPlace, systems: tuple[str, ...], organisatie: str | None
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that belong at the top of the repository, by name."""
    convenant = dossier.agreed
    folder = shipped("templates") / "init"
    values = {"map": place.folder or ".", "voor": place.prefix}
    checked = (_DECIDED if profile.plan else "") + profile.nagelopen
    for system in systems:
        pipeline, text = _CI[system]
        yield pipeline, fill(folder / "ci" / f"{system}.yml", values)
        yield text, fill(folder / "omgeving" / "wijzigingsvoorstel.md", {"nagelopen": checked})
    if set(systems) - {"azure"}:
        rows = codeowners(convenant.beheerder or "beheerder", dossier.partners, organisatie, f"/{place.prefix}")
        yield "CODEOWNERS", "".join(f"{row}\n" for row in rows).encode()
    yield ".pre-commit-config.yaml", fill(folder / "omgeving" / "pre-commit-config.yaml", values)


#: What guards contacts, for an agreement that asks for them.
_CONTACTS = """
- Een contactpersoon of vervanger die er staat, haalt u niet zomaar weg: zo'n wijziging wordt tegengehouden. Wat er nog
  niet is, is een waarschuwing, tot de dag die bij de afspraak staat (`fout_vanaf`). Daarna is het een fout."""


def in_dossier(
    dossier: Dossier, profile: Profiel, year: int, systems: tuple[str, ...], herkomst: Herkomst | str
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that belong beside ``data/``, by name.

    ``herkomst``: where the program comes from, or why that is not known.
    """
    convenant = dossier.agreed
    folder = shipped("templates") / "init" / "omgeving"
    rows = [_ROWS[system] for system in systems] + ([_OWNERS_ROW] if set(systems) - {"azure"} else [])
    step = folder / ("stap-plan.md" if profile.plan else "stap-naleving.md")
    page = {
        "titel": convenant.titel,
        "stap": fill(step, {"jaar": str(year)}).decode().rstrip("\n"),
        "eigen": profile.eigen,
        "ci": "\n".join(rows),
        "vindplaats": _UNKNOWN if isinstance(herkomst, str) else "",
        "daarna": " Daarna kijkt de controle elke wijziging na." if systems else "",
        "toestemming": _PERMISSION if "azure" in systems else "",
        "website": _website(systems),
        "contact": _CONTACTS if dossier.getoetst("contactpersoon", "vervanger") else "",
    }
    yield "README.md", fill(folder / "README.md", page).rstrip(b"\n") + b"\n"
    yield "requirements.txt", fill(folder / "requirements.txt", {"pakketten": requirements(herkomst).rstrip("\n")})
    for name in ("editorconfig", "gitattributes", "gitignore"):
        yield f".{name}", fill(folder / name, {"records": ATTRIBUTES})
    yield ".vscode/settings.json", editor_settings().encode()
    for name, text in all_schemas(dossier.defined).items():
        yield f"schemas/{name}", text.encode()


def _website(systems: tuple[str, ...]) -> str:
    """Return how the pipelines of these systems are told to publish the web site; empty when none of them can."""
    where = [f"\n   - {_SWITCHES[system]}" for system in systems if system in _SWITCHES]
    return f"{_WEBSITE}{';'.join(where)}." if where else ""


def editor_settings() -> str:
    """Return the settings of VS Code that give every record its schema."""
    schemas = {f"./schemas/{kind.soort}.schema.json": kind.patroon.replace("{}", "*") for kind in KINDS}
    settings = {
        "yaml.schemas": schemas,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
        "files.encoding": "utf8",
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


_OWNERS = """\
# Wie welk bestand nakijkt: elke partij haar eigen gegevens en verklaringen, de beheerder al het andere.
# De laatste passende regel telt. Komt er een partij bij, voeg dan haar twee regels toe.
"""
_WITHOUT_TEAMS = """\
#
# Elke regel noemt een team met de naam van de partij. Maak die teams, vervang ORGANISATIE door de naam van uw
# organisatie (GitHub) of groep (GitLab), en haal de hekjes aan het begin van de regels weg.
"""


def codeowners(beheerder: str, partners: Iterable[str], organisatie: str | None, folder: str) -> Iterator[str]:
    """Yield who reviews which file: a party its own record and statements, the keeper all the rest.

    Without an organisation they are comments, to be completed by hand. ``folder``: that of the dossier in the
    repository, with a slash at both ends.
    """
    yield from _OWNERS.splitlines()
    if organisatie is None:
        yield from _WITHOUT_TEAMS.splitlines()
    yield ""
    mark, team = ("", f"@{organisatie}") if organisatie else ("# ", "@ORGANISATIE")
    rows = [("*", beheerder)]
    for partner in partners:
        if partner != beheerder:
            rows.append((f"{folder}data/partners/{partner}.yaml", partner))
            rows.append((f"{folder}data/verklaringen/*/{partner}.yaml", partner))
    width = max(len(pattern) for pattern, _ in rows)
    for pattern, owner in rows:
        yield f"{mark}{pattern:<{width}} {team}/{owner}"

"""The repository of a new dossier: made where there is none, and told to merge records field by field."""

from collections.abc import Iterator
from pathlib import Path

from convenant_cli.changes.merging.installing import install
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.git.call import NoGitError, create_repository
from convenant_cli.text.sentences import capital


def repository(root: Path, top: Path | None, attributes: bool) -> Iterator[str]:
    """Make a repository where there is none, let git merge records field by field, and yield what was done.

    ``attributes``: .gitattributes is ours, so that nothing of somebody else is changed for that.
    """
    if top is None:
        try:
            create_repository(root)
        except NoGitError:
            yield (
                "git is niet gevonden op deze computer. Het dossier werkt ook zonder. Wilt u wijzigingen bewaren, "
                "installeer dan git en geef in de map 'git init'."
            )
            return
        except ConvenantError as error:
            yield f"De map is nog geen git-repository: {error}"
            return
        yield "De map is nu een git-repository; er is nog niets vastgelegd (git add, git commit)."
    if not attributes:
        yield "Met 'convenant merge-driver --installeer' voegt git in deze kloon records per veld samen."
        return
    try:
        said = install(root)[0]
        yield capital(said)
    except ConvenantError as error:  # there is a repository, but no git, or git refuses it: the dossier works as well
        yield f"git voegt records nog niet per veld samen: {error}"

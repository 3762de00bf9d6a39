"""A repository that somebody else made, and git as people have it set: nothing runs, and no answer changes."""

import contextlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest

from convenant_cli.cli import COMMANDS as COMMAND_NAMES
from tests.conftest import ROOT, Run

DAY = ("--peildatum", "2026-11-21")
BASIS = ROOT / "tests" / "checks" / "controles" / "_basis"


def git(folder: Path, *args: str, check: bool = True) -> str:
    who = ("-c", "core.fsmonitor=false")
    done = subprocess.run(["git", "-C", str(folder), *who, *args], capture_output=True, check=check, encoding="utf-8")
    return done.stdout.strip()


def begin(folder: Path, *options: str) -> Path:
    """Make a repository with a dossier and two commits, and a change on disk."""
    shutil.copytree(BASIS / "data", folder / "data")
    git(folder.parent, "init", "-q", "-b", "main", *options, str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "begin")
    edit(folder, "titel: ", "titel: Eerste ")
    git(folder, "commit", "-q", "-a", "-m", "eerste")
    edit(folder, "titel: ", "titel: Tweede ")
    return folder


def action(folder: Path) -> Path:
    return sorted((folder / "data" / "jaarplan").rglob("acties/*.yaml"))[0]


def edit(folder: Path, old: str, new: str) -> None:
    path = action(folder)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def restore(folder: Path) -> None:
    """Put back the records of the last commit, without git looking at any file on disk."""
    names = git(folder, "ls-tree", "-r", "--name-only", "HEAD", "data").splitlines()
    asked = "".join(f"HEAD:{name}\n" for name in names).encode()
    command = ["git", "-C", str(folder), "cat-file", "--batch"]
    told = BytesIO(subprocess.run(command, input=asked, capture_output=True, check=True).stdout)
    for name in names:
        size = int(told.readline().split()[-1])
        (folder / name).write_bytes(told.read(size))
        told.read(1)


def configure(repository: Path, settings: Mapping[str, str]) -> None:
    """Set something in a repository, as ``git config`` does, without starting git for each."""
    with (repository / ".git" / "config").open("a", encoding="utf-8") as config:
        for name, value in settings.items():
            section, _, rest = name.partition(".")
            sub, _, key = rest.rpartition(".")
            text = value.replace("\\", r"\\").replace('"', r"\"")
            config.write(f'[{section} "{sub}"]\n' if sub else f"[{section}]\n")
            config.write(f'\t{key} = "{text}"\n')


#: Every command that asks git something, with what must come out of it when nothing is wrong.
COMMANDS = [
    ("diff",),
    ("diff", "HEAD~1", "HEAD"),
    ("diff", "--staged"),
    ("diff", "--format", "json"),
    ("validate", "--sinds", "HEAD~1"),
    ("validate", "--rev", "HEAD"),
    ("validate", "--staged"),
    ("check", "--rev", "HEAD~1", "--format", "csv"),
    ("status", "--rev", "HEAD"),
    ("log", "convenant"),
    ("render", "jaarplan", "2026"),
    ("render", "jaarplan", "2026", "--rev", "HEAD"),
    ("render", "jaarplan", "2026", "--sinds", "HEAD~1"),
]


#: Those and all others, so that a command that starts to ask git something is tried as well.
EVERY_COMMAND = [
    *COMMANDS,
    ("validate",),
    ("validate", "--rev", "main@{2099-01-01}"),
    ("check",),
    ("check", "--format", "html"),
    ("status",),
    ("show", "convenant"),
    ("show", "convenant", "--rev", "HEAD"),
    ("log", "actie:2026/ouderavond", "--veld", "titel"),
    ("diff", "HEAD~1...HEAD"),
    ("diff", "--format", "html"),
    ("render", "naleving"),
    ("render", "wijzigingen", "--sinds", "HEAD~1"),
    ("schema",),
    ("merge-driver", "--installeer"),
    ("merge-driver", "--verwijder"),
    ("set", "partner:politie", "naam=Andere politie"),
    ("validate", "--geschiedenis"),
    ("find", "ouders"),
    ("explain", "bepaling:1.1"),
    ("fmt", "--check", "--staged"),
    ("new", "actie", "--velden"),
    ("rename", "partner:politie", "agenten", "--proef"),
    ("remove", "actie:2026/ouderavond", "--proef"),
    ("partij", "stopt", "politie", "--op", "2026-12-01", "--proef"),
    ("site", "--naar", "site"),
    ("export", "agenda", "--naar", "kalender"),
    ("export", "publicatie", "--naar", "publicatie.zip"),
    ("export", "acties", "2026", "--naar", "acties.csv"),
    ("import", "acties.csv", "--proef"),
    ("huisstijl", "huisstijl.docx"),
    ("init", "ander"),
]
#: Those that may refuse what is asked here; they have looked at the repository by then.
MAY_REFUSE = ("init", "remove", "partij", "import", "rename")
JUDGED = ("check", "diff", "export", "find", "partij", "render", "site", "status", "validate", "vaststellen")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(tmp_path_factory.mktemp("gewoon") / "d")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a repository without a change on disk, to copy."""
    folder = begin(tmp_path_factory.mktemp("schoon") / "d")
    restore(folder)
    return folder


@pytest.fixture
def repository(plain: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return shutil.copytree(plain, tmp_path / "d", symlinks=True)


def answers(convenant: Run, folder: Path) -> list[tuple[int, str]]:
    with contextlib.chdir(
        folder
    ):  # a path is shown from the folder at hand, and those of two repositories are compared
        asked = [convenant("-C", folder, *command, *(() if command[0] == "log" else DAY)) for command in COMMANDS[::2]]
    return [(one.code, one.out.replace(str(folder), "MAP")) for one in asked]


@pytest.fixture
def expected(plain: Path, convenant: Run) -> list[tuple[int, str]]:
    """What the commands answer in a repository in which nobody set anything."""
    if plain not in _EXPECTED:
        _EXPECTED[plain] = answers(convenant, plain)
    assert {code for code, _ in _EXPECTED[plain]} <= {0, 1}
    return _EXPECTED[plain]


_EXPECTED: dict[Path, list[tuple[int, str]]] = {}


# --- programs -----------------------------------------------------------------------------------------------------


HOOKS = ("pre-commit", "post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout")


def settings_that_run(run: str, hooks: Path) -> dict[str, str]:
    """Return every setting of git that names a program."""
    return {
        "core.fsmonitor": run, "core.pager": run, "core.editor": run, "core.sshCommand": run, "core.askPass": run,
        "core.gitProxy": run, "core.alternateRefsCommand": run, "core.hooksPath": str(hooks),
        "diff.external": run, "diff.evil.command": run, "diff.evil.textconv": run, "diff.evil.cachetextconv": "true",
        "filter.evil.clean": run, "filter.evil.smudge": run, "filter.evil.required": "true",
        "merge.evil.driver": run, "gpg.program": run, "gpg.ssh.program": run, "log.showSignature": "true",
        "commit.gpgSign": "true", "tag.gpgSign": "true", "tag.forceSignAnnotated": "true",
        "credential.helper": f"!{run}", "alias.log": f"!{run}", "alias.rev-parse": f"!{run}",
        "alias.cat-file": f"!{run}", "alias.ls-files": f"!{run}", "pager.log": run, "pager.diff": run,
        "pager.tag": run, "pager.config": run, "pager.for-each-ref": run,
        "interactive.diffFilter": run, "uploadpack.packObjectsHook": run, "remote.origin.url": f"ext::{run}",
        "remote.origin.uploadpack": run, "remote.origin.promisor": "true", "extensions.partialClone": "origin",
        "protocol.allow": "always", "protocol.ext.allow": "always", "protocol.file.allow": "always",
        "trailer.x.command": run, "sequence.editor": run, "web.browser": run, "help.browser": run,
        "browser.x.cmd": run, "man.x.cmd": run, "submodule.evil.update": f"!{run}",
    }  # fmt: skip


@pytest.fixture
def hostile(repository: Path, tmp_path: Path) -> Path:
    """A repository that came with a folder, in which every setting and hook runs a program that leaves a mark."""
    program, hooks = tmp_path / "program.sh", tmp_path / "hooks"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{tmp_path / 'ran'}'\ntest $# -gt 0 || cat\n", encoding="utf-8")
    program.chmod(0o755)
    # By the times of its files git cannot tell whether they changed since it looked, and then reads them.
    configure(repository, {"core.trustctime": "false", "core.checkStat": "minimal"})
    for path in (repository / "data").rglob("*.yaml"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    git(repository, "update-index", "-q", "--really-refresh", "--unmerged", check=False)
    configure(repository, {**settings_that_run(str(program), hooks), "core.repositoryFormatVersion": "1"})
    for attributes in (repository / ".gitattributes", repository / ".git" / "info" / "attributes"):
        attributes.parent.mkdir(exist_ok=True)
        attributes.write_text("* diff=evil filter=evil merge=evil\n", encoding="utf-8")
    for hook in HOOKS:
        for folder in (hooks, repository / ".git" / "hooks"):
            folder.mkdir(exist_ok=True)
            shutil.copy(program, folder / hook)
    os.utime(repository / ".git" / "index", (1_600_000_000, 1_600_000_000))
    (tmp_path / "ran").unlink(missing_ok=True)
    return repository


def require_nothing_ran(folder: Path, command: object) -> None:
    mark = folder / "ran"
    assert not mark.exists(), (command, mark.read_text(encoding="utf-8"))


def test_every_command_is_tried_in_a_hostile_repository() -> None:
    assert {command[0] for command in EVERY_COMMAND} == COMMAND_NAMES.keys() - {"vaststellen"}  # that comes last


def test_no_program_that_a_repository_names_is_run(
    hostile: Path, tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hostile)
    for command in EVERY_COMMAND:
        outcome = convenant(*command, *(DAY if command[0] in JUDGED else ()))
        assert outcome.code in ((0, 1, 2) if command[0] in MAY_REFUSE else (0, 1)), (command, outcome.err)
        require_nothing_ran(tmp_path, command)
    restore(hostile)
    for command in (
        ("render", "jaarplan", "2026", "--ter-bespreking", "--naar", "plan.docx", *DAY),
        ("import", "plan.docx", "--proef"),
    ):
        outcome = convenant(*command)
        assert outcome.code == 0, (command, outcome.err)
        require_nothing_ran(tmp_path, command)
    tagged = convenant("-C", hostile, "vaststellen", "2026", "--tag", *DAY)
    assert "De tag 'jaarplan-2026-v" in tagged.out, tagged.err
    require_nothing_ran(tmp_path, "vaststellen --tag")
    tried = subprocess.run(["git", "-C", hostile, "diff-files"], capture_output=True, check=False, encoding="utf-8")
    assert (tmp_path / "ran").exists(), f"git itself runs none of them, so this proves nothing: {tried}"


@pytest.mark.parametrize("url", ["ext", "file", "ssh", "vcs"])
def test_what_is_missing_is_not_fetched(hostile: Path, tmp_path: Path, convenant: Run, url: str) -> None:
    program = tmp_path / "program.sh"
    git(hostile, "config", "remote.origin.url", {
        "ext": f"ext::{program} %S", "file": str(hostile), "ssh": "ssh://nobody@localhost/x", "vcs": "x"}[url],
    )  # fmt: skip
    if url == "vcs":
        git(hostile, "config", "remote.origin.vcs", "evil")
    blob = git(hostile, "rev-parse", f"HEAD~1:{action(hostile).relative_to(hostile).as_posix()}")
    (hostile / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for command in (("diff", "HEAD~1"), ("validate", "--rev", "HEAD~1"), ("log", "actie:2026/ouderavond")):
        outcome = convenant("-C", hostile, *command, *(DAY if command[0] in JUDGED else ()))
        assert outcome.code == 2, (command, outcome)
        require_nothing_ran(tmp_path, command)
    subprocess.run(["git", "-C", hostile, "cat-file", "-p", blob], capture_output=True, check=False)
    assert (tmp_path / "ran").exists() or url == "vcs", "git itself fetches nothing, so this proves nothing"


def test_a_repository_inside_the_dossier_is_not_the_repository(
    repository: Path, tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clone can hold the files of a bare repository, with settings that run a program."""
    mark = tmp_path / "ran"
    for name in ("objects", "refs"):
        (repository / "data" / name).mkdir()
        (repository / "data" / name / ".gitkeep").touch()
    (repository / "data" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (repository / "data" / "config").write_text(
        f'[core]\n\tbare = false\n\tworktree = "."\n\tfsmonitor = "touch {mark}; false"\n', encoding="utf-8"
    )
    monkeypatch.chdir(repository / "data")
    for command in COMMANDS:
        assert convenant(*command, *(() if command[0] == "log" else DAY)).code in (0, 1), command
    assert not mark.exists()


# --- settings and environment -------------------------------------------------------------------------------------


#: Each set is tried at once: what a setting changes shows, whichever of them it was.
SETTINGS = [
    {
        "status.showUntrackedFiles": "no",
        "status.branch": "true",
        "status.short": "true",
        "color.ui": "always",
        "column.ui": "always",
        "core.pager": "false",
        "core.abbrev": "4",
        "diff.ignoreSubmodules": "all",
        "diff.orderFile": "/dev/null",
        "diff.colorMoved": "zebra",
        "core.ignoreCase": "true",
        "core.precomposeUnicode": "true",
        "core.fileMode": "false",
        "core.untrackedCache": "true",
        "core.splitIndex": "true",
        "index.version": "4",
        "feature.manyFiles": "true",
        "merge.renames": "false",
        "log.mailmap": "false",
        "log.excludeDecoration": "*",
        "rebase.autoStash": "true",
        "safe.bareRepository": "all",
        "protocol.allow": "always",
        "fetch.recurseSubmodules": "true",
    },
    {
        "log.showSignature": "true",
        "log.date": "relative",
        "log.decorate": "full",
        "log.follow": "true",
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.renames": "copies",
        "diff.external": "false",
        "i18n.logOutputEncoding": "ISO-8859-1",
        "i18n.commitEncoding": "UTF-8",
        "core.quotePath": "true",
        "core.autocrlf": "true",
        "core.eol": "crlf",
        "core.safecrlf": "false",
        "core.sparseCheckout": "true",
        "index.sparse": "true",
        "core.commitGraph": "true",
        "gc.auto": "1",
        "tag.sort": "-creatordate",
        "branch.sort": "-committerdate",
        "log.graphColors": "red",
        "core.attributesFile": "/nope",
        "core.excludesFile": "/nope",
        "extensions.worktreeConfig": "true",
    },
]
ENVIRONMENTS = [
    {
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_ICASE_PATHSPECS": "1",
        "GIT_DIR": ".git",
        "GIT_PREFIX": "data/",
        "GIT_NAMESPACE": "x",
        "GIT_CEILING_DIRECTORIES": "/",
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "log.showSignature",
        "GIT_CONFIG_VALUE_0": "true",
        "GIT_FLUSH": "0",
        "GIT_OPTIONAL_LOCKS": "1",
    },
    {
        "GIT_GLOB_PATHSPECS": "1",
        "GIT_DIR": "/nope",
        "GIT_WORK_TREE": "/nope",
        "GIT_COMMON_DIR": "/nope",
        "GIT_INDEX_FILE": "/nope/index",
        "GIT_EXTERNAL_DIFF": "false",
        "GIT_PAGER": "false",
        "GIT_EDITOR": "false",
        "GIT_DIFF_OPTS": "-u0",
        "GIT_TRACE": "1",
        "GIT_TRACE2": "1",
        "GIT_TRACE_SETUP": "1",
        "GIT_CURL_VERBOSE": "1",
        "LC_ALL": "nl_NL.UTF-8",
        "LANGUAGE": "nl",
        "LANG": "nl_NL.UTF-8",
        "TZ": "Pacific/Kiritimati",
    },
    {
        "GIT_NOGLOB_PATHSPECS": "1",
        "GIT_WORK_TREE": "/nope",
        "GIT_OBJECT_DIRECTORY": "/nope",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": "/nope",
        "GIT_CONFIG": "/nope",
        "GIT_CONFIG_PARAMETERS": "'core.abbrev'='4'",
        "GIT_REDACT": "0",
        "GIT_REPLACE_REF_BASE": "refs/x",
        "GIT_NO_REPLACE_OBJECTS": "0",
        "GIT_SHALLOW_FILE": "/nope",
        "PAGER": "false",
        "LESS": "x",
        "EDITOR": "false",
        "VISUAL": "false",
    },
]


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: next(iter(settings)))
def test_no_setting_changes_an_answer(
    repository: Path, convenant: Run, expected: list[tuple[int, str]], settings: dict[str, str]
) -> None:
    configure(repository, settings)
    assert answers(convenant, repository) == expected


@pytest.mark.parametrize("names", ENVIRONMENTS, ids=lambda names: next(iter(names)))
def test_no_environment_changes_an_answer(
    repository: Path,
    convenant: Run,
    expected: list[tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    names: dict[str, str],
) -> None:
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert answers(convenant, repository) == expected


def test_the_index_of_the_commit_that_is_being_made_counts(repository: Path, convenant: Run) -> None:
    """``git commit -a`` gives its hook another index than that of the repository."""
    other = repository / ".git" / "next-index"
    shutil.copy(repository / ".git" / "index", other)
    env = {**os.environ, "GIT_INDEX_FILE": str(other)}
    subprocess.run(["git", "-C", repository, "add", "-A"], env=env, check=True)
    assert "Er is niets gewijzigd" in convenant("-C", repository, "diff", "--staged", *DAY).out
    done = subprocess.run(
        [sys.executable, "-m", "convenant_cli", "-C", repository, "diff", "--staged", *DAY],
        env=env, capture_output=True, check=False, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    assert "1 record gewijzigd" in done.stdout


# --- other kinds of repository ------------------------------------------------------------------------------------


@pytest.fixture
def clone(plain: Path, tmp_path: Path) -> Callable[..., Path]:
    def make(*options: str) -> Path:
        git(tmp_path, "clone", "-q", *options, f"file://{plain}", "k")
        edit(tmp_path / "k", "titel: ", "titel: Tweede ")
        return tmp_path / "k"

    return make


def test_a_worktree_gives_the_same_answers(repository: Path, tmp_path: Path, convenant: Run) -> None:
    git(repository, "worktree", "add", "-q", str(tmp_path / "w"), "HEAD")
    edit(tmp_path / "w", "titel: ", "titel: Tweede ")
    assert "1 record gewijzigd" in convenant("-C", tmp_path / "w", "diff", *DAY).out
    assert convenant("-C", tmp_path / "w", "validate", "--sinds", "HEAD~1", *DAY).code in (0, 1)


def test_a_sparse_working_tree_has_removed_nothing(clone: Callable[..., Path], convenant: Run) -> None:
    folder = clone()
    git(folder, "checkout", "-q", ".")
    git(folder, "sparse-checkout", "set", "--no-cone", "/data/", "!/data/jaarplan/")
    assert not (folder / "data" / "jaarplan").exists()
    outcome = convenant("-C", folder, "diff", *DAY)
    assert "Er is niets gewijzigd" in outcome.out, outcome.err


def test_what_git_was_told_not_to_look_at_is_looked_at(repository: Path, convenant: Run) -> None:
    git(repository, "update-index", "--assume-unchanged", action(repository).relative_to(repository).as_posix())
    assert "1 record gewijzigd" in convenant("-C", repository, "diff", *DAY).out


@pytest.mark.parametrize(
    ("options", "asked"), [(("--depth", "1"), "git fetch --unshallow"), (("--filter=blob:none",), "git fetch")]
)
def test_what_a_clone_does_not_hold_is_told_and_not_fetched(
    plain: Path, clone: Callable[..., Path], convenant: Run, options: tuple[str, ...], asked: str
) -> None:
    for name in ("uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"):
        git(plain, "config", name, "true")
    folder = clone(*options)
    for command in (("diff", "HEAD~1"), ("validate", "--rev", "HEAD~1"), ("validate", "--sinds", "HEAD~1")):
        outcome = convenant("-C", folder, *command, *DAY)
        assert outcome.code == 2, command
        assert asked in outcome.err
        assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["kosten $HOME", "~", "100% klaar", "a'b\"c", "-x", "één", " leeg ", "ünïcode\u0301"])
def test_a_folder_may_have_any_name(tmp_path: Path, convenant: Run, name: str) -> None:
    (tmp_path / "boven").mkdir()
    folder = begin(tmp_path / "boven" / name)
    outcome = convenant("-C", folder, "diff", *DAY, code=0)
    assert "1 record gewijzigd" in outcome.out
    assert outcome.err == ""


# --- damage -------------------------------------------------------------------------------------------------------


def garbage(path: Path) -> None:
    path.write_bytes(b"garbage\x00\xff")


def _instead(folder: Path) -> Path:
    shutil.rmtree(folder / ".git")
    return folder / ".git"


def _damage() -> dict[str, Callable[[Path], object]]:
    return {
        "index": lambda folder: garbage(folder / ".git" / "index"),
        "packed-refs": lambda folder: garbage(folder / ".git" / "packed-refs"),
        "head": lambda folder: garbage(folder / ".git" / "HEAD"),
        "config": lambda folder: garbage(folder / ".git" / "config"),
        "ref": lambda folder: garbage(folder / ".git" / "refs" / "heads" / "main"),
        "no-objects": lambda folder: shutil.rmtree(folder / ".git" / "objects"),
        "no-head": lambda folder: os.remove(folder / ".git" / "HEAD"),
        "pipe": lambda folder: os.mkfifo(_instead(folder)),
        "file": lambda folder: garbage(_instead(folder)),
        "link-to-nothing": lambda folder: os.symlink("/nope", _instead(folder)),
        "elsewhere": lambda folder: git(folder, "config", "core.worktree", "/tmp"),
        "unreadable-setting": lambda folder: git(folder, "config", "core.bare", "misschien"),
    }


@pytest.mark.parametrize("kind", _damage())
def test_damage_is_a_sentence(repository: Path, convenant: Run, kind: str) -> None:
    _damage()[kind](repository)
    codes = set()
    # Whether private names are in git can only be told by reading git: then also plain validate says that it cannot.
    for command in (*COMMANDS, ("validate",)):
        outcome = convenant("-C", repository, *command, *(() if command[0] == "log" else DAY))
        codes.add(outcome.code)
        assert outcome.code != 3, (command, outcome.err)
        assert "Traceback" not in outcome.err
        if outcome.code == 2:
            assert len(outcome.err.splitlines()) == 1
    assert 2 in codes


def test_settings_of_the_user_that_cannot_be_read_are_told_as_what_they_are(
    repository: Path, tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gitconfig").write_text("[core\nx", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    outcome = convenant("-C", repository, "diff", *DAY, code=2)
    assert "een instelling van git is onleesbaar" in outcome.err
    assert "niet gevonden" not in outcome.err
    for name, value in (("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig")), ("GIT_CONFIG_PARAMETERS", "'")):
        fresh = subprocess.run(  # where git was not asked for anything yet
            [sys.executable, "-m", "convenant_cli", "-C", repository, "diff", *DAY],
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, name: value},
            capture_output=True, check=False, encoding="utf-8", cwd=ROOT,
        )  # fmt: skip
        assert (fresh.returncode, "git weigert" in fresh.stderr) == (2, True), fresh.stderr


def test_a_git_that_never_answers_is_ended(
    repository: Path, tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("git.Git.GIT_PYTHON_GIT_EXECUTABLE", str(program))
    monkeypatch.setattr("convenant_cli.sources.git.call.LIMIT", 0.2)
    outcome = convenant("-C", repository, "diff", *DAY, code=2)
    assert "antwoordt niet binnen" in outcome.err


#: As git 2.20 answers: what ``rev-parse`` does not know it gives back, and it knows no end of options.
OLD_GIT = """\
#!/bin/sh
case "$*" in
*--show-object-format*) git "$@" | sed '1s/.*/--show-object-format/' ;;
*--end-of-options*) exit 1 ;;
*) exec git "$@" ;;
esac
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a script in the place of git")
@pytest.mark.parametrize("command", [*COMMANDS, ("fmt", "--check", "--staged"), ("vaststellen", "2026", "--tag")])
def test_a_git_that_is_too_old_is_told(
    repository: Path, tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    program = tmp_path / "git"
    program.write_text(OLD_GIT, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("git.Git.GIT_PYTHON_GIT_EXECUTABLE", str(program))
    day = () if command[0] in ("log", "fmt") else DAY
    outcome = convenant("-C", repository, *command, *day)
    if command == ("render", "jaarplan", "2026"):
        assert outcome.code == 0  # a document of what is on disk names no revision then, as without git
    else:
        assert (outcome.code, "te oud; installeer git 2.25" in outcome.err) == (2, True), outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="a script in the place of git")
@pytest.mark.parametrize(
    "command", [("status",), ("validate",), ("set", "actie:2026/ouderavond", "titel=Avond", "--proef")]
)
def test_what_needs_no_git_works_with_one_that_is_too_old(
    repository: Path, tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    program = tmp_path / "git"
    program.write_text(OLD_GIT, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    git(repository, "update-index", "--index-version", "4")  # which only git reads
    monkeypatch.setattr("git.Git.GIT_PYTHON_GIT_EXECUTABLE", str(program))
    assert "te oud" not in convenant("-C", repository, *command, *DAY).err

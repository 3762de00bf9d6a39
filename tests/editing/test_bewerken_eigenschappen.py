"""Whatever is made, changed, renamed, removed and laid out in a row: the dossier stays valid, other lines the same."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.editing.creating.draft import Ontwerp, begun
from convenant_cli.editing.creating.fusing import fused
from convenant_cli.editing.creating.joining import renamed as called
from convenant_cli.editing.creating.kinds import kind_of
from convenant_cli.editing.creating.leaving import grond, left, threads_of
from convenant_cli.editing.creating.making import made
from convenant_cli.editing.creating.taking_over import answers, who
from convenant_cli.editing.layout import differing
from convenant_cli.editing.links import Ding
from convenant_cli.editing.removing import removed
from convenant_cli.editing.renaming import renamed
from convenant_cli.editing.setting import Gevraagd, changed
from convenant_cli.editing.trial import tried, with_files
from convenant_cli.findings import ConvenantError, Severity
from convenant_cli.judging.judging import named_in_tests
from convenant_cli.sources.sources import Source
from convenant_cli.sources.yamlfile import parse
from tests.conftest import whole
from tests.klein import DAG, klein

Files = dict[str, bytes | None]
_STEPS = 10


def _things(dossier: Dossier) -> list[Ding]:
    return [Ding(soort, id, place) for soort, ids in dossier.defined.items() for id, place in ids.items()]


def new(source: Source, dossier: Dossier, random: Random) -> Files:
    kind = random.choice(("aanbod", "eenheid", "partner", "actie"))
    word = f"nieuw-{random.randrange(50)}"
    bij = {"aanbod": "politie", "eenheid": "noorderschool", "actie": "2027", "partner": ""}[kind]
    draft = begun(dossier, kind_of(kind), DAG, word, bij if bij in (*dossier.partners, *dossier.jaarplannen) else "")
    given = {
        "aanbod": [f"id={word}", "titel=Nieuw", "doelgroep=klas 3", "vorm=training"],
        "eenheid": [f"id={word}", "naam=Nieuw", "soort=team"],
        "partner": [f"naam=Partij {word}", "rollen=school", "lid_van=2026-12-01"],
        "actie": ["titel=Nieuw", "thema=schoolklimaat", "trekker=gemeente", "geen_indicator_omdat=Nog niet."],
    }[kind]
    for one in given:
        draft.assign(one)
    return dict(made(source, draft, DAG, "", ()).bestanden)


def set_(source: Source, dossier: Dossier, random: Random) -> Files:
    file = random.choice([one for one in dossier.files.values() if one.record and hasattr(one.record, "titel")])
    value = random.choice(("titel=Andere titel", "titel='Titel: met dubbele punt'", "titel=Titel #1"))
    return dict(changed(source, dossier, file, Gevraagd((value,)), (), DAG, ()).bestanden)


def rename(source: Source, dossier: Dossier, random: Random) -> Files:
    thing = random.choice(_things(dossier))
    return renamed(dossier, thing, f"{thing.laatste}-{random.randrange(9)}", named_in_tests(dossier)).bestanden


def remove(source: Source, dossier: Dossier, random: Random) -> Files:
    thing = random.choice(_things(dossier))
    others = [one.id for one in _things(dossier) if one.soort == thing.soort and one.id != thing.id]
    instead = [random.choice(others)] if others and random.random() < 0.7 else []
    return removed(dossier, thing, instead, named_in_tests(dossier)).bestanden


def partij(source: Source, dossier: Dossier, random: Random) -> Files:
    party = random.choice(sorted(dossier.partners))
    day = DAG + timedelta(days=random.randrange(1, 400))
    what = random.choice(("heet", "fuseert", "stopt", "stopt"))
    if what == "heet":
        name = f"Naam {random.randrange(9)}"
        return dict(called(source, dossier, dossier.partners[party], name, "", "", DAG, DAG).bestanden)
    if what == "fuseert":
        parties = [dossier.partners[one] for one in random.sample(sorted(dossier.partners), 2)]
        draft = Ontwerp(dossier, kind_of("partner"), DAG, f"samen-{random.randrange(9)}")
        return dict(fused(source, dossier, parties, draft, day, "", (), DAG).bestanden)
    wie = who(dossier, random.choice([party, *sorted(dossier.defined["eenheid"])]))
    why = grond(dossier, wie, day, None, "")
    threads = threads_of(dossier, wie, why.dag, DAG)
    found = answers(dossier, threads, why.dag, wie, {}, random.choice(sorted(dossier.partners)))
    chosen = [(one, found[at]) for at, one in enumerate(threads)]
    return dict(left(source, dossier, wie, why, chosen, "", (), DAG).bestanden)


def fmt(source: Source, dossier: Dossier, random: Random) -> Files:
    files = {one.name: (one.kind, one.raw) for one in dossier.files.values()}
    laid, unread = differing(files)
    assert not unread
    assert differing({name: (files[name][0], raw) for name, raw in laid.items()}) == ({}, [])
    assert all(parse(raw).data == parse(files[name][1]).data for name, raw in laid.items())
    return dict(laid)


def _lines(source: Source) -> Counter[str]:
    return Counter(line for raw in source.files.values() for line in raw.decode().splitlines())


@pytest.mark.parametrize("seed", range(3))
def test_any_row_of_changes_leaves_a_valid_dossier_and_other_lines_as_they_were(seed: int) -> None:
    random = Random(seed)
    source = klein()
    done: Counter[str] = Counter()
    for _ in range(_STEPS):
        act = random.choice((new, set_, rename, remove, fmt, partij))
        dossier = whole(source)
        try:
            files = act(source, dossier, random)
        except ConvenantError:
            continue  # refused, and nothing changed
        if tried(source, files, DAG).fouten:
            assert act not in (new, set_, fmt, partij)  # these try it themselves, or change nothing that is read
            continue
        after = replace(source, files=dict(sorted(with_files(source, files).items())))
        if act is rename:
            gone, come = _lines(source) - _lines(after), _lines(after) - _lines(source)
            assert gone.total() == come.total()
        if act is remove:
            assert (_lines(after) - _lines(source)).total() <= (_lines(source) - _lines(after)).total()
        if act is set_:
            assert (_lines(source) - _lines(after)).total() == (_lines(after) - _lines(source)).total() <= 1
        if act is new:
            assert not (_lines(source) - _lines(after))
        for name in source.files:
            assert name in files or after.files[name] == source.files[name]
        source = after
        done[act.__name__] += bool(files)
    dossier = whole(source)
    assert not [one for one in check_source(source, DAG).findings if one.severity is Severity.FOUT]
    assert done.total() > 1


@pytest.mark.parametrize("seed", range(12))
def test_whatever_becomes_of_a_party_only_its_own_lines_change(seed: int) -> None:
    random = Random(seed)
    source = klein()
    dossier, _ = load(source)
    try:
        files = partij(source, dossier, random)
    except ConvenantError:
        return  # refused, and nothing changed
    assert not tried(source, files, DAG).fouten
    for name, raw in files.items():
        if name not in source.files or raw is None:
            continue
        before, after = source.files[name].decode().splitlines(), raw.decode().splitlines()
        kept = [line for line in before if line in after]
        assert [line for line in after if line in before] == kept  # in the order in which they stood
        assert len(before) - len(kept) <= 4

"""Calendar files, read back by another parser: invitations that change and are dropped, and the feed."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from tests.conftest import Run
from tests.formulieren import dossier_in
from tests.verhaal import git

DAY = ("--peildatum", "2026-11-21")
MEETING = "data/bijeenkomsten/2026-12-10-jaarlijkse-bijeenkomst.yaml"
FILE = "bijeenkomst-2026-12-10-jaarlijkse-bijeenkomst.ics"


class Dossier:
    """A dossier in git of which the calendar is exported again and again."""

    def __init__(self, root: Path, convenant: Run) -> None:
        self.root, self._convenant, self._number = root, convenant, 0

    def commit(self, message: str = "x") -> None:
        git(self.root, "add", "-A", "data")
        git(self.root, "commit", "-q", "--allow-empty", "-m", message)

    def change(self, old: str, new: str, name: str = MEETING) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def export(self) -> dict[str, bytes]:
        self._number += 1
        folder = self.root.parent / f"kalender{self._number}"
        done = self._convenant("-C", self.root, "export", "agenda", "--naar", folder, *DAY)
        assert done.code == 0, done.err
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

    def event(self, name: str = FILE) -> tuple[str, Any]:
        calendar = read(self.export()[name])
        return calendar.method.value, calendar.vevent


@pytest.fixture
def dossier(tmp_path: Path, convenant: Run) -> Dossier:
    made = Dossier(dossier_in(tmp_path / "dossier"), convenant)
    git(made.root, "init", "-q")
    made.commit()
    return made


def read(raw: bytes) -> Any:
    calendar = vobject.readOne(raw.decode())
    calendar.validate()
    return calendar


def test_an_invitation_says_what_calendars_need(dossier: Dossier) -> None:
    method, event = dossier.event()
    assert method == "REQUEST"
    assert event.sequence.value == "0"
    assert event.dtstart.value.astimezone(UTC) == datetime(2026, 12, 10, 13, 0, tzinfo=UTC)
    assert event.dtend.value.astimezone(UTC) == datetime(2026, 12, 10, 15, 30, tzinfo=UTC)
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Amsterdam"]
    assert event.organizer.value == "mailto:convenant@alphenaandenrijn.example"
    invited = {one.value for one in event.contents["attendee"]}
    assert "mailto:convenant@halt.example" in invited
    assert event.organizer.value not in invited
    assert len(invited) == 12
    assert "7. Looptijd en evaluatie van het convenant" in event.description.value
    assert event.location.value == "Gemeentehuis Alphen aan den Rijn"


def test_summer_and_winter_are_in_the_file_itself(dossier: Dossier) -> None:
    dossier.change("datum: 2026-12-10", "datum: 2027-07-01")
    path = dossier.root / MEETING
    path.rename(path.with_name("2027-07-01-jaarlijkse-bijeenkomst.yaml"))
    _, event = dossier.event("bijeenkomst-2027-07-01-jaarlijkse-bijeenkomst.ics")
    assert event.dtstart.value.astimezone(UTC) == datetime(2027, 7, 1, 12, 0, tzinfo=UTC)
    assert event.dtstart.value.utcoffset() == timedelta(hours=2)


def test_the_number_rises_over_revisions_and_a_dropped_meeting_is_cancelled(dossier: Dossier) -> None:
    _, first = dossier.event()
    dossier.change("aanvang: 14:00", "aanvang: 13:30")
    _, on_disk = dossier.event()
    dossier.commit()
    _, second = dossier.event()
    dossier.change("uitnodiging_verzonden_op: 2026-10-29", "uitnodiging_verzonden_op: 2026-10-30")
    dossier.commit("shows nothing")
    _, unseen = dossier.event()
    dossier.change("plaats: Gemeentehuis", "plaats: Oude raadzaal, gemeentehuis")
    dossier.commit()
    _, third = dossier.event()
    dossier.change("status: gepland", "status: vervallen")
    dossier.commit()
    method, last = dossier.event()
    numbers = [int(event.sequence.value) for event in (first, on_disk, second, unseen, third, last)]
    assert numbers == [0, 1, 1, 1, 2, 3]
    assert {event.uid.value for event in (first, on_disk, second, unseen, third, last)} == {first.uid.value}
    assert (method, last.status.value) == ("CANCEL", "CANCELLED")


def test_a_meeting_on_another_day_is_the_same_appointment(dossier: Dossier) -> None:
    _, first = dossier.event()
    dossier.change("datum: 2026-12-10", "datum: 2026-12-17")
    moved = "data/bijeenkomsten/2026-12-17-jaarlijkse-bijeenkomst.yaml"
    (dossier.root / MEETING).rename(dossier.root / moved)
    name = "bijeenkomst-2026-12-17-jaarlijkse-bijeenkomst.ics"
    on_disk = dossier.export()
    dossier.commit()
    committed = dossier.export()
    for files in (on_disk, committed):
        assert [one for one in files if one.startswith("bijeenkomst")] == [name]
        event = read(files[name]).vevent
        assert event.uid.value == first.uid.value
        assert event.sequence.value == "1"


@pytest.mark.parametrize("committed", [False, True])
def test_a_meeting_that_was_taken_away_is_cancelled(dossier: Dossier, committed: bool) -> None:
    _, first = dossier.event()
    (dossier.root / MEETING).unlink()
    if committed:
        dossier.commit()
    method, event = dossier.event()
    assert method == "CANCEL"
    assert event.uid.value == first.uid.value
    assert event.sequence.value == "1"


def test_what_is_held_or_over_is_not_sent_again(dossier: Dossier) -> None:
    assert [name for name in dossier.export() if name.startswith("bijeenkomst")] == [FILE]


def test_the_same_records_and_history_give_the_same_bytes(dossier: Dossier) -> None:
    assert dossier.export() == dossier.export()


def test_the_feed_has_meetings_deadlines_renewal_and_notice(dossier: Dossier) -> None:
    calendar = read(dossier.export()["kalender.ics"])
    events = calendar.contents["vevent"]
    told = {event.summary.value: event for event in events}
    assert calendar.method.value == "PUBLISH"
    assert not any("attendee" in event.contents for event in events)
    assert len({event.uid.value for event in events}) == len(events)
    assert "Jaarlijkse bijeenkomst 2026" in told
    (statement,) = [one for text, one in told.items() if "laatste dag voor de verklaring over 2026" in text]
    assert statement.dtstart.value == date(2026, 12, 9)  # the day before the meeting, as was agreed
    assert statement.dtend.value == date(2026, 12, 10)
    assert "Scope" in statement.description.value
    assert any("De termijn van het convenant eindigt" in text for text in told)
    assert any(text.startswith("Actie ") for text in told)


def test_the_last_day_of_notice_is_in_the_feed(dossier: Dossier) -> None:
    name = "data/convenant.yaml"
    text = (dossier.root / name).read_text(encoding="utf-8")
    with_notice = re.sub(r"\n( +)verlenging_duur: .*", r"\g<0>\n\1opzegtermijn: 6 maanden", text, count=1)
    (dossier.root / name).write_text(with_notice, encoding="utf-8")
    told = [event.summary.value for event in read(dossier.export()["kalender.ics"]).contents["vevent"]]
    assert any("laatste dag waarop een partij kan opzeggen" in one for one in told)


def test_a_deadline_that_moves_stays_the_same_event(dossier: Dossier) -> None:
    name = "data/jaarplan/2026/acties"
    before = {event.uid.value: event for event in read(dossier.export()["kalender.ics"]).contents["vevent"]}
    path = next(path for path in sorted((dossier.root / name).iterdir()) if b"gereed: 2026-12-1" in path.read_bytes())
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"gereed: 2026-12-\d\d", "gereed: 2026-12-23", text, count=1), encoding="utf-8")
    dossier.commit()
    after = {event.uid.value: event for event in read(dossier.export()["kalender.ics"]).contents["vevent"]}
    moved = [uid for uid in before if before[uid].dtstart.value != after[uid].dtstart.value]
    assert before.keys() == after.keys()
    assert len(moved) == 1
    assert int(after[moved[0]].sequence.value) > int(before[moved[0]].sequence.value)


def test_lines_are_folded_at_75_octets_and_text_is_text(dossier: Dossier) -> None:
    title = "Überleg; één, twee\\n drie: BEGIN:VALARM " + "ë" * 90
    dossier.change("titel: Jaarlijkse bijeenkomst 2026", f"titel: '{title}'")
    dossier.change("titel: ", f"titel: '{title}' # ", "data/convenant.yaml")
    files = dossier.export()
    assert read(files["kalender.ics"]).contents["x-wr-calname"][0].value.replace("\\", "") == title.replace("\\", "")
    assert b"X-WR-CALNAME:\xc3\x9cberleg\\; " in files["kalender.ics"]
    raw = files[FILE]
    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    assert read(raw).vevent.summary.value == title
    assert raw.count(b"\r\nBEGIN:") + 1 == raw.count(b"\r\nEND:")


def test_no_private_value_comes_into_a_calendar(dossier: Dossier, convenant: Run) -> None:
    (dossier.root / "prive").mkdir()
    (dossier.root / "prive/personen.yaml").write_text(
        "personen:\n  - partner: halt\n    als: contactpersoon\n    naam: Fenna Zandstra-Oord\n"
        "    email: f.zandstra@halt.example\n",
        encoding="utf-8",
    )
    assert not any(b"andstra" in raw for raw in dossier.export().values())
    dossier.change("plaats: Gemeentehuis", "plaats: Bij Fenna Zandstra-Oord, gemeentehuis")
    done = convenant("-C", dossier.root, "export", "agenda", "--naar", dossier.root.parent / "k", *DAY, code=2)
    assert "Zandstra" not in done.err


def test_without_git_it_is_said_that_changes_do_not_count(tmp_path: Path, convenant: Run) -> None:
    root = dossier_in(tmp_path / "dossier")
    done = convenant("-C", root, "export", "agenda", "--naar", tmp_path / "k", *DAY, code=0)
    assert "zonder commits in git" in done.err
    assert read((tmp_path / "k" / FILE).read_bytes()).vevent.sequence.value == "0"


def test_a_shallow_clone_cannot_tell_the_number(dossier: Dossier, tmp_path: Path, convenant: Run) -> None:
    dossier.change("aanvang: 14:00", "aanvang: 13:30")
    dossier.commit()
    clone = tmp_path / "kloon"
    git(dossier.root, "clone", "-q", "--depth", "1", dossier.root.as_uri(), str(clone))
    done = convenant("-C", clone, "export", "agenda", "--naar", tmp_path / "k", *DAY, code=2)
    assert "git fetch --unshallow" in done.err


def test_an_organiser_without_a_mailbox_cannot_invite(dossier: Dossier, convenant: Run) -> None:
    name = "data/partners/gemeente.yaml"
    text = (dossier.root / name).read_text(encoding="utf-8")
    head, _, rest = text.partition("aanspreekpunten:")
    (dossier.root / name).write_text(re.sub(r"\n +email: .*", "", head) + "aanspreekpunten:" + rest, encoding="utf-8")
    done = convenant("-C", dossier.root, "export", "agenda", "--naar", dossier.root.parent / "k", *DAY, code=2)
    assert "heeft geen postbus" in done.err

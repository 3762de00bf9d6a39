"""Een vastgestelde lezing van een bepaling noemt wanneer en door wie zij is vastgesteld.

Waarom: elk nalevingsrapport steunt op deze lezingen. Een partij moet kunnen nagaan waar zij vandaan komen.
Herstel: vul `besloten_op` in, met `besloten_in` of `besloten_door`. Is er nog niets besloten, dan is de
status voorstel.
"""

from collections.abc import Iterator

from convenant_cli.findings import Melding
from convenant_cli.records import Convenant


def check_one(convenant: Convenant) -> Iterator[Melding]:
    for number, lezing in enumerate(convenant.interpretaties):
        path = ("interpretaties", number)
        if lezing.status == "vastgesteld":
            place = convenant.at(*path, "status")
            if lezing.besloten_op is None:
                yield Melding(place, f"de lezing '{lezing.id}' is vastgesteld, maar 'besloten_op' ontbreekt")
            if lezing.besloten_in is None and lezing.besloten_door is None:
                message = f"de lezing '{lezing.id}' is vastgesteld, maar er staat niet door wie"
                yield Melding(place, message, "vul 'besloten_in' of 'besloten_door' in")
        elif lezing.besloten_in is not None:
            message = f"de lezing '{lezing.id}' is nog een voorstel, maar 'besloten_in' is ingevuld"
            yield Melding(convenant.at_key(*path, "besloten_in"), message)

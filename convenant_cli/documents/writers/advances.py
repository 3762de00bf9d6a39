"""How wide each letter is in fonts that are not as wide as Arial, and where lines of them can end."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

#: The signs behind the tilde of which the width is known: of texts, and before the word for a state.
_MORE = "’‘“”–—…•€°·×→●○◊►"
#: Of a font, plain and bold: how wide its signs are, in thousandths of their size, from the space to the tilde, and
#: then those. Of Calibri they are read from Carlito, and of Times New Roman from Liberation Serif, that are as wide.
_WIDTHS = {
    "calibri": (
        "226 326 401 498 507 715 682 221 303 303 498 498 250 306 252 386 507 507 507 507 507 507 507 507 507 507 "
        "268 268 498 498 498 463 894 579 544 533 615 488 459 631 623 252 319 520 420 855 646 662 517 673 543 459 "
        "487 642 567 890 519 487 468 307 386 307 498 498 291 479 525 423 525 498 305 471 525 229 239 455 229 799 "
        "525 527 525 525 349 391 335 525 452 715 433 453 395 314 460 314 498 250 250 418 418 498 905 690 498 507 "
        "339 252 498 905 604 550 511 769",
        "226 326 438 498 507 729 705 233 312 312 498 498 258 306 267 430 507 507 507 507 507 507 507 507 507 507 "
        "276 276 498 498 498 463 898 606 561 529 630 488 459 637 631 267 331 547 423 874 659 676 532 686 563 473 "
        "495 653 591 906 551 520 478 325 430 325 498 498 300 494 537 418 537 503 316 474 537 246 255 480 246 813 "
        "537 538 537 537 355 399 347 537 473 745 459 474 397 344 475 344 498 258 258 435 435 498 905 711 498 507 "
        "342 268 498 905 604 550 534 769",
    ),
    "times new roman": (
        "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 "
        "278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 "
        "611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 "
        "500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541 333 333 444 444 500 1000 1000 350 "
        "500 400 250 564 1000 604 604 494 990",
        "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 "
        "333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 "
        "667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 "
        "556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520 333 333 500 500 500 1000 1000 350 "
        "500 400 250 570 1000 604 604 494 990",
    ),
    "dejavu sans": (
        "318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 "
        "337 337 838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 "
        "611 732 684 989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 "
        "634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838 318 318 518 518 500 1000 1000 590 "
        "636 500 318 838 838 873 873 494 769",
        "348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696 696 "
        "400 400 838 838 838 580 1000 774 762 734 830 683 683 821 837 372 372 775 637 995 837 850 733 850 770 720 "
        "682 812 774 1103 771 724 725 457 365 457 838 500 500 675 716 593 716 678 435 716 712 343 343 665 343 "
        "1042 712 687 716 716 493 595 478 712 652 924 645 652 582 712 365 712 838 380 380 657 657 500 1000 1000 "
        "639 696 500 380 838 838 873 873 494 769",
    ),
}
#: Fonts that have the same widths under a name of their own.
_TWINS = {"carlito": "calibri", "liberation serif": "times new roman"}
_ARIAL = ("", "Arial", "Liberation Sans")
#: Signs that are as wide as another.
_LIKE = {"\xa0": " ", "\u2011": "-"}
#: A space in bold letters.
BOLD = "  "
_NONE = "\u200b\u2060\xad"
_OTHER = 838  # of a sign that is not known, as most that are no letter
_BREAKS = re.compile(r"[^-–\u200b]*[-–\u200b]+|[^-–\u200b]+")
_PATH = re.compile(r"[^/]*/+|[^/]+")


def is_known(font: str) -> bool:
    """Tell whether the letters of a font are known one by one."""
    return _name(font) in _WIDTHS


def is_arial(font: str) -> bool:
    """Tell whether a font is Arial or as wide, and is set as it is."""
    return font in _ARIAL


def is_sure(font: str) -> bool:
    """Tell whether it is known where lines end in a font: in one that is known, and in Arial, as Typst sets it."""
    return is_arial(font) or is_known(font)


def parts(font: str, pieces: Iterable[tuple[str, bool]], room: float) -> list[float | str]:
    """Return how wide the parts of a text are that no line breaks, in times the size of the letters.

    Between words a space stands as it is, ``BOLD`` for a bold one, and so does the end of a line. A part that is wider
    than ``room`` is cut, behind a slash when it has one. ``pieces`` are bold or not.
    """
    plain, bold = (_advances(_name(font), weight) for weight in (0, 1))
    out: list[float | str] = []
    word, wide = "", list[float]()
    for sign, is_bold in ((sign, is_bold) for text, is_bold in pieces for sign in text):
        if sign in " \n":
            out += [*_cut(word, wide, room), BOLD if sign == " " and is_bold else sign]
            word, wide = "", []
        else:
            word += sign
            wide.append(_width(sign, bold if is_bold else plain))
    return [*out, *_cut(word, wide, room)]


def width(text: str, font: str, *, bold: bool) -> float:
    """Return how wide a text is in a font that is known, in times the size of the letters."""
    known = _advances(_name(font), int(bold))
    return sum(_width(sign, known) for sign in text)


def spaces(font: str) -> tuple[float, float]:
    """Return how wide a space is, plain and bold, in times the size of the letters."""
    plain, bold = (_advances(_name(font), weight)[" "] for weight in (0, 1))
    return plain, bold


def _cut(word: str, wide: Sequence[float], room: float) -> Iterator[float]:
    """Yield how wide the parts of a word are that a line can end behind."""
    for start, end in _spans(_BREAKS, word):
        if sum(wide[start:end]) <= room:
            yield sum(wide[start:end])
            continue
        for begin, until in _spans(_PATH, word[start:end]):
            part = 0.0
            for one in wide[start + begin : start + until]:
                if part and part + one > room:
                    yield part
                    part = 0.0
                part += one
            yield part


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


@cache
def _name(font: str) -> str:
    name = font.strip("'\" ").lower()
    return _TWINS.get(name, name)


@cache
def _advances(font: str, weight: int) -> Mapping[str, float]:
    signs = "".join(map(chr, range(32, 127))) + _MORE
    return {sign: int(wide) / 1000 for sign, wide in zip(signs, _WIDTHS[font][weight].split(), strict=True)}


def _width(sign: str, advances: Mapping[str, float]) -> float:
    """Return how wide a sign is; a letter with a mark is as wide as that letter."""
    if sign in _NONE:
        return 0.0
    plain = _LIKE.get(sign) or unicodedata.normalize("NFD", sign)[0]
    return advances.get(plain, _OTHER / 1000)

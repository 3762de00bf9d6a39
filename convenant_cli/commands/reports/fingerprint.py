"""A name for a finding that stays the same while lines move and days pass, so that systems recognise it."""

import re
from collections import Counter
from collections.abc import Iterable

from convenant_cli.findings import Finding

_NUMBER = re.compile(r"\d+")


def fingerprints(findings: Iterable[Finding]) -> dict[Finding, str]:
    """Return the fingerprint of every finding: 32 hexadecimal digits, unique among them.

    It rests on the file, the rule and the sentence. The numbers in the sentence do not count ("nog 12 dagen" is
    another number tomorrow); findings that then look the same are numbered in the order of the file.
    """
    import hashlib

    seen: Counter[str] = Counter()
    out: dict[Finding, str] = {}
    for finding in sorted(findings):
        same = "\0".join((finding.position.file, finding.rule, _NUMBER.sub("#", finding.message)))
        out[finding] = hashlib.sha256(f"{same}\0{seen[same]}".encode(errors="surrogateescape")).hexdigest()[:32]
        seen[same] += 1
    return out

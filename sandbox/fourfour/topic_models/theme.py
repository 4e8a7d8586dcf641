"""How insights fall into topics. The vendor's own way is unknown; ours is the simplest that its settings mean something in (proposed)."""

from collections.abc import Iterable
from dataclasses import dataclass

OUTLIERS = "Other"


@dataclass(frozen=True)
class Finding:
    id: str
    kind: str


@dataclass(frozen=True)
class Theme:
    name: str
    insights: tuple[str, ...]
    is_outlier: bool = False


def themes(findings: Iterable[Finding], *, smallest: int, most: int) -> list[Theme]:
    """One for each kind of insight, the largest first; what is too small, or one too many, is an outlier."""
    groups: dict[str, list[str]] = {}
    for finding in findings:
        groups.setdefault(finding.kind, []).append(finding.id)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    kept = [(kind, ids) for kind, ids in ordered if len(ids) >= smallest][:most]
    rest = [each for group in ordered if group not in kept for each in group[1]]
    found = [Theme(kind.replace("_", " ").capitalize(), tuple(ids)) for kind, ids in kept]
    return [*found, Theme(OUTLIERS, tuple(rest), is_outlier=True)] if rest else found

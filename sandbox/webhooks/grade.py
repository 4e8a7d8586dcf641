"""Whether a receiver of webhooks does what it should."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from sandbox.webhooks.checks import Check, Expected
from sandbox.webhooks.exchange import Answer, exchange

NOT_IMPLEMENTED = 501
"""What a server says that knows no such method: no failure of its own."""


class NobodyAnswers(Exception):
    """No connection to the receiver can be made."""


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    NOTE = "note"
    """Not as one would wish, and no fault."""


@dataclass(frozen=True)
class Finding:
    check: Check
    answer: Answer
    verdict: Verdict
    remark: str
    """Why the verdict is not RIGHT."""


def grade(url: str, checks: Iterable[Check], *, patience: float, limit: float) -> Iterator[Finding]:
    """One check after the other, each answer awaited for `patience` seconds; the sender would wait for `limit`.

    Raises NobodyAnswers if there is no connection for the first.
    """
    for number, check in enumerate(checks):
        answer = exchange(url, check.request, patience=patience)
        if number == 0 and not answer.connected:
            raise NobodyAnswers(answer.error)
        verdict = judge(check.expected, answer, limit)
        yield Finding(check, answer, verdict, "" if verdict is Verdict.RIGHT else remark(check, answer, limit))


def judge(expected: Expected, answer: Answer, limit: float) -> Verdict:
    if expected is Expected.ACCEPT:
        return Verdict.RIGHT if answer.is_success and answer.seconds <= limit else Verdict.WRONG
    if answer.status is not None and (300 <= answer.status < 500 or answer.status == NOT_IMPLEMENTED):
        return Verdict.RIGHT
    broke = answer.status is not None and answer.status >= 500
    return Verdict.NOTE if broke or expected is Expected.BETTER_REFUSE else Verdict.WRONG


def remark(check: Check, answer: Answer, limit: float) -> str:
    if answer.status is None:
        return answer.error
    if check.expected is not Expected.ACCEPT:
        return "it broke rather than refuse" if answer.status >= 500 else check.hint
    if answer.is_success:
        return f"the vendor gives up after {limit:g} s and sends it again (inferred)"
    if 300 <= answer.status < 400:
        return "a redirected POST arrives as a GET, if at all; give the address it leads to"
    return check.hint


@dataclass(frozen=True)
class ReportCard:
    findings: Sequence[Finding]
    limit: float
    """Seconds that the sender waits for an answer."""

    @property
    def passed(self) -> bool:
        return not self.of(Verdict.WRONG)

    def of(self, verdict: Verdict) -> list[Finding]:
        return [finding for finding in self.findings if finding.verdict is verdict]

    @property
    def wrongly_accepted(self) -> list[str]:
        return [finding.check.about for finding in self.of(Verdict.WRONG) if _accepted(finding) and not _wanted(finding)]

    @property
    def wrongly_refused(self) -> list[str]:
        return [finding.check.about for finding in self.of(Verdict.WRONG) if _wanted(finding) and not _accepted(finding)]

    @property
    def duplicate(self) -> str:
        """All that can be seen of idempotence from outside."""
        first, again = (finding.answer for finding in self.findings[:2])
        if None in (first.status, again.status):
            return "no answer"
        if first.status != again.status:
            return f"{again.status}, and {first.status} the first time"
        return "the same answer" if first.body == again.body else "the same status and another text"

    @property
    def seconds(self) -> list[float]:
        return [finding.answer.seconds for finding in self.findings if finding.answer.status is not None]

    @property
    def median(self) -> float | None:
        return median(self.seconds) if self.seconds else None

    @property
    def slowest(self) -> float | None:
        return max(self.seconds, default=None)


def _accepted(finding: Finding) -> bool:
    return finding.answer.is_success


def _wanted(finding: Finding) -> bool:
    return finding.check.expected is Expected.ACCEPT

"""The mail that brings a report."""

from sandbox.mail.letter import Attachment, Correspondent, Letter, one_line
from sandbox.tenfold.reports.csv_file import csv_file
from sandbox.tenfold.reports.order import Order
from sandbox.tenfold.reports.pages import page
from sandbox.tenfold.reports.report import Report
from sandbox.tenfold.reports.spelling import file_stem, period_words

SENDER = Correspondent("Tenfold Analytics", "reports@tenfold.example")
"""Proposed: nobody knows the vendor's, and from this one no answer leads anywhere."""


def written(report: Report, order: Order) -> Letter:
    """To the caller's own address (confirmed). No name that a client chose gets into a header, and none breaks a line."""
    file, period, about = f"{file_stem(report.kind, order.period)}.csv", period_words(order.period), one_line(report.about)
    known = {"title": report.title, "about": about, "period": period, "remark": report.remark, "file": file, "figures": report.figures}
    return Letter(
        sender=SENDER,
        recipient=Correspondent(order.caller.name, order.caller.username),
        subject=f"{report.title}: {period}",
        text=_text(report, about, period, file),
        html=page(report.page, **known, company=order.organization.company, **report.values),
        attachments=(Attachment(name=file, kind="csv", content=csv_file(report.table)),),
    )


def _text(report: Report, about: str, period: str, file: str) -> str:
    figures = ", ".join(f"{number} {name}" for number, name in report.figures)
    lines = [f"{report.title}: {about}", period, "", figures, "", *report.lines, "", *filter(None, [report.remark])]
    return "\n".join([*lines, f"All numbers are in the attached file {file}.", ""])

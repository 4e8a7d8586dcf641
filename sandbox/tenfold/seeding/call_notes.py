"""What is noted of the calls that no CRM knows; none of it matters, as in life."""

STRANGERS = (
    None,
    None,
    None,
    "Wrong number; was after the dentist.",
    "Wants to sell us toner.",
    "Asked for our address, for a delivery.",
    "A student with a survey. Took part, to be nice.",
)

RECEPTION = (
    None,
    None,
    "Reception did not say who wanted us.",
    "Asked which of us looks after them.",
    "Reception will tell them that we called.",
)

AMONG_COLLEAGUES = (
    None,
    None,
    None,
    "Lunch moved to one.",
    "Has the better numbers for the forecast; will send them.",
    "Covers for me on Friday.",
)

TRANSFERS = (
    ("Invoice, then a fault", "First about an invoice, then a fault: put through to {other}.", "Fault is known, told them the workaround."),
    ("Who is my contact?", "Wanted somebody who knows the contract; {other} does.", "Went through the contract, page by page."),
    ("Number of licences", "Asked for {other}.", "They grow by four people in spring and wanted to know what that costs."),
    ("Change of address", "Would rather tell {other}, who has their file.", "New address is in. Old one is a bakery now."),
)
"""The subject, the note of who answered, and the note of who took over."""

CRM_ERRORS = (
    "The record is locked by another user.",
    "The daily limit of requests is used up.",
    "The field Disposition does not accept this value.",
    "The CRM did not answer within 30 seconds.",
)

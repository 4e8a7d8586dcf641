"""What is noted of the calls that no CRM knows; none of it matters, as in life. The more of a kind there are, the less of each is read."""

STRANGERS = (
    "Wrong number; was after the dentist.",
    "Wrong number.",
    "Wanted the company next door.",
    "Wants to sell us toner.",
    "Sales call, declined.",
    "Offered us a new electricity contract.",
    "Asked for our address, for a delivery.",
    "Parcel service, asked which entrance to take.",
    "A student with a survey. Took part, to be nice.",
    "Nobody spoke.",
    "Bad line; they try again.",
    "Asked whether we are hiring.",
)

RECEPTION = (
    "Reception did not say who wanted us.",
    "Asked which of us looks after them.",
    "Reception will tell them that we called.",
    "Nobody free, they call back.",
    "Left a message with reception.",
    "Was on hold and gave up.",
    "Only wanted our opening hours.",
    "Asked for a direct number, gave mine.",
    "Everybody at lunch; again after two.",
    "Reception is new and knows nobody yet.",
)

AMONG_COLLEAGUES = (
    "Lunch moved to one.",
    "Has the better numbers for the forecast; will send them.",
    "Covers for me on Friday.",
    "Asked for the slides.",
    "Meeting room is taken, we take the small one.",
    "Quick question about the calendar.",
    "Back at my desk after three.",
    "Sends me the list this afternoon.",
)

TRANSFERS = (
    (
        "Invoice, then a fault",
        (
            "First about an invoice, then a fault: put through to {other}.",
            "Invoice is clear. The fault is one for {other}.",
            "Answered the invoice question, gave the fault to {other}.",
            "Two matters; kept the invoice, {other} has the fault.",
        ),
        (
            "Fault is known, told them the workaround.",
            "Known fault, a fix is on its way.",
            "Workaround sent by e-mail.",
            "Could see the fault myself and wrote it down.",
            "It went away while we spoke. They call if it is back.",
            "Told them how to get around it for now.",
        ),
    ),
    (
        "Who is my contact?",
        (
            "Wanted somebody who knows the contract; {other} does.",
            "Contract question, put through to {other}.",
            "Did not know whom to ask. {other} takes it.",
            "Their contact has changed, it is {other} now.",
        ),
        (
            "Went through the contract, page by page.",
            "Told them what the contract says about notice.",
            "I am their contact now, and they have my number.",
            "Sent them a copy of the contract.",
            "A short question about the contract, answered.",
            "They wanted to know the end date.",
        ),
    ),
    (
        "Number of licences",
        (
            "Asked for {other}.",
            "Licences; {other} has the prices.",
            "Wants more licences, so {other} talks to them.",
            "Passed on to {other}, about licences.",
        ),
        (
            "They grow by four people in spring and wanted to know what that costs.",
            "Price for a few more licences, by e-mail.",
            "Told them how many licences are in use.",
            "They have some to spare and need none now.",
            "Three new people next month.",
            "Asked what an extra licence costs in the middle of the year.",
        ),
    ),
    (
        "Change of address",
        (
            "Would rather tell {other}, who has their file.",
            "New address; {other} keeps their file.",
            "They are moving, {other} enters it.",
            "Address has changed, put through to {other}.",
        ),
        (
            "New address is in.",
            "New address is in. Old one is a bakery now.",
            "Changed the address, invoices as well.",
            "Only the postal address changes.",
            "They move at the end of the month; entered it.",
            "Address corrected, it was the house number.",
            "Entered the address and read it back.",
            "Address of the branch, not of the head office.",
        ),
    ),
)
"""The subject, notes of who answered, and notes of who took over."""

CRM_ERRORS = (
    "The record is locked by another user.",
    "The daily limit of requests is used up.",
    "The field Disposition does not accept this value.",
    "The CRM did not answer within 30 seconds.",
)

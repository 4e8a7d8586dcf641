"""What is noted of ordinary phone calls: by subject, what came of it and what is next. Any two of them go together."""

from itertools import product

NOTES = {
    "Follow-up on the offer": (
        (
            "They have read it; questions about the term.",
            "Offer read, the price is fine, the term is the open point.",
            "Went through the offer page by page and stopped at the term.",
            "No objection to the price. They want the notice period spelled out.",
            "Explained how they can leave after the first year.",
            "Two years look long to them; explained the notice.",
        ),
        (
            "Call again next week.",
            "It goes to the director now.",
            "I send a version with the term on page one.",
            "They show it around and I call next week.",
            "Nothing to do before the director has seen it.",
            "Clearer version to follow, then another call.",
        ),
    ),
    "Introduction": (
        (
            "Explained what we do.",
            "First call, friendly and short.",
            "They had not heard of us.",
            "Told them about office and road in two minutes.",
            "Today they do everything by telephone.",
            "Looks after such things, unless money is involved.",
        ),
        (
            "Asked for material by e-mail.",
            "Send something to pass on.",
            "The overview goes out by e-mail.",
            "They would like to read first.",
            "Wants a few pages, not a brochure.",
            "E-mail first, then we see.",
        ),
    ),
    "Renewal date": (
        (
            "Confirmed the date and the number of seats.",
            "Date is as we have it, seats stay.",
            "Went through the renewal, nothing changes.",
            "They have the same date in the calendar.",
            "Seats unchanged; people left and as many arrived.",
            "Renewal is on their list for the end of the quarter.",
        ),
        (
            "Confirmation in writing goes out.",
            "Send both in writing.",
            "Paper to follow.",
            "No call needed until then.",
            "Order form next.",
            "They wait for our letter.",
        ),
    ),
    "Question about an invoice": (
        (
            "Forwarded to billing with the invoice number.",
            "Same line twice on the invoice; probably two months.",
            "Two months with the same words, as far as I can see.",
            "They do not see which month is which.",
            "Took down the invoice number.",
            "Their accountant stumbled over two equal lines.",
        ),
        (
            "Billing answers directly.",
            "They would like the months spelled out.",
            "Billing has it.",
            "Nothing more for me to do.",
            "They wait for a mail from billing.",
            "Asked billing to write to them.",
        ),
    ),
    "Demo appointment": (
        (
            "Date found, invitation sent.",
            "They want to see the product, planners first.",
            "Three of them will be there.",
            "Agreed on a date next week.",
            "Two planners and a technician take part.",
            "Thursday morning suits everybody.",
        ),
        (
            "Under an hour, please.",
            "Show the planning board first.",
            "Keep it practical for the technician.",
            "Prepare an example from their trade.",
            "Invitation is out.",
            "No slides, they said.",
        ),
    ),
    "Quick help": (
        (
            "Walked through the settings, works now.",
            "A switch had moved; found it together.",
            "Weekend shifts were off, they are on again.",
            "They could not find the calendar settings.",
            "Settings, calendars, the wheel beside the name.",
            "Was looking in the old place.",
        ),
        (
            "Solved on the phone.",
            "No case needed.",
            "Will tell the others.",
            "Took a few minutes.",
            "All good when we hung up.",
            "Perhaps something for the help page.",
        ),
    ),
    "Reference call": (
        (
            "Glad to speak to a prospect of ours.",
            "Agreed to be a reference.",
            "Says yes to a reference call.",
            "They will talk to the other company.",
            "Happy to help, as long as they may be honest.",
            "Will speak about the first weeks, good and bad.",
        ),
        (
            "Use the direct number.",
            "I pass the number on.",
            "Thank them afterwards.",
            "Tell the prospect that they expect a call.",
            "Same trade and about the same size.",
            "Let them know how it ends.",
        ),
    ),
    "Reschedule": (
        (
            "Moved our meeting to the following week.",
            "Several of them are ill; a week later.",
            "They cannot make it this week.",
            "Same day and hour, one week later.",
            "Half of the team has a cold.",
            "Put off by a week.",
        ),
        (
            "Invitation is changed.",
            "Everybody else is free, too.",
            "Their list of questions stays as it is.",
            "Told the others.",
            "Agenda unchanged.",
            "Moved it for all of us.",
        ),
    ),
}
SUBJECTS = {
    True: tuple(subject for subject in NOTES if subject != "Introduction"),
    False: ("Follow-up on the offer", "Introduction", "Demo appointment", "Reschedule"),
}
"""By whether the other side has bought."""


def full_notes(subject: str) -> tuple[str, ...]:
    outcomes, next_steps = NOTES[subject]
    return tuple(f"{outcome} {step}" for outcome, step in product(outcomes, next_steps))


def hasty_notes(subject: str) -> tuple[str, ...]:
    """None of them is a full one."""
    return NOTES[subject][0]

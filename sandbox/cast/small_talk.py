"""Short conversations for the grown part of a cast. `us` and `them` speak in turn; the starred line is what the insight quotes."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.cast.kind import Kind


@dataclass(frozen=True, kw_only=True)
class Talk:
    name: str
    kinds: tuple[Kind, ...]
    purpose: str
    topic: str
    """The key of a topic, if the workspace has it."""
    lines: tuple[str, ...]
    """`us: ...` or `them: ...`; `{customer}`, `{us}`, `{them}` and `{count}` are filled in; one begins with `*`."""
    summary: str
    insight: tuple[str, str, str, str]
    """Type, title, text, sentiment."""
    with_buyers: bool = True
    """Whether the other side has the product; if not, it thinks about buying it."""

    def utterances(self, words: Mapping[str, str]) -> list[tuple[str, str]]:
        """Who, `us` or `them`, and what."""
        return [(side, text) for line in self.lines for side, _, text in [told(line.lstrip("*"), words).partition(": ")]]

    @property
    def quoted(self) -> int:
        """The place of the utterance that the insight quotes."""
        return next(at for at, line in enumerate(self.lines) if line.startswith("*"))


def told(text: str, words: Mapping[str, str]) -> str:
    """`text` with its gaps filled; a name that ends in a full stop ends the sentence, too."""
    for gap, word in words.items():
        if word.endswith("."):
            text = text.replace(f"{{{gap}}}.", f"{{{gap}}}")
    return text.format(**words)


TALKS = (
    Talk(
        name="Check-in with {customer}",
        kinds=(Kind.MEETING, Kind.CALL),
        purpose="customer_success",
        topic="reporting",
        summary="{them} is content overall and wants the monthly figures without asking for them. {us} showed scheduled reports.",
        insight=("job_to_be_done", "Monthly figures without asking", "Wants the monthly numbers to arrive by themselves.", "neutral"),
        lines=(
            "us: Hi {them}, good to hear you. How has the month been?",
            "them: Busy, but the good kind. We closed {count} jobs last week, which is a record for this branch.",
            "us: That is a nice number. Is anything slowing you down at the moment?",
            "*them: Every month I build the same report for my director by hand, and it eats half a morning.",
            "us: You can schedule that one. It goes out as a PDF on the first of the month, to anybody you list.",
            "them: I had no idea. Could you show me where that sits?",
            "us: Under Reports, the clock symbol at the top right. I will send you a short recording as well.",
            "them: Perfect, that alone was worth the call.",
        ),
    ),
    Talk(
        name="First conversation with {customer}",
        kinds=(Kind.MEETING, Kind.CALL),
        purpose="sales",
        topic="scheduling",
        summary="Discovery with {them}. Planning is done on a whiteboard and in spreadsheets for {count} people; a demo is agreed.",
        insight=("pain_point", "Planning on a whiteboard", "Plans are kept on a whiteboard and lost when the day changes.", "negative"),
        with_buyers=False,
        lines=(
            "us: Thanks for making the time, {them}. What made you look around just now?",
            "*them: Our plan lives on a whiteboard, and when somebody calls in sick at seven the whole day falls apart.",
            "us: How many people are on that board?",
            "them: About {count}, in two shifts. The office calls every one of them when something moves.",
            "us: And if you could change one thing by the summer, what would it be?",
            "them: That people see their own day on the phone, and that I stop being the switchboard.",
            "us: Then let me show you exactly that, with a day that breaks in the middle. Would Thursday suit you?",
            "them: Thursday after ten is fine. I will bring our planner along.",
        ),
    ),
    Talk(
        name="Sync trouble at {customer}",
        kinds=(Kind.TICKET, Kind.CHAT),
        purpose="support",
        topic="integrations",
        summary="Records from the ERP arrived late at {customer}. A changed password was the cause; the connection was renewed.",
        insight=("pain_point", "A silent connection failure", "The connection stopped without telling anybody.", "negative"),
        lines=(
            "them: Hello, since yesterday afternoon none of our orders arrive from the ERP. About {count} are missing.",
            "us: Hello {them}, I am on it. Did anything change on your side, a password or a certificate perhaps?",
            "them: Our IT department rotates service passwords every quarter. That may well have been yesterday.",
            "us: That is it, then: the log shows refused sign-ins since 15:10. You can enter the new one under Connections.",
            "*them: Done, and the orders are coming in. But why did nobody tell us that the connection was down?",
            "us: A fair point. I have added your address to the alerts of this connection, and noted the wish for our product team.",
            "them: Thank you for the quick help.",
        ),
    ),
    Talk(
        name="Question about the phone app from {customer}",
        kinds=(Kind.TICKET, Kind.CHAT, Kind.EMAIL),
        purpose="support",
        topic="mobile-app",
        summary="Photos would not upload from basements without reception. {us} explained offline mode, which was switched off.",
        insight=("question", "Working without reception", "Asks how the app behaves where there is no reception.", "neutral"),
        lines=(
            "*them: Our people are in basements half of the day. What happens to photos when there is no reception?",
            "us: With offline mode on, they wait on the phone and go up as soon as it finds a network.",
            "them: Then it must be off for us, since {count} photos from this week are gone.",
            "us: They are not gone. I can see them waiting on the devices; switching offline mode on releases them.",
            "them: Found the switch, and they are trickling in. You saved my Friday.",
        ),
    ),
    Talk(
        name="Price list for {customer}",
        kinds=(Kind.EMAIL, Kind.CALL),
        purpose="sales",
        topic="pricing",
        summary="{them} finds the step between two plans too large for {count} seats and asked for a yearly price.",
        insight=("objection", "The step between plans", "The jump from one plan to the next is too large.", "negative"),
        with_buyers=False,
        lines=(
            "them: Thank you for the offer. I have one question before it goes to our managing director.",
            "us: Of course, go ahead.",
            "*them: For {count} seats the step from the small plan to the large one is hard to explain to anybody.",
            "us: I understand. If you commit for a year, we can keep the small plan's price for the first six months.",
            "them: That I can explain. Please put it into the offer and I will carry it upstairs.",
            "us: You will have it this afternoon, {them}.",
        ),
    ),
    Talk(
        name="Training session at {customer}",
        kinds=(Kind.MEETING,),
        purpose="customer_success",
        topic="onboarding",
        summary="Second training for the planners of {customer}. They can now plan a week alone; {count} people start on Monday.",
        insight=("praise", "Quick to learn", "The planners learnt the board faster than they had feared.", "positive"),
        lines=(
            "us: Welcome back, everybody. Who would like to drag yesterday's open jobs into this week?",
            "them: Let me try. This one goes to the north team, and that one needs the lift platform.",
            "us: Exactly. Do you see the orange edge? It says the platform is booked until noon.",
            "*them: Honestly, I was dreading this, and it took me twenty minutes to get used to it.",
            "us: That is lovely to hear. What worries you about Monday, with {count} people on the board?",
            "them: Only the first phone call that changes everything. But we can undo, I have seen that.",
            "us: And I am on the chat all morning. Nobody will be alone with it.",
        ),
    ),
    Talk(
        name="Comparison at {customer}",
        kinds=(Kind.MEETING, Kind.CALL),
        purpose="sales",
        topic="competition",
        summary="{customer} also talks to Gridlark, which is cheaper. {them} cares most about how fast problems are answered.",
        insight=("competitor_mention", "Gridlark is in the race", "A competitor is cheaper; support speed may decide.", "neutral"),
        with_buyers=False,
        lines=(
            "us: Last week you said that there is a second vendor on the list. May I ask who?",
            "*them: It is Gridlark. They are cheaper on paper, but it took them four days to answer a simple question.",
            "us: What would you need to see from us to feel safe about that?",
            "them: Talk to a customer of our size, {count} technicians or so, and hear how support really is.",
            "us: I have somebody in mind, and will ask today whether they take a call.",
            "them: Then we are good. The decision is at the end of the month.",
        ),
    ),
    Talk(
        name="Slow mornings at {customer}",
        kinds=(Kind.TICKET, Kind.CALL),
        purpose="support",
        topic="reliability",
        summary="The board loads slowly at {customer} around seven. An old browser on {count} machines was the cause.",
        insight=("pain_point", "The board is slow at seven", "Loading is slow when the shift starts.", "negative"),
        lines=(
            "*them: Between seven and half past, the board takes a minute to open, and that is when we need it most.",
            "us: I am sorry, {them}. Is that on every machine or only on some?",
            "them: On the {count} old ones in dispatch. My own laptop is fine.",
            "us: Then I suspect the browser. Which version does it show under Help?",
            "them: Oh. That one is from three years ago. I will have them updated.",
            "us: Please do, and write to me tomorrow at eight whether it helped. I keep the case open until then.",
        ),
    ),
    Talk(
        name="Wish for shared calendars from {customer}",
        kinds=(Kind.EMAIL, Kind.CHAT),
        purpose="research",
        topic="scheduling",
        summary="{them} would like subcontractors to see only their own jobs. Passed to product, with {count} subcontractors as a figure.",
        insight=("feature_request", "A view for subcontractors", "Subcontractors should see their own jobs only.", "neutral"),
        lines=(
            "them: We work with {count} subcontractors, and today we send each of them a screenshot of the week.",
            "us: Thank you for telling us. What should they be able to do, {them}, apart from looking?",
            "*them: They should see their own jobs and nothing else, and tell us when one is done.",
            "us: That is clear, I pass it to our product team with your example. May they call you about it?",
            "them: Gladly, any afternoon.",
        ),
    ),
    Talk(
        name="Winter planning with {customer}",
        kinds=(Kind.MEETING,),
        purpose="customer_success",
        topic="scheduling",
        summary="{them} plans the winter stand-by for {count} people. Swapping shifts by phone is the sore point.",
        insight=("feature_request", "Swap stand-by shifts", "People should swap stand-by shifts among themselves.", "neutral"),
        lines=(
            "us: You wanted to talk about the stand-by, {them}. What does last winter's plan look like?",
            "them: Like a crossword. {count} people, two on call every night, and everybody has a birthday.",
            "us: How do they swap, when somebody cannot?",
            "*them: They ring me at home, and I ring the next one. I would love it if they could swap among themselves.",
            "us: With a rule of your own, I suppose, so that nobody ends up with nine nights.",
            "them: Seven at most, and never a beginner alone.",
            "us: I can set up the first half for you today, and I will tell our product team about the swapping.",
            "them: Half is already better than the crossword.",
        ),
    ),
    Talk(
        name="Renewal of {customer}",
        kinds=(Kind.CALL, Kind.EMAIL),
        purpose="sales",
        topic="pricing",
        summary="{customer} renews for a year with {count} seats, a few less than before; two crews were merged.",
        insight=("praise", "Renews without a discussion", "Renews because the crews would protest otherwise.", "positive"),
        lines=(
            "us: Your year with us is up at the end of next month, {them}. Do you want to change anything?",
            "them: A few seats less, please. We have merged two crews, so {count} will do.",
            "us: No problem. Shall I leave the rest as it is?",
            "*them: Yes. If I took it away from the crews now, they would come and sit in my office.",
            "us: I will put that on a poster. The paper comes today.",
            "them: Without the poster, please.",
        ),
    ),
    Talk(
        name="Duplicate sites at {customer}",
        kinds=(Kind.TICKET,),
        purpose="support",
        topic="integrations",
        summary="{count} sites exist twice after a merger of two lists. {us} merged them by address and kept all history.",
        insight=("job_to_be_done", "Merge without losing history", "Wants duplicates merged without losing old jobs.", "neutral"),
        lines=(
            "them: We took over a smaller firm and imported their list. Now {count} sites are there twice.",
            "us: Congratulations on the firm, and sorry about the list. Are the addresses written alike?",
            "*them: Mostly. Whatever you do, the old jobs must stay, since the warranty hangs on them.",
            "us: They will. I merge by address, move all jobs to the older site, and show you the doubtful ones first.",
            "them: There were four doubtful ones and you were right about all of them. Thank you, {us}.",
        ),
    ),
    Talk(
        name="Security questions from {customer}",
        kinds=(Kind.MEETING, Kind.EMAIL),
        purpose="sales",
        topic="trust",
        summary="IT of {customer} asks about sign-in, backups and where data lives. All answered but one: keys of their own.",
        insight=("question", "Keys of their own", "Asks whether data can be encrypted with a key of the customer.", "neutral"),
        with_buyers=False,
        lines=(
            "them: I am the one who has to say no, so let us see whether I can avoid it.",
            "us: I will do my best, {them}. Where would you like to start?",
            "them: With the sign-in. We have {count} external people who come and go.",
            "us: They come from your directory, and leave with it. Nobody has to be deleted by hand.",
            "*them: Good. And can we bring a key of our own for the encryption?",
            "us: Not today, and I will not talk around it. What I can offer is your own region and a log of every access.",
            "them: Then it is a yes with a footnote. I can live with footnotes.",
        ),
    ),
    Talk(
        name="The new branch of {customer}",
        kinds=(Kind.MEETING, Kind.CALL),
        purpose="customer_success",
        topic="onboarding",
        summary="{customer} opens a branch with {count} people. They copy the set-up of the first one and train with each other.",
        insight=("praise", "Colleagues train colleagues", "The second branch is trained by the first.", "positive"),
        lines=(
            "us: I hear that you are opening a second branch. When do the doors open?",
            "them: In five weeks, with {count} people, half of whom have never seen a phone app at work.",
            "us: Shall I plan the same training as for the first branch?",
            "*them: I would rather let our own people train them. They explain it in words that I would not dare to use.",
            "us: Then I will copy the set-up, and sit in the corner with a coffee in case somebody needs me.",
            "them: Bring cake instead. Cake works better in the north.",
        ),
    ),
    Talk(
        name="An invoice that puzzles {customer}",
        kinds=(Kind.EMAIL, Kind.TICKET),
        purpose="support",
        topic="pricing",
        summary="{customer} was billed for {count} seats although some people had left. The seats are credited.",
        insight=("pain_point", "Seats of people who left", "Seats stay billed until somebody removes them by hand.", "negative"),
        lines=(
            "them: Your invoice says {count} seats. We are six people fewer since the summer.",
            "us: Thank you for looking closely, {them}. The six are still active on our side; did anybody switch them off?",
            "*them: They have left the company. I had assumed that your system would notice when nobody signs in for months.",
            "us: It should at least ask. I have closed the six seats, and the credit comes with the next invoice.",
            "them: That is all I wanted. Have a good week.",
        ),
    ),
)

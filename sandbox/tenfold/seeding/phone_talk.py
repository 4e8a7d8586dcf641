"""What is said on an ordinary call: `us` is the colleague. `{us}`, `{them}` and `{company}` are filled in."""

GREETINGS = {
    ("Inbound", "us"): ("us: {company}, this is {us}.", "them: Hello {us}, {them} here. You had tried to reach me."),
    ("Inbound", "them"): (
        "us: {company}, this is {us}.",
        "them: Hello {us}, it is {them}. Have you got a minute?",
        "us: For you I have several.",
    ),
    ("Outbound", "us"): (
        "them: Hello?",
        "us: Hello {them}, {us} from {company}. Is this a good moment?",
        "them: As good as any, go on.",
    ),
    ("Outbound", "them"): (
        "them: Hello?",
        "us: Hello {them}, {us} from {company}. You had left a message for me.",
        "them: I had, thank you for calling back.",
    ),
}
"""By the direction and by who comes to the matter."""

MATTERS = {
    "Follow-up on the offer": (
        "us: You have had our offer since Tuesday. Did you find time to read it?",
        "them: Twice. The price is where I expected it. What I do not understand is the term.",
        "us: The term is two years, and after the first one you may leave with three months' notice.",
        "them: Then it should say so on page one and not in a footnote on page six.",
        "us: That is a fair complaint. Shall I send you a version that does?",
        "them: Please. Let me show it to my director, and call me again next week.",
    ),
    "Introduction": (
        "us: I will be quick. We do one thing, and I would like to tell you which.",
        "them: You have as long as my coffee stays warm.",
        "us: We see that the people who are out on the road know what the people in the office know, and the other way round.",
        "them: Ours have a telephone for that. It rings all day.",
        "us: That is exactly what stops. Who looks after such things in your house?",
        "them: I do, unless it costs money. Send me something by e-mail that I can pass on.",
    ),
    "Renewal date": (
        "us: Your contract comes up for renewal, and before anybody sends paper I wanted to go through two lines with you.",
        "them: The date and the number of seats, I suppose.",
        "us: You have done this before. The date is the last day of the quarter.",
        "them: That is what I have in the calendar as well. And the seats stay as they are, two left and two arrived.",
        "us: Then I confirm both in writing, and you hear nothing more of me for a year.",
        "them: I would not go that far.",
    ),
    "Question about an invoice": (
        "them: I am holding an invoice of yours, and it has the same line on it twice.",
        "us: Once would have been plenty. Will you read me the number at the top right?",
        "them: It ends in four, four, seven, one.",
        "us: Found it. It looks to me like one month and the next one, with the same words for both.",
        "them: If that is so, our accountant would like to see the months spelled out.",
        "us: I pass it on to billing with the number, and they write to you directly.",
    ),
    "Demo appointment": (
        "us: You wanted to see the product with your own eyes. Who should be in the room?",
        "them: Two planners, and one technician who thinks that all of this is nonsense.",
        "us: He is the one I want in the first row. How is your next week?",
        "them: Wednesday is full of audits. Thursday after ten would do.",
        "us: Thursday, half past ten, one hour. The invitation goes out as soon as we hang up.",
        "them: Make it fifty minutes, and everybody will love you.",
    ),
    "Quick help": (
        "them: Something has moved, and I cannot find the switch for the weekend shifts any more.",
        "us: It has moved house. Are you in the settings, and do you see a list on the left?",
        "them: I see a list. General, people, notifications, calendars.",
        "us: Calendars, and then the little wheel beside the name. There it is, second from the top.",
        "them: It was grey a minute ago. Now it is on. What did you do?",
        "us: Nothing but talk. Does it work?",
        "them: It works. I shall tell everybody that I found it by myself.",
    ),
    "Reference call": (
        "us: I come with a request. Somebody is about to choose between us and another company, and would rather hear it from you.",
        "them: Do they want to hear the good things or the true ones?",
        "us: The true ones, please. They are in your trade, and about as large as you are.",
        "them: Then I am glad to speak to them. They should know about the first three weeks.",
        "us: What will you say about the first three weeks?",
        "them: That they were long, and that the fourth was short. Give them my direct number.",
    ),
    "Reschedule": (
        "them: About our meeting, I am afraid that it does not work out. Half of the team is down with a cold.",
        "us: Then stay well away from each other. Would the following week suit you?",
        "them: The same day and the same hour, one week later?",
        "us: Let me look. Yes, that is free on our side, I move it for everybody.",
        "them: And the list of questions that I sent, is it still good?",
        "us: It keeps for a week. It may even grow.",
    ),
}
"""By the subject of the call; what came of it stands in the note."""

ASIDES = (
    ("them: Wait, somebody is standing in my door.", "us: Take your time.", "them: It was only the parcel. Where were we?"),
    (
        "us: You are breaking up a little.",
        "them: I am in the car park. Is it better if I stand by the gate?",
        "us: Much better, stay there.",
    ),
    ("them: Is it raining where you are?", "us: Since Sunday. The gutters sing.", "them: Here it is dry, and all complain about that."),
    ("us: May I check your address while I have you? Is it still the one with the dot?", "them: With the dot, and all in small letters."),
    ("them: By the way, your colleague from last week was very patient with us.", "us: I will pass that on, it will make a good Friday."),
    ("us: How did the move to the new floor go?", "them: We have a view and no chairs. One gets used to it.", "us: I know such offices."),
    ("them: Hold on, let me write this down. Have you a pen as well?", "us: Two of them.", "them: Good. Then I only need to find mine."),
    ("us: Are you away over the holidays?", "them: Four days by the sea, if the car agrees.", "us: I keep my fingers crossed for the car."),
    ("them: Can I put you on the loudspeaker? My neighbour should hear this.", "us: Of course. Hello, neighbour.", "them: She waves."),
    ("us: Should I copy anybody in when I write?", "them: My deputy, please, or it stays in my inbox until spring."),
    ("them: Is it true that you have a dog in the office now?", "us: On Tuesdays. He has better manners than the rest of us."),
    ("us: One more thing, is your number the best one to reach you?", "them: It is, before noon. After that I am among machines."),
)
"""For a call that lasts longer than its matter."""

FAREWELL = ("us: Then that is settled. Thank you for your time, {them}.", "them: Thank you, {us}. Goodbye.")

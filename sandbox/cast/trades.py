"""The vocabulary of grown records: what customers do, who works there, what they ask for help with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    industry: str
    sic: str
    nouns: tuple[str, ...]


TRADES = (
    Trade("Facilities Management", "8744", ("Facility Services", "Building Care", "Site Services")),
    Trade("Utilities", "4911", ("Energy", "Power & Water", "Grid Services")),
    Trade("Heating and Cooling", "1711", ("Heating & Cooling", "Mechanical", "Climate")),
    Trade("Industrial Machinery", "3559", ("Machine Works", "Industrial", "Hydraulics")),
    Trade("Telecommunications", "4813", ("Telecom", "Fibre", "Networks")),
    Trade("Property Management", "6531", ("Property Group", "Estates", "Housing")),
    Trade("Medical Equipment", "3841", ("Medical Service", "Lab Systems")),
    Trade("Security Systems", "7382", ("Security", "Alarm & Lock")),
    Trade("Elevators", "7699", ("Elevators", "Lift Service")),
)

POSITIONS = (
    ("Head of Field Service", "Operations", "economic buyer"),
    ("Operations Manager", "Operations", "champion"),
    ("Dispatcher", "Dispatch", "end user"),
    ("Planner", "Dispatch", "end user"),
    ("IT Manager", "IT", "technical evaluator"),
    ("Systems Administrator", "IT", "technical evaluator"),
    ("Chief Operating Officer", "Management", "decision maker"),
    ("Purchasing Manager", "Purchasing", "economic buyer"),
    ("Finance Director", "Finance", "economic buyer"),
    ("Service Technician", "Operations", "end user"),
    ("Regional Manager", "Operations", "champion"),
)

LEAD_SOURCES = ("Web", "Trade Show", "Referral", "Partner", "Webinar", "Phone Inquiry", "Advertisement")
LEAD_STATUSES = ("Open - Not Contacted", "Open - Not Contacted", "Working - Contacted", "Working - Contacted", "Closed - Not Converted")
NEXT_STEPS = ("Send the offer", "Demo with the planners", "Reference call", "Security review")

CASES = (
    ("Photos do not upload", "Technicians report that photos stay on the phone.", "Problem", "Mobile app"),
    ("A user cannot sign in", "Password reset mails do not arrive.", "Problem", "Account access"),
    ("Orders arrive twice from the ERP", "Some work orders appear a second time with a new number.", "Problem", "Integration"),
    ("How do we archive old sites?", "Two hundred closed sites make the list long.", "Question", "How-to"),
    ("The weekly report is empty", "The scheduled report of Monday has no rows.", "Problem", "Reporting"),
    ("Please add a custom field", "We need the key box number on every site.", "Feature Request", "Configuration"),
    ("Invoice address has changed", "Please send invoices to our new address from now on.", "Question", "Billing"),
    ("The board loads slowly in the morning", "It takes up to a minute at the start of the shift.", "Problem", "Performance"),
    ("Time zone of a new branch is wrong", "All jobs of the branch are shown an hour early.", "Problem", "Configuration"),
    ("Export of last year's jobs", "Our auditors ask for a list of all jobs with signatures.", "Question", "Reporting"),
)

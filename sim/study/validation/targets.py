"""V1 to V12: what was published, and within which limits the model should agree with it."""

from dataclasses import dataclass
from typing import Literal

Class = Literal["fitted", "input, reproduced", "held out of the fit"]
Unit = Literal["share", "points", "dollars", "times", "years", "count", "per 10,000"]

FITTED: Class = "fitted"  # free parameters were chosen so that this comes out
INPUT: Class = "input, reproduced"  # follows from what is put in: checks the bookkeeping, not the model
HELD_OUT: Class = "held out of the fit"  # nothing was chosen for its sake


@dataclass(frozen=True)
class Target:
    """One published figure. low, high: where the model's should lie; None is open.

    figure: its name in the answer of the scenario's trial. why: how the model comes by its own; if_missed: what it
    means where it lies elsewhere.
    """

    key: str
    what: str
    group: Class
    scenario: str
    figure: str
    unit: Unit
    published: str
    low: float | None
    high: float | None
    why: str
    if_missed: str = ""


_PRICE = "Price, commission and frequency are inputs; this checks the bookkeeping"
_RATE = "The rate is an input for pragmatists; attitudes spread it as in the experiment of 2024"
_CURVE = "Nothing is sold. The curve's two numbers are inputs, chosen for these three years"

# fmt: off
TARGETS = (
    Target("V1", "Leave within a year of a breach that all are told of, beyond those who leave anyway", FITTED,
           "v01-breach", "leave", "share", "3 % to 4 %; 1.5 % to 6.5 %", 0.015, 0.065,
           "Severity of a breach, patience and the rate of leaving are chosen together, so that this and the next line "
           "come out. Firms' own estimates, without control groups."),
    Target("V1", "Would say after that breach that they will leave", FITTED,
           "v01-breach", "say_so", "share", "45 % to 70 %", 0.45, 0.70,
           "One says so where betrayal exceeds 0.45 of patience (assumed, for this line only): far more say than do."),
    Target("V2", "Leaving over the breach in its third month, against its first", HELD_OUT,
           "v02-recovery", "later", "share", "near normal by week 3; read as at most 15 %", None, 0.15,
           "Betrayal fades by fixed shares a month, and only what exceeds patience makes people leave.",
           "The slow part of betrayal is too large, or lasts too long."),
    Target("V2", "Leaving of customers of two years or more, against that of the others", HELD_OUT,
           "v02-recovery", "loyal", "times", "less than others (direction only)", None, 1.0,
           "Loyalty discounts what customers hear in the model, not what they are told themselves.",
           "Nothing in the model makes loyal customers forgive what was done to themselves, and of the others more "
           "would have left that year anyway. Whether loyalty softens the blow or sharpens it is contested."),
    Target("V3", "Do not know after five years that their record was sold", FITTED,
           "v03-unaware", "unaware", "share", "74 % (of breaches); at least that", 0.74, None,
           "Only sets a limit: a sale is harder to notice than a breach, which has to be announced."),
    Target("V4", "Net receipts for a use of the list", INPUT,
           "v04-receipts", "per_record", "dollars", "about $0.07; $0.035 to $0.14", 0.035, 0.14,
           f"{_PRICE}. The price is Time's and Hearst's, at the upper end of lists."),
    Target("V4", "Net receipts for a person over five years", INPUT,
           "v04-receipts", "per_person", "dollars", "$0.26 to $0.61 (cars)", 0.26, 0.61,
           f"{_PRICE}. Car makers received that for four to six years' data."),
    Target("V4", "Net receipts for a location app's user and year", INPUT,
           "v04-app", "per_year", "dollars", "about $0.50; $0.30 to $0.60", 0.30, 0.60,
           f"{_PRICE}: twelve brokers every month."),
    Target("V5", "Disclosures of a person's record in ten months", INPUT,
           "v05-fan-out", "disclosures", "count", "2.4; 1 to 17", 1.0, 17.0,
           "Sold every four months, an input; in the model everybody's record is sold equally often."),
    Target("V6", "Settlement for a person covered", INPUT,
           "v06-settlement", "settlement", "dollars", "$10.29; $7.65 to $23.80", 7.65, 23.80,
           "Time's settlement is an input. Classes of 100,000 to a million; a class of 14,503 got $655."),
    Target("V7", "Years of receipts from a claimant that the settlement eats up", HELD_OUT,
           "v07-multiples", "years", "years", "49; 36 to 113", 36.0, 113.0,
           "Two inputs meet here, V4's receipts and V6's settlement, so it holds if those do."),
    Target("V7", "The same spread over all customers, of whom 3 % have a claim", HELD_OUT,
           "v07-multiples", "years_of_all", "years", "1.5; 1.1 to 3.4", 1.1, 3.4,
           "As above; that 3 % live where the law holds is assumed."),
    Target("V7", "A regulator's fine, where there is one, for a person sold, against the gross price", HELD_OUT,
           "v07-multiples", "fine", "times", "0.2 (Bounty) to 50 (Pharmacy2U)", 0.2, 50.0,
           "The mean of fines as they are spread under GDPR, up to the statute's cap. They do not grow with the firm, "
           "so for each of a million customers a fine is small, as Bounty's was."),
    Target("V8", "Opt out when told plainly", INPUT,
           "v08-asked", "opt_out_plain", "share", "about 5 %, under 10 %", 0.01, 0.10, f"{_RATE}."),
    Target("V8", "Opt out when the choice is buried", INPUT,
           "v08-asked", "opt_out_buried", "share", "0.2 % to 5 %", 0.002, 0.05, f"{_RATE}."),
    Target("V8", "Agree when asked first", INPUT,
           "v08-asked", "opt_in", "share", "4 % to 46 %", 0.04, 0.46, f"{_RATE}."),
    Target("V8", "Share for $0.20 who would not for $0.05", INPUT,
           "v08-experiment", "five_to_twenty", "points", "4.6 points; 1.9 to 7.3", 0.019, 0.073,
           "The reward's effect is fitted to this experiment; the limits are its sampling error."),
    Target("V8", "Share for $0.50 who would not for $0.20", INPUT,
           "v08-experiment", "twenty_to_fifty", "points", "6.1 points; 3.6 to 8.6", 0.036, 0.086,
           "As above."),
    Target("V8", "Records missing from the list where people are asked first", INPUT,
           "v08-asked", "fewer", "share", "12.5 %; 10 % to 15 %", 0.10, 0.15,
           "A plain question about the sale of one's record.",
           "The published figure is for cookies on travel sites after GDPR, where people were asked softly. The model "
           "asks plainly, and silence means no. A company that asks softly should raise people.consent."),
    Target("V9", "Complain to the regulator, for a resident and year", INPUT,
           "v09-complaints", "complaints", "per 10,000", "at most 6 (all causes)", None, 6e-4,
           "Complaints of those who know, and the share that goes to the regulator. Only sets a limit."),
    Target("V9", "Fines for complaints to the regulator", INPUT,
           "v09-complaints", "actions", "per 10,000", "1.4; 0.1 to 10", 1e-5, 1e-3,
           "The chance is an input; the ledger books its expected cost."),
    Target("V10", "Renew a print subscription the first time", INPUT,
           "v10-print", "year_1", "share", "50 % to 65 %", 0.50, 0.65, "Nothing is sold. 60 % is an input."),
    Target("V10", "Digital news, annual plan: left after one year", INPUT,
           "v10-annual", "year_1", "share", "70 % ± 2", 0.68, 0.72, f"{_CURVE}."),
    Target("V10", "The same after two years", INPUT,
           "v10-annual", "year_2", "share", "52 % ± 2", 0.50, 0.54, f"{_CURVE}."),
    Target("V10", "The same after three years", INPUT,
           "v10-annual", "year_3", "share", "40 % ± 2", 0.38, 0.42, f"{_CURVE}."),
    Target("V10", "Digital news, monthly plan: left after one year", INPUT,
           "v10-monthly", "year_1", "share", "34 % ± 2", 0.32, 0.36, f"{_CURVE}."),
    Target("V10", "The same after two years", INPUT,
           "v10-monthly", "year_2", "share", "22 % ± 2", 0.20, 0.24, f"{_CURVE}."),
    Target("V10", "The same after three years", INPUT,
           "v10-monthly", "year_3", "share", "15 % ± 2", 0.13, 0.17, f"{_CURVE}; it bends less than the data."),
    Target("V11", "Value lost by selling, apart from its income", HELD_OUT,
           "v11-bad-news", "lost", "share", "substantial; read as at least 1 %", 0.01, None,
           "Of the people sold, fewer than one in ten know and mind. The paper has no figure to compare with."),
    Target("V11", "What talk adds to the cost of a sold record", HELD_OUT,
           "v11-bad-news", "by_talk", "share", "more (direction only)", 0.0, None,
           "Far less than in the paper: contagion is held down by what was measured on two networks."),
    Target("V11", "What many distant ties add to it", HELD_OUT,
           "v11-bad-news", "by_ties", "share", "more (direction only)", 0.0, None,
           "25 contacts anywhere in place of 8 mostly near ones."),
    Target("V11", "Cost of a record where people are told and may refuse, against quiet selling", HELD_OUT,
           "v11-bad-news", "told", "times", "less (direction only)", None, 1.0,
           "Severity after telling is assumed lower, in the published direction; how much is not known."),
    Target("V12", "Growth from before a story about the selling to the month after it broke", HELD_OUT,
           "v12-exposed", "growth", "share", "grew (33 to over 35 million)", 0.0, None,
           "Growth before the story is an input. The story reaches 3 % of people; most of the users told leave and "
           "joining slackens, but growth makes that good. The app itself grew faster.",
           "A model that always ruins the seller is wrong."),
    Target("V12", "The same with the strongest story thought plausible", HELD_OUT,
           "v12-exposed", "growth_at_worst", "share", "grew (33 to over 35 million)", 0.0, None,
           "A story that reaches 10 % of people and takes half of the pull away.",
           "Betrayal grows with the number of disclosures, here twelve a month, so most of the users whom the story "
           "tells leave: more than growth makes good. This app's story was not of that kind."),
)

"""Parameters of what carries further than one person: word of mouth, the press and the law."""

# A table: name, default, unit | low, high, minimum, maximum, grade | meaning | source
# fmt: off
from sim.inputs.parameter import ASSUMPTION, MEASURED, SETTING, Parameter

WORD_OF_MOUTH = (
    Parameter("word_of_mouth.contacts", 8, "people", 4, 25, 1, 64, ASSUMPTION,
              "How many others a person listens to.",
              "assumption: no measured number for a market"),
    Parameter("word_of_mouth.rewiring", 0.1, "share of ties", 0, 1, 0, 1, ASSUMPTION,
              "Ties that reach across the market and not into the neighbourhood.",
              "assumption: a small world (Watts and Strogatz 1998)", date="1998"),
    Parameter("word_of_mouth.talks", 0.1, "chance", 0.05, 0.5, 0, 1, ASSUMPTION,
              "Chance that one who objects talks about it after finding out first-hand.",
              "assumption: 56 % say that they talk of bad service (American Express 2012, "
              "satisfactionsecrets.com); acts are fewer", date="2012"),
    Parameter("word_of_mouth.talk_months", 3, "months", 1, 6, 0, 60, ASSUMPTION,
              "How long such a person talks.",
              "assumption: a season"),
    Parameter("word_of_mouth.believes", 0.03, "per talking contact and month", 0, 0.1, 0, 1, ASSUMPTION,
              "Chance that hearing it makes a person know.",
              "assumption: contagion is small and uncertain: log-odds 0.58 (s.e. 0.17) among Korean women, "
              "-0.20 (0.40) among doctors (github.com/USCCANA/netdiffuseR)", date="1966, 1973"),
    Parameter("word_of_mouth.loyal_after", 24, "months as customer", 12, 60, 0, 600, ASSUMPTION,
              "From when a customer counts as loyal and gives less on what is said.",
              "assumption: two renewals"),
    Parameter("word_of_mouth.loyal_discount", 0.5, "share of talk disregarded", 0, 1, 0, 1, ASSUMPTION,
              "What loyal customers disregard of what they hear.",
              "assumption: people resist bad word about brands they prefer (East et al. 2008, doi "
              "10.1016/j.ijresmar.2008.04.001); sign only", date="2008"),
    Parameter("word_of_mouth.talk_damage", 0.08, "share per talking contact", 0.02, 0.15, 0, 1, ASSUMPTION,
              "Share of the hazard of joining that each talking contact takes away.",
              "assumption: chance to buy falls by 0.02 to 0.15 a message (East et al. 2008); the numbers "
              "are remembered, not seen", date="2008"),
    Parameter("word_of_mouth.referral", 0.0075, "per month", 0.002, 0.02, 0, 1, ASSUMPTION,
              "Hazard of joining that recommendations bring if all contacts are content customers.",
              "assumption: a quarter of all joining, 10 % to 50 %"),
)

PRESS = (
    Parameter("press.story_chance", 1e-6, "per person who finds out", 1e-7, 1e-5, 0, 1, ASSUMPTION,
              "Chance that a person who finds out first-hand sets off a story in the press.",
              "assumption: DoorDash's case began with one customer's post (oag.ca.gov, 2024-02-21)", date="2024"),
    Parameter("press.reach", 0.03, "share of people", 0.005, 0.1, 0, 0.99, ASSUMPTION,
              "People whom a story tells that the company sells records.",
              "assumption: 37 % had heard of data brokers at all (Incogni, MediaPost 2022)", date="2022"),
    Parameter("press.months", 2, "months", 1, 6, 1, 60, ASSUMPTION,
              "How long a story runs.",
              "assumption: Life360 was growing again the month after (themarkup.org/privacy/2022/01/27)",
              date="2022"),
    Parameter("press.damage", 0.2, "share of joining", 0, 0.5, 0, 1, ASSUMPTION,
              "Share of the company's pull on new customers that a story takes away at first.",
              "assumption: no measured effect on joining"),
    Parameter("press.recovery_keep", 0.8, "share kept per month", 0.6, 0.95, 0, 1, ASSUMPTION,
              "Damage to reputation that is still there a month later.",
              "assumption: gone within a year"),
)

LAW = (
    Parameter("law.regime", "none", "law", None, None, None, None, SETTING,
              "What the law asks for: nothing, a way to opt out, or consent beforehand.",
              "setting: most of the United States when the story happened",
              ("none", "opt_out", "opt_in")),
    Parameter("law.to_regulator", 0.02, "share of complaints", 0, 0.2, 0, 1, ASSUMPTION,
              "Complaints to the company that also reach the regulator.",
              "assumption: 6 in 10,000 residents a year complain to the UK regulator, all causes "
              "(decisionmarketing.co.uk)", date="2023 to 2025"),
    Parameter("law.action_chance", 1.4e-4, "per complaint", 1e-5, 1e-3, 0, 1, MEASURED,
              "Chance that a complaint to the regulator ends in a fine, where selling is unlawful.",
              "6 actions of all kinds on 42,828 complaints in 2021 (UK Parliament, api.parliament.uk)", date="2021"),
    Parameter("law.fine_median", 11_500.0, "dollars", 3_000, 50_000, 1, 1e9, MEASURED,
              "The middle fine; fines differ widely, so their mean is far higher.",
              "EUR 10,000, about $11,500, the middle of 948 fines under GDPR, 2018 to 2021; a quarter lie below "
              "3,000 and a quarter above 50,000, and countries' medians nearly as far apart "
              "(enforcementtracker.com)", date="2018 to 2021"),
    Parameter("law.fine_spread", 2.2, "log standard deviation", 1.8, 2.6, 0.01, 5, MEASURED,
              "How much fines differ (log-normal, cut off at the cap).",
              "0.96 in powers of ten over the same 948 fines (enforcementtracker.com)", date="2018 to 2021"),
    Parameter("law.fine_cap", 20e6, "dollars", 1e6, 20e6, 0, 1e12, SETTING,
              "The highest fine that the statute allows whatever the company's turnover.",
              "setting: GDPR article 83 (EUR 20 million)", date="2016"),
    Parameter("law.fine_turnover_share", 0.04, "share of turnover", 0, 0.1, 0, 1, SETTING,
              "The highest fine as a share of a year's turnover; the higher of the two caps holds.",
              "setting: GDPR article 83 (4 %)", date="2016"),
    Parameter("law.lag", 18, "months", 12, 60, 0, 120, ASSUMPTION,
              "Months from the complaint or the sale to payment.",
              "assumption: cases seen took one to five years; Time was sued by 2013 and settled in 2018",
              date="2013 to 2018"),
    Parameter("law.class_share", 0.0, "share of customers", 0, 1, 0, 1, SETTING,
              "Customers whom a statute gives a claim of their own when their record is sold without "
              "consent.",
              "setting: none; Michigan's law gave one to magazine subscribers there (insurancejournal.com "
              "495114)", date="2018"),
    Parameter("law.settlement_per_member", 10.29, "dollars per claimant", 7.65, 655, 0, 100_000, MEASURED,
              "What a class action costs for each person covered.",
              "Time Inc. 2018: $7.4 million for 719,000 (courthousenews.com); $7.65 Meredith (its amount "
              "remembered, not seen) to $655 Outdoor Sportsman", date="2016 to 2024"),
    Parameter("law.suit_rate", 0.1, "per year", 0.02, 0.5, 0, 10, ASSUMPTION,
              "Hazard that such a suit is brought, once there are people with a claim.",
              "assumption: over a dozen publishers were sued within ten years", date="2013 to 2025"),
)

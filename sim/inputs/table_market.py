"""Parameters of the market and of a run, of money, and the switches of the mechanisms."""

# A table: name, default, unit | low, high, minimum, maximum, grade | meaning | source
# fmt: off
from sim.inputs.parameter import ASSUMPTION, MEASURED, SETTING, SWITCH, Parameter

MARKET = (
    Parameter("market.people", 20_000, "people simulated", 10, 10_000_000, 10, 10_000_000, SETTING,
              "How many people are simulated. Each stands for market.size / market.people real ones.",
              "setting: enough for the shipped scenarios to settle in seconds"),
    Parameter("market.months", 60, "months", 1, 600, 1, 600, SETTING,
              "How long the market is lived. Customers who are left then are valued by what they will still "
              "bring.",
              "setting: five years, long enough for a nuisance that takes a year to build up"),
    Parameter("market.replicates", 10, "replicates", 2, 10_000, 2, 10_000, SETTING,
              "How many times the comparison is repeated with new people and new luck, to see how sure it "
              "is.",
              "setting: enough for 90 % intervals at the shipped size"),
    Parameter("market.seed", 1, "number", 0, 2**32 - 1, 0, 2**32 - 1, SETTING,
              "The number from which all luck is drawn. The same seed gives the same result to the last "
              "digit.",
              "setting: any number will do"),
    Parameter("market.size", 2_000_000, "real people", 1e3, 1e9, 1e3, 1e9, SETTING,
              "People in the company's whole market: its customers and those who might become or have been "
              "one.",
              "setting: a magazine with about a million subscribers"),
    Parameter("market.customers_at_start", 0.5, "share of the market", 0, 1, 0, 1, SETTING,
              "Share of the market who are customers when the first month begins.",
              "setting: half, so that winning and losing customers both have room"),
    Parameter("market.oldest_tenure", 20, "contract periods", 0, 100, 0, 100, SETTING,
              "The longest that anybody has been a customer at the start; 0 makes everybody new.",
              "setting: 20 years of a yearly subscription"),
    Parameter("market.advertising", 0.01, "per month", 0, 0.05, 0, 1, ASSUMPTION,
              "Hazard of first joining that advertising brings to a person who was never a customer.",
              "assumption: about 11 % of prospects a year, so that joining roughly replaces leaving"),
    Parameter("market.joining_if_aware", 0.5, "times", 0, 1, 0, 1, ASSUMPTION,
              "What is left of the hazard of joining once a person has heard that this company sells "
              "records.",
              "assumption: half; no published figure for people who were not customers"),
    Parameter("market.win_back", 0.0135, "per month", 0.004, 0.035, 0, 1, ASSUMPTION,
              "Hazard that a former customer comes back: 0.0135 is 15 % in a year.",
              "assumption: streaming wins back 35 % to 45 % in a year (antenna.live, 2022 to 2024); print "
              "less", date="2021 to 2024"),
    Parameter("market.win_back_if_knows", 0.3, "times", 0, 1, 0, 1, ASSUMPTION,
              "What is left of that hazard for a former customer who knows who sold the record.",
              "assumption: people who left over privacy return less often; nobody has measured how much"),
)

MONEY = (
    Parameter("money.margin", 15.0, "dollars per customer and year", 5, 60, 0, 100_000, ASSUMPTION,
              "What an average customer's subscription earns after the costs of serving it.",
              "assumption: half or more of a $12 to $25 print subscription (jacklimpert.com; "
              "magazinescanada.ca/2018/11)", date="2013, 2018"),
    Parameter("money.margin_spread", 0.5, "log standard deviation", 0.2, 0.9, 0, 3, ASSUMPTION,
              "How much margins differ between customers (log-normal; the mean stays).",
              "assumption: introductory, gift and full prices differ by two to three times"),
    Parameter("money.revenue", 25.0, "dollars per customer and year", 12, 240, 0, 1_000_000, MEASURED,
              "Turnover per customer; only the cap on a fine depends on it.",
              "prices seen: $12.26 net a year to $19.90 a month (AAM 2013; magazinescanada.ca/2018/11)",
              date="2013, 2018"),
    Parameter("money.discount", 0.1, "per year", 0.05, 0.15, 0.001, 1, ASSUMPTION,
              "Yearly rate at which later dollars count for less. Without any, a customer who never leaves "
              "would be worth more than all the money there is.",
              "assumption: a common cost of capital"),
    Parameter("money.acquisition", 25.0, "dollars per join", 5, 60, 0, 100_000, ASSUMPTION,
              "What it costs to win a customer, or to win one back.",
              "assumption: agents get $2 to $5 an order (dmnews.com), direct mail costs far more; $20 to "
              "$40 is remembered"),
    Parameter("money.complaint_handling", 5.0, "dollars per complaint", 2, 20, 0, 100_000, ASSUMPTION,
              "What answering one complaint costs.",
              "assumption: a quarter of an hour of a service desk"),
    Parameter("money.profile", 2.0, "dollars per profile", 0.5, 8, 0, 10_000, ASSUMPTION,
              "What it costs to have one customer fill in a profile: the survey and what is given for it.",
              "assumption: no published cost per declared profile"),
    Parameter("money.bought_data", 0.25, "dollars per customer and year", 0.05, 1, 0, 10_000, ASSUMPTION,
              "What bought data about one customer cost.",
              "assumption: list prices run from $0.0005 to $1 a person "
              "(ft.com/cms/s/2/927ca86e-d29b-11e2-88ed-00144feab7de.html)", date="2013"),
)

_SWITCHES = {
    "annoyance": "Unwanted mail builds up annoyance",
    "betrayal": "Finding out who sold the record hurts",
    "word_of_mouth": "People talk: warnings and recommendations both",
    "press": "The press may find a story and tell it",
    "law": "Regulators and courts may make the company pay",
    "personalisation": "Personalisation changes staying and spending",
    "joining": "People become customers for the first time",
    "returning": "Former customers may come back",
}

MECHANISMS = tuple(
    Parameter(f"mechanisms.{name}", True, "on or off", None, None, None, None, SWITCH,
              f"{meaning}. Off: nothing of it is heard, felt or paid.",
              "switch: on, unless the question is what it contributes")
    for name, meaning in _SWITCHES.items()
)

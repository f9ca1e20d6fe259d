"""Parameters of people: who they are, what they notice, how grievance grows and fades, what they then do."""

# A table: name, default, unit | low, high, minimum, maximum, grade | meaning | source
# fmt: off
from sim.inputs.parameter import ASSUMPTION, MEASURED, SETTING, SURVEY, Parameter

_SEGMENTS = "58 % pragmatists, 18 % to 20 % unconcerned (Acxiom and DMA 2018, agilitypr.com 2018-07-16)"
_NINETY = ("90 % of all call sharing without consent unethical (Insights Network 2018, "
           "globalbankingandfinance.com)")

ATTITUDES = (
    Parameter("people.fundamentalist", 0.23, "share of people", 0.18, 0.3, 0, 1, SURVEY,
              "Privacy fundamentalists: not willing to trade data for benefits.",
              f"what is left beside {_SEGMENTS}", date="2017"),
    Parameter("people.pragmatist", 0.58, "share of people", 0.5, 0.65, 0, 1, SURVEY,
              "Privacy pragmatists: it depends on what they get. The rest are the unconcerned.",
              _SEGMENTS, date="2017"),
    Parameter("people.objects_fundamentalist", 0.99, "share of them", 0.95, 1, 0, 1, ASSUMPTION,
              "Fundamentalists whom sharing without consent offends.",
              f"assumption: nearly all; {_NINETY}, attitudes not told apart", date="2018"),
    Parameter("people.objects_pragmatist", 0.93, "share of them", 0.85, 0.98, 0, 1, SURVEY,
              "Pragmatists whom sharing without consent offends.",
              f"{_NINETY}; what that leaves for pragmatists, given the other two", date="2018"),
    Parameter("people.objects_unconcerned", 0.7, "share of them", 0.4, 0.9, 0, 1, ASSUMPTION,
              "Unconcerned people whom sharing without consent offends all the same.",
              f"assumption: most; {_NINETY}, attitudes not told apart", date="2018"),
    Parameter("people.objection_fundamentalist", 1.5, "quiet sales", 1, 3, 0, 100, ASSUMPTION,
              "How strongly it offends a fundamentalist who objects.",
              "assumption: half as much again as a pragmatist"),
    Parameter("people.objection_pragmatist", 1.0, "quiet sales", 0.5, 1.5, 0, 100, SETTING,
              "How strongly it offends a pragmatist who objects: one quiet sale, the unit of every "
              "grievance.",
              "setting: the unit; only ratios to it mean anything"),
    Parameter("people.objection_unconcerned", 0.5, "quiet sales", 0.1, 1, 0, 100, ASSUMPTION,
              "How strongly it offends an unconcerned person who objects.",
              "assumption: half as much as a pragmatist"),
    Parameter("people.experience_counts", 0.73, "share of people", 0.65, 0.8, 0, 1, SURVEY,
              "People who say that experience counts in what they buy. Only in them does a grievance have full "
              "weight when they decide whether to stay.",
              "73 % worldwide, 75 % in the US (PwC 2018, marketingcharts.com 83337)", date="2018"),
    Parameter("people.experience_weight_others", 0.0, "times", 0, 1, 0, 1, ASSUMPTION,
              "What a grievance weighs in leaving for the others, where 1 is full weight.",
              "assumption: none; with it a fifth of those who find out leave within a year, as the whole chain needs"),
    Parameter("people.likes_personalisation", 0.8, "share of people", 0.6, 0.9, 0, 1, SURVEY,
              "People who say that they want to be treated personally.",
              "80 % (Epsilon 2018, seen in McKinsey, docslib.org)", date="2018"),
    Parameter("people.patience_median", 1.0, "quiet sales", 0.15, 8, 0.001, 1000, ASSUMPTION,
              "The grievance that half of the people bear without thinking of leaving.",
              "assumption: 2 % to 40 % of those who know then leave within a year; one of the numbers that "
              "decide"),
    Parameter("people.patience_spread", 1.2, "log standard deviation", 0.8, 1.6, 0, 5, ASSUMPTION,
              "How much patience differs between people (log-normal).",
              "assumption: valuations of privacy lie far apart (Acquisti, John, Loewenstein 2013, J. Legal "
              "Studies 42)", date="2013"),
)

CONSENT = (
    Parameter("people.consent", 0.28, "share of pragmatists", 0.1, 0.7, 0, 1, MEASURED,
              "Pragmatists who agree to the sale of their record when asked plainly, with nothing in "
              "return.",
              "what they agreed to was tracking, not a sale: 28 % at strict web banners, 69 % at soft ones, August "
              "2018 (commandersact.com); 4 % to 46 % of app users, 2021 and 2022 (colindorman.com; "
              "marketingcharts.com 225814)", date="2018, 2021 to 2022"),
    Parameter("people.opt_out_plain", 0.05, "share of pragmatists", 0.01, 0.1, 0, 1, MEASURED,
              "Pragmatists who opt out when they are told plainly.",
              "about 5 %, under 10 %, of bank customers (American Banker 2001, americanbanker.com)", date="2001"),
    Parameter("people.opt_out_buried", 0.005, "share of pragmatists", 0.002, 0.05, 0, 1, MEASURED,
              "Pragmatists who opt out when the choice is buried in the privacy policy.",
              "0.23 % of advertisements shown went to people who had opted out (Johnson, Shriver, Du 2020, "
              "discovery.researcher.life), raised a little", date="2020"),
    Parameter("people.consent_shift_fundamentalist", -0.69, "log-odds", -1.2, -0.3, -10, 10, MEASURED,
              "How much less fundamentalists consent than pragmatists (and opt out more).",
              "53 % against 69 % shared data in an experiment, n = 12,461 "
              "(github.com/aberke/fingerprinting-study)", date="2024"),
    Parameter("people.consent_shift_unconcerned", 1.38, "log-odds", 0.8, 2.0, -10, 10, MEASURED,
              "How much more the unconcerned consent than pragmatists (and opt out less).",
              "90 % against 69 % in the same experiment (github.com/aberke/fingerprinting-study)", date="2024"),
    Parameter("people.reward_effect", 1.546, "log-odds per dollar a year", 1.0, 2.1, -100, 100, MEASURED,
              "How much a reward raises consent and filling in a profile.",
              "75 %, 80 %, 86 % shared for $0.05, $0.20, $0.50 in an experiment, s.e. 0.23, n = 3,755 in these arms "
              "(doi 10.1145/3687005); paid once there, yearly here", date="2022"),
)

FINDING_OUT = (
    Parameter("people.traceable", 0.02, "share of people", 0.005, 0.08, 0, 1, ASSUMPTION,
              "People whose address shows who passed it on: a misspelt name, a plus-address, a seed name.",
              "assumption: list owners plant decoys (hippodirect.com); how many customers do was never "
              "counted"),
    Parameter("people.trace_chance_traceable", 0.3, "per piece", 0.1, 0.6, 0, 1, ASSUMPTION,
              "Chance that a piece noticed tells such a person who sold the record.",
              "assumption: the name must be looked at and remembered"),
    Parameter("people.trace_chance_ordinary", 0.008, "per piece", 0.0005, 0.015, 0, 1, ASSUMPTION,
              "The chance that one piece tells everybody else who sold the record: one of the numbers that decide.",
              "assumption: gives about 3 % a year who find out; 74 % never learn even of breaches (doi "
              "10.1145/3589958)", date="2023"),
    Parameter("people.reads_policy", 0.005, "per year", 0.001, 0.01, 0, 10, ASSUMPTION,
              "Hazard of reading the privacy policy and understanding that records are sold.",
              "assumption: 0.1 % open it (commandersact.com), 9 % say they always read it (Pew 2019); about "
              "1 % read, half understand", date="2018, 2019"),
    Parameter("people.blame_unaware", 0.01, "share of annoyance", 0, 0.05, 0, 1, ASSUMPTION,
              "Annoyance that people hold against the company while they do not know that it sold the "
              "record.",
              "assumption: near zero, else many would leave without knowing why"),
)

GRIEVANCE = (
    Parameter("people.annoyance_weight", 0.02, "quiet sales per piece", 0.005, 0.1, 0, 10, ASSUMPTION,
              "Annoyance that one piece of unwanted mail adds in people who object.",
              "assumption: a nuisance that takes a year to count"),
    Parameter("people.annoyance_keep", 0.89, "share kept per month", 0.8, 0.95, 0, 1, ASSUMPTION,
              "Annoyance that is still there a month later.",
              "assumption: fades over most of a year"),
    Parameter("people.severity_told_quiet", 0.8, "quiet sales", 0.5, 1, 0, 100, ASSUMPTION,
              "How much a sale without choice offends people who were told of it when they joined.",
              "assumption: openness helps (Martin, Borah, Palmatier 2017, doi 10.1509/jm.15.0497), by how "
              "much is open", date="2017"),
    Parameter("people.severity_opt_out", 0.5, "quiet sales", 0.3, 0.8, 0, 100, ASSUMPTION,
              "How much a sale offends people who were told and could have opted out.",
              "assumption: transparency and control dampen harm (doi 10.1509/jm.15.0497), by how much is "
              "open", date="2017"),
    Parameter("people.severity_opt_in", 0.05, "quiet sales", 0, 0.2, 0, 100, ASSUMPTION,
              "How much a sale offends people who agreed to it.",
              "assumption: nearly nothing"),
    Parameter("people.severity_breach", 0.85, "quiet sales", 0.3, 3, 0, 100, ASSUMPTION,
              "How much a breach done to the company offends those who are told of it.",
              "assumption: makes 3.6 % more leave after a breach (Ponemon 2008, securitymanagement.com; firms' "
              "estimates); how a breach compares with a sale was never measured", date="2008"),
    Parameter("people.recipients_exponent", 0.3, "exponent", 0.1, 0.6, 0.01, 1, ASSUMPTION,
              "How betrayal grows with the number of sales found out: at 1 each counts the same, below 1 "
              "less and less.",
              "assumption: more recipients, less willing (Schudy and Utikal 2017, doi "
              "10.1016/j.jebo.2017.05.023); sign only", date="2017"),
    Parameter("people.slow_share", 0.3, "share of betrayal", 0.1, 0.6, 0, 1, ASSUMPTION,
              "Betrayal that lasts for years; the rest fades in weeks.",
              "assumption: near normal by week three after a severe breach (doi 10.1287/mksc.2019.0208)",
              date="2019"),
    Parameter("people.keep_fast", 0.38, "share kept per month", 0.25, 0.5, 0, 1, ASSUMPTION,
              "Fast betrayal that is still there a month later.",
              "assumption: weeks (doi 10.1287/mksc.2019.0208)", date="2019"),
    Parameter("people.keep_slow", 0.97, "share kept per month", 0.94, 0.99, 0, 1, ASSUMPTION,
              "Slow betrayal that is still there a month later.",
              "assumption: about two years"),
    Parameter("people.apology_keep", 0.9, "times per month", 0.7, 1, 0, 1, ASSUMPTION,
              "What is further kept of betrayal each month once the company has stopped and apologised; 1 = "
              "no effect.",
              "assumption: no measured effect of an apology for selling"),
)

ACTING = (
    Parameter("people.leaving_rate", 0.2, "per month and unit of grievance", 0.05, 0.5, 0, 100, ASSUMPTION,
              "Hazard of leaving for each unit of grievance beyond a person's patience.",
              "assumption: spreads exits over months; 2 % to 4 % leave after breaches (Ponemon, "
              "marketingcharts.com 7785), 45 % to 70 % say they would (eweek.com; customerthink.com)",
              date="2006 to 2019"),
    Parameter("people.complaint_rate", 0.004, "per month and unit of betrayal", 0.002, 0.03, 0, 10,
              ASSUMPTION,
              "Hazard of complaining to the company for people who know and object.",
              "assumption: 3 % complain about minor problems, 69 % about large ones (Goodman and Newman 2003, "
              "scribd.com 46992626)", date="2003"),
)

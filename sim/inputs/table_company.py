"""Parameters of the company and of the data market that it may sell to."""

# A table: name, default, unit | low, high, minimum, maximum, grade | meaning | source
# fmt: off
from sim.inputs.parameter import ASSUMPTION, MEASURED, SETTING, Parameter

COMPANY = (
    Parameter("company.retention_alpha", 2.4, "shape", 1.5, 3.0, 0.01, 1000, MEASURED,
              "First shape of the Beta distribution of the share who leave in a contract period, sales "
              "aside. With retention_beta 3.6 the mean is 40 %, and leaving gets rarer the longer a "
              "customer has stayed.",
              "60 % first renewal of consumer magazines, 50 % to 65 % (magazinescanada.ca/2018/11); how "
              "much people differ is assumed, in the form of Fader and Hardie", date="2018"),
    Parameter("company.retention_beta", 3.6, "shape", 3.0, 4.5, 0.01, 1000, MEASURED,
              "Second shape of that Beta distribution.",
              "as for company.retention_alpha (magazinescanada.ca/2018/11)", date="2018"),
    Parameter("company.retention_period", 12, "months", 1, 36, 1, 36, SETTING,
              "Length of a contract period.",
              "setting: a yearly subscription"),
    Parameter("company.digital_share", 0.5, "share of people", 0.2, 0.8, 0, 1, ASSUMPTION,
              "People who take the digital edition as customers, and so give an e-mail address.",
              "assumption: half; depends on the title"),
    Parameter("company.digital_after", 12, "months as customer", 0, 24, 0, 600, ASSUMPTION,
              "Months as a customer until the digital edition is on and e-mail reaches the customer; post "
              "only before.",
              "assumption: the story's reader added the digital edition after about a year"),
    Parameter("company.personalisation_retention", 0.05, "share of the leaving hazard", 0, 0.2, 0, 1,
              ASSUMPTION,
              "Share of leaving that full personalisation on perfect data prevents among those who like it.",
              "assumption: no controlled measurement of retention; loyalty from relevance is mostly claimed"),
    Parameter("company.personalisation_revenue", 0.03, "share of margin", 0, 0.1, 0, 1, ASSUMPTION,
              "Margin that full personalisation on perfect data adds among those who like it.",
              "assumption: below the 5 % to 15 % that McKinsey (2023) states without showing how", date="2023"),
    Parameter("company.creepiness", 0.24, "times the benefit", 0, 0.5, 0, 2, ASSUMPTION,
              "Loss, on the scale of the benefit, for those who dislike personalisation when its data were "
              "bought.",
              "assumption: direction from Kim, Barasz, John 2019 (doi 10.1093/jcr/ucy039); the 24 % is "
              "remembered, not seen", date="2019"),
    Parameter("company.declared_accuracy", 0.85, "share correct", 0.7, 0.95, 0, 1, ASSUMPTION,
              "How often what customers say about themselves is right.",
              "assumption: no independent test of declared data"),
    Parameter("company.bought_accuracy", 0.45, "share correct", 0.25, 0.8, 0, 1, MEASURED,
              "How often bought data about a customer are right.",
              "11 % to 87 % right by audience segment, gender 42 % to 50 %, age about 25 % (Neumann, Tucker, Whitfield "
              "2019; warc.com 127201)", date="2019"),
    Parameter("company.profile_start", 0.15, "share of customers asked", 0.05, 0.3, 0, 1, ASSUMPTION,
              "Customers who begin to fill in a profile when they are asked.",
              "assumption: no published rate of starting"),
    Parameter("company.profile_finish", 0.75, "share of those who begin", 0.5, 0.9, 0, 1, ASSUMPTION,
              "Those who finish it.",
              "assumption: vendors claim 80 % to 90 %, unchecked"),
)

DATA_MARKET = (
    Parameter("data_market.price", 0.2, "dollars per record and disclosure", 0.01, 0.32, 0, 1000, MEASURED,
              "What one buyer pays for one record, before the brokers' commission.",
              "list prices $0.209 (Time) and $0.192 (Hearst) a subscriber and sale, court filings 2013 "
              "(crainsdetroit.com/article/20130823); bulk records bought for $0.01 to $0.32 (Duke 2023, "
              "dukechronicle.com)", date="2013, 2023"),
    Parameter("data_market.commission", 0.3, "share of the price", 0.2, 0.4, 0, 1, MEASURED,
              "What broker and list manager keep.",
              "20 % + 10 % of gross billing (undated: multichannelmerchant.com/marketing/"
              "calculating-the-true-value-of-your-list-rental-income)"),
    Parameter("data_market.buyers", 1, "buyers per sale", 1, 39, 1, 1000, ASSUMPTION,
              "How many buyers get each record at a sale.",
              "assumption: one; Bounty UK sold to 39 (huntonprivacyblog.com/2019/04/17)", date="2019"),
    Parameter("data_market.again_every", 8, "months, 0 = once", 1, 24, 0, 600, ASSUMPTION,
              "Months until a record is sold again; 0 sells it once only.",
              "assumption: gives the $0.21 net a year of a list that turns one and a half times; Bounty UK "
              "sold up to 17 times a year (dataprotectionreport.com/2019/04)", date="2019"),
    Parameter("data_market.resale", 2.0, "copies per disclosure", 1, 4, 0, 100, ASSUMPTION,
              "Copies of a record that come into circulation for each disclosure, resale included.",
              "assumption: seven of nine brokers resell to each other, one to four hops (FTC 2014, "
              "gardere.com); copies uncounted", date="2014"),
    Parameter("data_market.copy_loss", 0.08, "share per month", 0.04, 0.5, 0, 1, ASSUMPTION,
              "Copies that go stale or are deleted each month; a list that is rented once loses half.",
              "assumption: a year of use"),
    Parameter("data_market.pieces", 0.083, "pieces noticed per copy and month", 0.04, 0.25, 0, 10,
              ASSUMPTION,
              "Pieces of post that a person notices for each copy in circulation.",
              "assumption: about two a disclosure in all; against 11 advertising pieces a week (USPS, "
              "nononoyes.org)", date="2019"),
    Parameter("data_market.email_passes", 0.05, "share of e-mails", 0.001, 0.2, 0, 1, ASSUMPTION,
              "E-mails that the spam filter lets by and that are noticed.",
              "assumption: filters claim to stop 99.9 %; 0 of 150 large services leaked an address in a "
              "year (arxiv.org/html/2410.08302v2), 188 firms drew 16,346 e-mails in nine months (Virginia "
              "Tech 2021, onlinepitstop.com/2021/08/06)", date="2021, 2024"),
    Parameter("data_market.sell_former", False, "yes or no", None, None, None, None, SETTING,
              "Whether records of former customers are sold, too.",
              "setting: no, unless the company says so"),
)

_STORY = "assumption: the order in which the story's reader was written to"


def _kind(name: str, weight: tuple[float, float, float], delay: tuple[int, int, int],
          emails: tuple[float, float, float]) -> tuple[Parameter, ...]:
    """The three numbers of one kind of buyer, each as (default, low, high)."""
    return (
        Parameter(f"data_market.{name}_weight", weight[0], "relative weight", weight[1], weight[2], 0, 1000,
                  ASSUMPTION,
                  f"Share of the pieces that come from {name} buyers, relative to the other kinds.",
                  _STORY),
        Parameter(f"data_market.{name}_delay", delay[0], "months", delay[1], delay[2], 0, 24, ASSUMPTION,
                  f"Months after a record's first sale until {name} buyers write.",
                  _STORY),
        Parameter(f"data_market.{name}_emails", emails[0], "e-mails per piece of post", emails[1], emails[2],
                  0, 100, ASSUMPTION,
                  f"E-mails that {name} buyers send for each piece of post.",
                  _STORY),
    )


KINDS_OF_BUYER = (
    *_kind("magazines", (0.4, 0.1, 0.7), (1, 0, 3), (0.1, 0.0, 0.5)),
    *_kind("charities", (0.3, 0.1, 0.6), (3, 1, 6), (0.1, 0.0, 0.5)),
    *_kind("travel", (0.2, 0.05, 0.5), (5, 2, 9), (0.5, 0.1, 2.0)),
    *_kind("political", (0.1, 0.02, 0.4), (8, 4, 15), (0.4, 0.1, 2.5)),
)

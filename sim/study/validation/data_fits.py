"""Numbers fitted to public data: what ships is the estimate, never a row. A test fits them again where the data are."""

from dataclasses import dataclass

EXPERIMENT = "randomised experiment on sharing purchases, 2022, n = 3,755 (doi 10.1145/3687005)"
CONCERN = "concern about tracking and sharing, 2024, n = 12,461 (github.com/aberke/fingerprinting-study)"
FINES = "fines under GDPR for want of a legal basis, 2018 to 2021, n = 324 (enforcementtracker.com)"
VILLAGES = "adoption in 25 Korean villages, 1973, n = 1,047 (github.com/USCCANA/netdiffuseR)"
DOCTORS = "adoption among 125 doctors, 1955 (github.com/USCCANA/netdiffuseR)"


@dataclass(frozen=True)
class DataFit:
    """One estimate. parameter: the one that carries it, or that it brackets. error: standard error, if it has one."""

    parameter: str
    what: str
    data: str
    estimate: float
    error: float | None
    default_is: str  # how the parameter's default follows from it


DATA_FITS = (
    DataFit(
        "people.reward_effect",
        "log-odds of sharing per dollar; the whole logit is 0.856 + 1.546 x dollars + 0.410 x shown the data",
        EXPERIMENT,
        1.546,
        0.233,
        "the estimate, though it was paid once and the model pays yearly",
    ),
    DataFit(
        "people.consent_shift_fundamentalist",
        "log-odds of sharing, strongly concerned against somewhat concerned or neutral",
        CONCERN,
        -0.711,
        0.043,
        "the same from rounded shares, 53 % against 69 %",
    ),
    DataFit(
        "people.consent_shift_unconcerned",
        "log-odds of sharing, not concerned against somewhat concerned or neutral",
        CONCERN,
        1.384,
        0.093,
        "the estimate",
    ),
    DataFit("law.fine_median", "median fine [euros]", FINES, 10_500.0, None, "about that in dollars"),
    DataFit("law.fine_spread", "standard deviation of the logarithm of fines", FINES, 2.179, 0.086, "the estimate"),
    DataFit(
        "word_of_mouth.believes",
        "log-odds of adopting in a year, share of named contacts who have adopted",
        VILLAGES,
        0.580,
        0.171,
        "so small that the same fit to the model's own people lies between the two",
    ),
    DataFit(
        "word_of_mouth.believes",
        "log-odds of adopting in a month, share of named contacts who have adopted",
        DOCTORS,
        -0.200,
        0.399,
        "as above",
    ),
)

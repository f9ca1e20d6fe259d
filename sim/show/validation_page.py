"""docs/validation.md, written from a validation and a fit."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from sim.inputs.parameter import plain
from sim.inputs.parameters import PARAMETERS
from sim.show.validation import (
    CLASSES,
    FOLLOWS,
    beliefs,
    how,
    in_percent,
    inside,
    losing,
    modelled,
    plainly,
    recovery,
    summary,
    together,
)
from sim.study.validation.data_fits import DATA_FITS
from sim.study.validation.fit import Fit
from sim.study.validation.validate import Finding

_OPENING = """# Validation: the model beside what was published

Written by `twenty-cents validate --fit --markdown`, in some minutes. `twenty-cents validate` makes the first table
again in seconds, from the scenarios in `scenarios/validation/`: `twenty-cents scenarios show validation/v01-breach`
shows one of them with its sources, and `twenty-cents compare validation/v03-unaware` lives it under every policy.

{summary}

Each figure is of one of three kinds:

{classes}

The interval is over replicates (90 %) and covers chance only. A figure is met where its mean lies within the published
limits. What is not met is not met: no parameter was moved for it.

"""
_FITTED = """## What the fit leaves open

The free parameters were fitted together to the *fitted* figures: V1 (who leaves after a breach, and who would say so)
and V3. {how} Ranges are drawn evenly, on the logarithm where they span a factor of four or more.

"""
_READING = """{together}

{recovery}

{losing}

So the published figures hold one number firmly, severity against patience, and leave almost all else as wide as it was.
Above all they are about breaches, done *to* a company; what people do over a sale, done *by* it, and how many ever find
out, nobody has measured. That is why no verdict stands without what it turns on. {inside}

"""
_DATA = """## Numbers fitted to public data

The data are not part of the program; a test fits these again where they are at hand.

| parameter | what was fitted | estimate | standard error | default | how it follows | data |
|---|---|---|---|---|---|---|
"""
_SOURCES = """
## Where the published figures are from

"""


def page(findings: Sequence[Finding], found: Fit) -> str:
    """The whole page, as Markdown."""
    classes = "\n".join(f"- *{name}*: {meaning}" for name, meaning in CLASSES.items())
    return "".join(
        [
            _OPENING.format(summary=summary(findings), classes=classes),
            _lines(_findings(findings)),
            _wrapped(_FITTED.format(how=how(found))),
            _lines(_parameters(found)),
            "\n",
            _lines(_follows(found)),
            _wrapped(_cell(_reading(found))),
            _DATA,
            _lines(_data()),
            _SOURCES,
            _lines(_sources(findings)),
        ]
    )


def _reading(found: Fit) -> str:
    return _READING.format(
        together=together(found), recovery=recovery(found), losing=losing(found), inside=inside(found)
    )


def _wrapped(text: str) -> str:
    """The same paragraphs in lines of 120 characters."""
    paragraphs = (textwrap.fill(part, 120, break_on_hyphens=False) for part in text.strip().split("\n\n"))
    return "\n" + "\n\n".join(paragraphs) + "\n\n"


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    yield "| target | figure | class | model | published | met | why |"
    yield "|---|---|---|---|---|---|---|"
    for finding in findings:
        target = finding.target
        met = "yes" if finding.met else "**no**"
        told = (target.key, target.what, f"*{target.group}*", modelled(finding), target.published)
        yield _row([*map(_cell, told[:2]), told[2], *map(_cell, told[3:]), met, _cell(finding.why)])


def _parameters(found: Fit) -> Iterator[str]:
    yield "| parameter | before | after | left of the spread | default | fitted worlds below it |"
    yield "|---|---|---|---|---|---|"
    for key, one in found.parameters.items():
        default = plain(float(PARAMETERS[key].default))
        yield _row([f"`{key}`", *beliefs(key, one), default, in_percent(found.default_at[key])])


def _follows(found: Fit) -> Iterator[str]:
    yield "| what follows | before | after | left of the spread |"
    yield "|---|---|---|---|"
    for key, one in found.figures.items():
        yield _row([_cell(FOLLOWS[key]), *beliefs(key, one)])


def _data() -> Iterator[str]:
    for one in DATA_FITS:
        default = plain(float(PARAMETERS[one.parameter].default))
        error = "" if one.error is None else plainly(one.error)
        estimate = f"{one.estimate:,.0f}" if one.estimate > 1000.0 else f"{one.estimate:.3f}"
        yield _row([f"`{one.parameter}`", one.what, estimate, error, default, one.default_is, one.data])


def _sources(findings: Sequence[Finding]) -> Iterator[str]:
    of_target = {finding.target.key: dict[str, None]() for finding in findings}
    for finding in findings:
        of_target[finding.target.key] |= dict.fromkeys(finding.sources)
    for key, sources in of_target.items():
        yield f"- {key}: {_cell('; '.join(sources))}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _cell(text: str) -> str:
    """Text that Markdown leaves alone: two dollar signs would set a formula."""
    return re.sub(r"([|$<>])", r"\\\1", text)

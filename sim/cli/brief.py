"""`twenty-cents brief`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.asked import Changes, place
from sim.cli.compare import listed, settings_of
from sim.cli.polite import polite
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.study.comparison import Comparison

AS_SAVED = (
    "The brief shows those that were saved; `twenty-cents compare` with the scenario.toml beside them gives today's."
)


class Form(StrEnum):
    """What a brief can be written as."""

    PDF = "pdf"
    HTML = "html"
    MD = "md"


class Template(StrEnum):
    """A page of everything, or a slide of one policy against another."""

    PAGE = "page"
    SLIDE = "slide"


class Paper(StrEnum):
    """The paper of a page."""

    A4 = "a4"
    LETTER = "letter"


@polite
def brief(
    scenario: Annotated[
        str | None, typer.Argument(help="A shipped scenario's name, or a TOML file; magazine if left out.")
    ] = None,
    saved: Annotated[
        Path | None, typer.Option("--from", metavar="DIR", help="What compare --out wrote there; nothing is run.")
    ] = None,
    policies: Annotated[
        str | None,
        typer.Option(metavar="A,B,...", help="Policies to compare; all of the scenario's if left out."),
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(help="The policy that the others are set against; never-sell if left out.")
    ] = None,
    people: Annotated[str | None, typer.Option(metavar="N", help="Simulated people.")] = None,
    months: Annotated[str | None, typer.Option(metavar="T", help="Months to live.")] = None,
    replicates: Annotated[str | None, typer.Option(metavar="R", help="Times to live them, each with new luck.")] = None,
    seed: Annotated[str | None, typer.Option(metavar="S", help="Same seed, same brief.")] = None,
    changes: Changes = None,
    no_doubt: Annotated[
        bool, typer.Option("--no-doubt", help="Do not ask how much rests on assumptions; saves most of the time.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(parser=place, metavar="FILE", help="Where to write it; brief.pdf if left out.")
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", help="As the end of FILE says, if left out.")] = None,
    template: Annotated[
        Template, typer.Option(help="A page of everything, or a slide of one policy against another.")
    ] = Template.PAGE,
    paper: Annotated[Paper, typer.Option(help="The paper of a page.")] = Paper.A4,
    url: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where others can open the comparison; the PDF gets a QR code of it.")
    ] = "",
) -> None:
    """Write the one-page brief: verdict, figures, charts, what would turn it, and how to repeat it."""
    from sim.show.brief import brief_bytes, check_url
    from sim.show.terminal import console
    from sim.study.folder import check_file, write_file

    form, file = _form_and_file(form, out)
    check_url(url)
    check_file(file)
    settings = settings_of(changes or [], people=people, months=months, replicates=replicates, seed=seed)
    if saved is None:
        found = _compared(scenario or "magazine", policies, baseline or "never-sell", settings, not no_doubt)
    else:
        found = _read(saved, bool(scenario or policies or baseline or settings or no_doubt))
    write_file(file, brief_bytes(found, form.value, template=template.value, paper=paper.value, url=url))
    console().print(f"Written to {file}")
    _tell_missing_signs(found, form)


def _form_and_file(form: Form | None, out: Path | None) -> tuple[Form, Path]:
    """What to write, and where. InputError where the file's name does not tell."""
    if out is None:
        form = form or Form.PDF
        return form, Path(f"brief.{form}")
    end = out.suffix.lower().removeprefix(".")
    if form is None and end not in list(Form):
        raise InputError(f"--out {out}: end it in .pdf, .html or .md, or say which with --format")
    return form or Form(end), out


def _read(saved: Path, more_asked: bool) -> "Comparison":
    from sim.show.terminal import console
    from sim.study.made_by import by_another_version
    from sim.study.saved import read

    if more_asked:
        raise InputError("--from takes a comparison as it was saved; leave out the scenario and what changes it")
    found = read(saved)
    if remark := by_another_version(found.version, AS_SAVED):
        console(error=True).print(f"Note: {remark}", markup=False)
    return found


def _compared(
    scenario: str, policies: str | None, baseline: str, settings: dict[str, str], doubt: bool
) -> "Comparison":
    """The comparison, run with all that a brief can say."""
    from sim.inputs.scenario import load
    from sim.show.terminal import console, progress
    from sim.study.compare import compare

    world = load(scenario).changed(settings)
    with progress(console(error=True)) as bar:
        chosen = None if policies is None else listed(policies)
        return compare(world, chosen, baseline, doubt=doubt, progress=bar)


def _tell_missing_signs(found: "Comparison", form: Form) -> None:
    from sim.show.brief import content, without_signs
    from sim.show.terminal import console

    if form is Form.PDF and (signs := without_signs(content(found))):
        console(error=True).print(f"Note: the PDF shows � for what its fonts lack: {signs}; HTML and Markdown have it.")

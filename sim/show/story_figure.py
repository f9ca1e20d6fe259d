"""A story on a time line: one lane a policy, one above the other, readable on a phone and in black and white."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.model.columns import KINDS
from sim.show.figures import COLOURS, DPI, INK, PALE
from sim.show.story_summing_up import ending
from sim.show.wording import dollars
from sim.study.stories.events import Event
from sim.study.stories.story import Life, Story

WIDTH = 6.0  # inches: a phone shows it at nearly half its size, hence the large letters
LETTERS, SMALL = 12.5, 11.0  # points
# What is written above the line; what is left out stands in the rows below it, or in the words.
LABELS = {
    "told": "is told",
    "said_yes": "says yes",
    "said_no": "says no",
    "found_out": "finds out",
    "aware": "hears of it",
    "had_enough": "has had enough",
    "told_friends": "tells friends",
    "complained": "complains",
    "left": "leaves",
    "joined": "joins",
    "came_back": "comes back",
    "profile": "fills in a profile",
    "press": "press story",
}
MARKS = {"left": "X", "joined": "^", "came_back": "^"}  # shapes, not colours, tell them apart
MAIL = {"magazines": "magazines", "charities": "charities", "travel": "travel", "political": "campaigns"}
LINE, SOLD = 0.0, -1.0  # heights of the rows


def story_figure(story: Story) -> Figure:
    """The story's drawing: when a customer, when sold, what mail came, and what was done about it."""
    labels = [_labels(life, story.months) for life in story.lives]
    rows = [1 + max((row for *_, row in placed), default=0) for placed in labels]
    below = [6.0 if life.times_sold else 1.0 for life in story.lives]
    heights = [above * 0.85 + under + 1.6 for above, under in zip(rows, below, strict=True)]
    figure = Figure(figsize=(WIDTH, 0.9 + 0.31 * sum(heights)), dpi=DPI, layout="constrained")
    lanes = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": heights})
    for axes, life, placed, above, under in zip(lanes, story.lives, labels, rows, below, strict=True):
        _lane(axes, story.months, life)
        for text, month, left, row in placed:
            _label(axes, text, month, left, row)
        axes.set_ylim(0.4 - under, 0.6 + 0.85 * above)
    _years(lanes[-1], story.months)
    if any(life.mail for life in story.lives):
        lanes[-1].set_xlabel("dots: mail, open ones by e-mail; larger: several pieces", color=INK, fontsize=SMALL)
    return figure


def _lane(axes: Axes, months: int, life: Life) -> None:
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(PALE)
    axes.tick_params(axis="y", length=0, labelsize=SMALL, labelcolor=INK)
    axes.tick_params(axis="x", length=0, labelsize=SMALL, labelcolor=INK)
    axes.set_title(_plain(life.label), loc="left", color=INK, fontsize=LETTERS + 1, fontweight="bold", pad=20)
    worth = _plain(f"worth {dollars(life.worth)}")
    axes.set_title(worth, loc="right", color=INK, fontsize=LETTERS, pad=20)
    # the second line of the title, in lighter letters
    axes.annotate(_plain(ending(life)), (0, 1), (0, 5), "axes fraction", "offset points", color=INK, fontsize=SMALL)
    axes.axhline(LINE, color=PALE, linewidth=1.2, linestyle=":")
    for first, last in life.spells:
        axes.plot([first - 0.5, last + 0.5], [LINE, LINE], color=COLOURS[0], linewidth=9, solid_capstyle="butt")
    rows = {LINE: "customer"}
    if life.times_sold:
        rows |= {SOLD: "sold"} | {_row(kind): name for kind, name in MAIL.items()}
        sales = [event.month for event in life.events if event.what == "sold"]
        axes.plot(sales, [SOLD] * len(sales), "v", color=COLOURS[1], markeredgecolor=INK, markersize=9, linewidth=0)
        for one in life.mail:
            size = min(6.0 + 2.0 * (one.pieces - 1), 13.0)
            fill, edge = (INK, "white") if one.channel == "post" else ("white", INK)
            at = _row(one.sender)
            axes.plot(one.month, at, "o", color=fill, markeredgecolor=edge, markeredgewidth=1.2, markersize=size)
    axes.set_yticks(list(rows), list(rows.values()))
    for border in range(12, months, 12):
        axes.axvline(border + 0.5, color="#E2E2E2", linewidth=0.8, zorder=0)
    for event in life.events:
        if event.what in MARKS:
            axes.plot(
                event.month + _at(event), LINE, MARKS[event.what], color="white", markeredgecolor=INK, markersize=13
            )


def _row(kind: str) -> float:
    return SOLD - 1.0 - KINDS.index(kind)


def _at(event: Event) -> float:
    """Leaving, joining and coming back take effect at a month's end."""
    return 0.5 if event.what in MARKS else 0.0


def _labels(life: Life, months: int) -> list[tuple[str, float, bool, int]]:
    """What to write above the line: text, month, whether it runs to the left, and in which row; none on another."""
    said: dict[float, list[str]] = {}
    complained = False
    for event in life.events:
        if event.what not in LABELS or (event.what == "complained" and complained):
            continue  # the first complaint stands for all
        complained = complained or event.what == "complained"
        said.setdefault(event.month + _at(event), []).append(LABELS[event.what])
    per_letter = months * LETTERS * 0.58 / 72.0 / (WIDTH - 1.3)  # months
    taken: list[tuple[float, float, int]] = []
    placed = []
    for month, texts in sorted(said.items(), reverse=True):  # earlier ones higher, so that stems cross no text
        text = ", ".join(texts)
        width = len(text) * per_letter
        left = month + width > months
        start, end = (month - width, month) if left else (month, month + width)
        over = [at for other_start, other_end, at in taken if start < other_end and other_start < end]
        row = max(over, default=-1) + 1
        taken.append((start, end, row))
        placed.append((text, month, left, row))
    return placed


def _label(axes: Axes, text: str, month: float, left: bool, row: int) -> None:
    height = 0.85 * (row + 1)
    axes.plot([month, month], [LINE, height], color=INK, linewidth=0.9, zorder=1)
    axes.annotate(
        text,
        (month, height),
        (-3 if left else 3, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        color=INK,
        fontsize=LETTERS,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )


def _years(axes: Axes, months: int) -> None:
    years = -(-months // 12)
    step = -(-years // 6)
    shown = [year for year in range(0, years, step) if year * 12 + 1 <= months]
    middles = [(12 * year + 1 + min(12 * (year + 1), months)) / 2 for year in shown]
    axes.set_xticks(middles, [f"year {year + 1}" for year in shown])
    axes.set_xlim(0, months + 1)


def _plain(text: str) -> str:
    """A dollar sign begins a formula in matplotlib's texts."""
    return text.replace("$", r"\$")

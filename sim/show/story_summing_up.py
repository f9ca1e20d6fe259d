"""What a story came to, in plain words: how it ends, the money, why it is this person's, and the drawing described."""

from sim.show.story_words import date, span_of
from sim.show.wording import count, dollars, listed
from sim.study.stories.story import Life, Story


def ending(life: Life) -> str:
    """How a life stands after the last month."""
    if life.customer_at_end:
        stands = "Still a customer"
    else:
        stands = "No longer a customer" if life.first_left else "Never became a customer"
    if not life.times_sold:
        return f"{stands}; never sold."
    return f"{stands}, and {_knows(life)}."


def _knows(life: Life) -> str:
    """What one whose record was sold knows of it at the end."""
    happened = {event.what for event in life.events}
    if life.knows_at_end:
        return "knows who sold the record"
    if "said_yes" in happened:
        return "had said yes to the sale"
    return "had been told that records are sold" if "told" in happened else "does not know about the sale"


def what_it_came_to(story: Story) -> str:
    """The money: what the sale of this record brought, and what it lost or kept."""
    here, there = story.lives
    if here.worth == there.worth:
        return f"To the company this customer is worth exactly the same under both: {dollars(here.worth)}.{_law(story)}"
    better, worse = (here, there) if story.difference > 0 else (there, here)
    return (
        f"{_sale_and_the_rest(story)}In all, this one customer is worth {dollars(abs(story.difference))} more to "
        f'the company under "{better.label}" ({dollars(better.worth)}, against {dollars(worse.worth)} under '
        f'"{worse.label}").{_law(story)}'
    )


def _law(story: Story) -> str:
    """What one customer's money leaves out, where a policy may cost the company penalties."""
    labels = [f'"{life.label}"' for life in story.lives if life.penalties]
    if not labels:
        return ""
    return f" Fines and settlements that {listed(labels)} may cost the whole company are not counted in this."


def _sale_and_the_rest(story: Story) -> str:
    """What the sale of the record made different, and what the rest did; empty where no sale did."""
    here, there = story.lives
    sold = here.records_brought - there.records_brought
    if not sold:
        return ""
    rest = story.difference - sold
    records = f'Selling this record brought {dollars(abs(sold))} more under "{(here if sold > 0 else there).label}". '
    if abs(rest) < 0.005:
        return f"{records}Nothing else changed. "
    return (
        f"{records}In everything else, subscription above all, this customer is worth {dollars(abs(rest))} "
        f'{"more" if rest > 0 else "less"} under "{here.label}" than under "{there.label}". '
    )


def stayed(story: Story) -> str:
    """Which policy kept the customer longer, in a sentence; empty where none did."""
    here, there = story.lives
    beyond = story.months + 1
    ends = {life.label: life.first_left or beyond for life in (there, here)}
    if not all(life.spells for life in story.lives) or ends[here.label] == ends[there.label]:
        return ""
    sooner, later = sorted((here, there), key=lambda life: ends[life.label])
    leaves = f'Under "{sooner.label}" this customer leaves in {date(ends[sooner.label])}'
    if later.first_left is None:
        after = span_of(story.months - ends[sooner.label])
        return f'{leaves}; under "{later.label}" he or she is still there {after} later, when the story ends.'
    return f'{leaves}, under "{later.label}" {span_of(ends[later.label] - ends[sooner.label])} later.'


def how_found(story: Story) -> str:
    """Why it is this person's story: what was looked for, and whether it was found."""
    choice = story.choice
    where = f"{count(story.people)} simulated people"
    if choice.kind == "number":
        return f"Person {story.person} of {where}, as asked."
    met = [one.words for one in choice.criteria if one.met]
    unmet = [one.words for one in choice.criteria if not one.met]
    looked = choice.searched // story.people
    lives = where
    if looked > 1:
        lives = f"{count(choice.searched)} simulated people ({looked} of this scenario's {story.replicates} markets)"
    head = f"Looked for among {lives}, in this order: {'; '.join(met)}."
    if not choice.exact:
        return (
            f"{head} Nobody is all that was asked for: not found was that one also {'; '.join(unmet)}. "
            f"{_one_of(choice.matching, 'This one is nearest to it', f'{choice.matching:,} come as near')}."
        )
    of_all = f"{choice.matching:,} of {count(story.people)} are all of this"
    return f"{head} {_one_of(choice.matching, 'One person is all of this', of_all)}."


def _one_of(matching: int, alone: str, several: str) -> str:
    return alone if matching == 1 else f"{several}; this one is nearest to their middle"


def not_a_proof(story: Story) -> str:
    """What a story is not."""
    return (
        "One simulated life, lived twice with the same luck: nothing in it is written by hand, and it proves nothing. "
        f"How many fare like this, `twenty-cents compare {story.scenario}` says. Months count from January of year 1. "
        "Money is at today's value, with what a customer still there is expected to bring later."
    )


def alt(story: Story) -> str:
    """The drawing in words, for those who cannot see it."""
    lanes = " ".join(_lane(life) for life in story.lives)
    return f"A time line of {span_of(story.months)} in two lanes, one below the other. {lanes}"


def _lane(life: Life) -> str:
    spells = listed([f"from {date(first)} to {date(last)}" for first, last in life.spells]) if life.spells else ""
    said = [f"a customer {spells}" if spells else "never a customer"]
    if life.times_sold:
        first = next(event.month for event in life.events if event.what == "sold")
        times = "once" if life.times_sold == 1 else f"{life.times_sold} times"
        said.append(f"sold {times}, first in {date(first)}")
        said.append(f"{life.pieces} pieces of mail" if life.pieces != 1 else "one piece of mail")
    if life.found_out:
        said.append(f"finds out in {date(life.found_out)}")
    if life.first_left:
        said.append(f"leaves in {date(life.first_left)}")
    return f'Under "{life.label}": {"; ".join(said)}.'

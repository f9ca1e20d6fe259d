"""What can go wrong, in words that a user can act on. The command prints the message and no traceback.

TwentyCentsError
|-- InputError    something that the user gave is wrong: a scenario, a CSV file, an option (exit code 2)
`-- RunError      the inputs were fine, but the run could not be finished
    `-- Stopped   by Ctrl-C or a job scheduler; what was lived is kept (exit code 130)
"""


class TwentyCentsError(Exception):
    """Anything that the program itself reports. Its text is meant for the user."""


class InputError(TwentyCentsError):
    """What the user gave cannot be used. One line a problem: file, key, value, and what would be right."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, ...]]:
        """Come out of another process with its problems still apart."""
        return type(self), self.problems


class RunError(TwentyCentsError):
    """A run failed or was stopped; what is already on disk is whole. kept: what that is, and how to go on."""

    def __init__(self, reason: str, kept: str = "") -> None:
        super().__init__(f"{reason}\n{kept}" if kept else reason)
        self.reason, self.kept = reason, kept

    def __reduce__(self) -> tuple[type["RunError"], tuple[str, ...]]:
        """Come out of another process with its two parts still apart."""
        return type(self), (self.reason, self.kept)


class Stopped(RunError):
    """Somebody stopped the run; what is already on disk is kept."""

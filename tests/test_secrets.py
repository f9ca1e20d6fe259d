"""No tracked file holds a key, a token or a password."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KINDS = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "an AWS key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a GitHub token": r"\b(?:gh[oprsu]_[A-Za-z0-9]{36}|github_pat_\w{22,})\b",
    "a GitLab token": r"\bglpat-[\w-]{20,}",
    "a Slack token": r"\bxox[abprs]-[\w-]{10,}",
    "a Google key": r"\bAIza[\w-]{35}\b",
    "a key of a payment or AI service": r"\b[rs]k[-_](?:live[-_]|proj-|ant-)?[A-Za-z0-9]{24,}\b",
    "a signed web token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "a password in an address": (
        r"\b[a-z][a-z0-9+.-]*://[^\s/:@{}$<>'\"]+:(?!password@|secret@)[^\s/:@{}$<>'\"]+@[\w.-]+"  # those stand for one
    ),
    "a password in a setting": (
        r"(?i)\b(?:password|passwd|secret|api_?key|token)\b['\"]?\s*[:=]\s*['\"](?!['\"<{$])[^'\"\s]{8,}['\"]"
    ),
}
PATTERNS = {kind: re.compile(pattern) for kind, pattern in KINDS.items()}


def secrets_in(text: str) -> Iterator[str]:
    """What looks like a secret, by kind and line; never the secret itself."""
    for number, line in enumerate(text.splitlines(), 1):
        yield from (f"line {number}: {kind}" for kind, pattern in PATTERNS.items() if pattern.search(line))


def test_no_tracked_file_holds_a_secret() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what is tracked cannot be told")
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0")
    files = [ROOT / name for name in names if name and (ROOT / name).is_file()]
    contents = {file: file.read_bytes() for file in files}
    texts = {file: content.decode() for file, content in contents.items() if b"\0" not in content}
    found = [f"{file.relative_to(ROOT)}, {secret}" for file, text in texts.items() for secret in secrets_in(text)]
    assert found == []


@pytest.mark.parametrize(
    "pieces",
    [
        ("-----BEGIN RSA PRIVATE", " KEY-----"),
        ("AKIA", "ABCDEFGHIJKLMNOP"),
        ("ghp_", "a" * 36),
        ("xoxb-", "1234567890ab"),
        ("sk-", "proj-" + "a1" * 20),
        ("postgresql://me:hunter22", "@db.example.org/x"),
        ("password", ' = "correct-horse"'),
    ],
)
def test_secrets_are_seen(pieces: tuple[str, str]) -> None:
    """Each is put together here, so that it is no secret in this file."""
    assert list(secrets_in("".join(pieces)))

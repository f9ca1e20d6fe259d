"""Room codes, team codes, phones' keys and PINs: made by chance, kept so that a stolen file does not give them away."""

import hashlib
import hmac
import secrets

from sim.errors import InputError

LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # none that are mistaken for each other; no vowels, so no words
CODE_LENGTH = 6  # 28 ** 6 is 480 million; wrong ones are limited besides (`guesses`)
PIN_LENGTHS = (6, 64)

# One guess takes about 60 ms and 16 MB. Source: RFC 7914, and the recommendation of OWASP (N = 2^14, r = 8, p = 5).
_COST = {"n": 2**14, "r": 8, "p": 5, "dklen": 32}


def code() -> str:
    """A code for people to type: a room's, or a team's."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def typed_code(text: str) -> str:
    """A code as it was meant: without spaces, hyphens and case."""
    return "".join(letter for letter in text.upper() if letter in LETTERS)[:CODE_LENGTH]


def phone_key() -> str:
    """What a phone carries in its address, so that it is known again: 128 bits."""
    return secrets.token_urlsafe(16)


def kept_key(key: str) -> str:
    """What is written down of a phone's key."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def new_pin() -> str:
    """A PIN of six digits."""
    return f"{secrets.randbelow(10**6):06d}"


def check_pin(pin: str) -> str:
    """A PIN that somebody chose. InputError."""
    shortest, longest = PIN_LENGTHS
    if not shortest <= len(pin) <= longest or not pin.isprintable():
        raise InputError(f"PIN: has {len(pin)} characters; must have {shortest} to {longest} that can be seen")
    return pin


def hashed_pin(pin: str) -> str:
    """What is written down of a PIN: salt and hash."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${hashlib.scrypt(pin.encode(), salt=salt, **_COST).hex()}"


def is_pin(typed: str, kept: str) -> bool:
    """Whether this PIN was meant; takes the same time whatever is wrong with it."""
    salt, _, digest = kept.partition("$")
    found = hashlib.scrypt(typed[: PIN_LENGTHS[1]].encode("utf-8", "replace"), salt=bytes.fromhex(salt), **_COST)
    return hmac.compare_digest(found, bytes.fromhex(digest))

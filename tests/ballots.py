"""Secret ballots as a member's own client makes them, and a small key for tests."""

from dataclasses import dataclass
from functools import cached_property
from math import gcd
from random import Random
from uuid import UUID

from domain.council.events import Ballot, BallotKey, BallotPaper, Choice
from domain.council.proof import EXPONENT, box_of, image


def is_prime(number: int) -> bool:
    """Say whether a number is prime, by Miller and Rabin with the first primes as witnesses."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for witness in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        seen = pow(witness, odd, number)
        chain = [seen := seen * seen % number for _ in range(twos - 1)]
        if pow(witness, odd, number) not in {1, number - 1} and number - 1 not in chain:
            return False
    return True


@dataclass(frozen=True)
class Signer:
    """Whoever signs ballots; small enough for thousands of them."""

    seed: int
    bits: int = 128

    @cached_property
    def primes(self) -> tuple[int, int]:
        rng = Random(self.seed)
        found: list[int] = []
        while len(found) < 2:
            tried = rng.getrandbits(self.bits) | 1 | 3 << (self.bits - 2)
            if tried % EXPONENT != 1 and tried not in found and is_prime(tried):
                found.append(tried)
        return found[0], found[1]

    @property
    def modulus(self) -> int:
        return self.primes[0] * self.primes[1]

    @cached_property
    def exponent(self) -> int:
        one, other = self.primes
        return pow(EXPONENT, -1, (one - 1) * (other - 1))

    def key(self, nomination: UUID) -> BallotKey:
        return BallotKey(nomination, f"{self.modulus:x}")

    def sign(self, blinded: int) -> int:
        return pow(blinded, self.exponent, self.modulus)


@dataclass(frozen=True)
class Draft:
    """What a member writes before anybody signs: only they know the number and the factor."""

    session: UUID
    nomination: UUID
    nonce: str
    choice: Choice
    factor: int
    modulus: int

    @property
    def blinded(self) -> int:
        ballot = Ballot(self.nonce, self.choice, "0")
        number = image(box_of(self.session, self.nomination), ballot, self.modulus)
        return number * pow(self.factor, EXPONENT, self.modulus) % self.modulus

    def paper(self, signed: int) -> BallotPaper:
        return BallotPaper(self.nomination, f"{self.blinded:x}", f"{signed:x}")

    def ballot(self, signed: int) -> Ballot:
        proof = signed * pow(self.factor, -1, self.modulus) % self.modulus
        return Ballot(self.nonce, self.choice, f"{proof:x}")


def drafted(session: UUID, nomination: UUID, choice: Choice, modulus: int, rng: Random) -> Draft:
    """Fill in a ballot with numbers of the member's own."""
    factor = 0
    while gcd(factor, modulus) != 1:
        factor = rng.randrange(2, modulus)
    return Draft(session, nomination, f"{rng.getrandbits(256):064x}", choice, factor, modulus)


def voted(
    session: UUID, nomination: UUID, choice: Choice, signer: Signer, rng: Random
) -> tuple[BallotPaper, Ballot]:
    """Return the paper that is taken and the ballot that comes of it."""
    draft = drafted(session, nomination, choice, signer.modulus, rng)
    signed = signer.sign(draft.blinded)
    return draft.paper(signed), draft.ballot(signed)

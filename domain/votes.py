"""Ballots needed, and which votes a rule is about."""

Where = tuple[str | None, str | None, str | None]


def covers(said: Where, vote: Where) -> bool:
    """Say whether what is said of an award, a level and a unit, None of any, is said of a vote."""
    return all(map(_is_about, said, vote))


def _is_about(mine: str | None, theirs: str | None) -> bool:
    return mine in {None, theirs}


def votes_needed(members: int, percent: int) -> int:
    """
    Return how many ballots in favour a council needs.

    Whole numbers only: 90 % of 11 members is 9.9, so 10 ballots, never 9.

    Args:
        members: every appointed member, absent ones included (written opinions count).
        percent: share required, 1 to 100, from the rulebook of the nomination.

    Raises:
        ValueError: no members, or a share outside 1..100; both are data errors.

    Source:
        Decree 91/2017 art. 45(8), 90 % of all members; kept in later decrees: not confirmed.
    """
    if members < 1 or not 1 <= percent <= 100:  # noqa: PLR2004
        raise ValueError(f"{percent} % of {members} members")
    return -(-members * percent // 100)


def part_needed(members: int, part: int, whole: int) -> int:
    """
    Return how many of *members* are at least *part* of *whole*: 2 of 3 of 11 members are 8.

    Raises:
        ValueError: no members, or no share between nothing and all; both are data errors.

    Source:
        Quorum of two thirds, domain facts 8.10: not confirmed; the share is data.
    """
    if members < 1 or not 0 < part <= whole:
        raise ValueError(f"{part} of {whole} of {members} members")
    return -(-members * part // whole)

"""What is read only as it is now, and why; every other read takes `known_at` and its siblings."""

from collections.abc import Mapping

DATA = "data of the rulebooks and the directory, not folded from facts; it has dates of its own"
NOW_ALONE = "what this caller may do now"
KEPT_APART = "persons' data is told as it is kept: what was erased is gone, each reading is noted"
PROVEN = "a proof speaks of the size of the log that it names"
SECOND = "what waits for a second person now; each act is a fact with its day"

NOT_AS_OF: Mapping[str, str] = {
    "/awards": DATA,
    "/awards/{award}": "data of the rulebooks, and which powers reforms have moved by that day",
    "/calendar/{year}": DATA,
    "/movements": DATA,
    "/movements/{movement}": DATA,
    "/units": DATA,
    "/units/{code}": DATA,
    "/nominations/{nomination}/acts": NOW_ALONE,
    "/possible-acts": NOW_ALONE,
    "/nominations/{nomination}/favourable": NOW_ALONE,
    "/nominations/{nomination}/evidence/{sha256}": "bytes never change under their digest",
    "/councils/sessions/{session}/ballots": "published once, when counted, and never changed",
    "/nominations/{nomination}/letters": KEPT_APART,
    "/honours/{honour}/complaints": KEPT_APART,
    "/nominees/{nominee}/personal-data": KEPT_APART,
    "/nominees/{nominee}/personal-data/export": KEPT_APART,
    "/nominees/{nominee}/personal-data/reads": KEPT_APART,
    "/person-requests": KEPT_APART,
    "/parked-messages": "what was put aside is kept outside the log, and let go",
    "/parked-messages/{message}": "what was put aside is kept outside the log, and let go",
    "/house-acts": SECOND,
    "/house-acts/{act}": SECOND,
    "/house-acts/{act}/changes": SECOND,
    "/checkpoint": PROVEN,
    "/proofs/inclusion": PROVEN,
    "/proofs/consistency": PROVEN,
    "/councils/{council}/sub-log": PROVEN,
    "/nominations/{nomination}/audit-pack": PROVEN,
    "/decisions/{decision}/audit-pack": PROVEN,
}


def told_of_them() -> str:
    """Return the paragraph of the description that names them."""
    why: dict[str, list[str]] = {}
    for path, reason in NOT_AS_OF.items():
        why.setdefault(reason, []).append(f"`{path}`")
    return "\n".join(f"- {', '.join(paths)}: {reason}." for reason, paths in why.items())

"""Orders of whoever keeps the directory of units and posts."""

from dataclasses import dataclass

from domain.directory.events import PostAnnounced, UnitAnnounced
from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class AnnounceUnit:
    hand: Hand
    told: UnitAnnounced


@dataclass(frozen=True, slots=True)
class AnnouncePost:
    hand: Hand
    told: PostAnnounced


DirectoryCommand = AnnounceUnit | AnnouncePost

"""Which address calls, and what of addresses counts as one caller."""

import re
from ipaddress import IPv6Address, ip_address

NETWORK, LONGEST = 64, 64
PORTED = re.compile(r"\[([^\]]+)\](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}")
"""An address beside which a proxy wrote the port of the line: each connection has another."""


def caller(told: str, line: str) -> str:
    """Return the address that a proxy told, without its port; if that is none, the *line*'s own."""
    found = PORTED.fullmatch(told)
    bare = (found[1] or found[2]) if found else told
    try:
        ip_address(bare.partition("%")[0])
    except ValueError:
        return line
    return bare


def network_of(address: str) -> str:
    """
    Return what is counted as one: an address, of IPv6 its network of 64 bits.

    Of those one line has more than could be counted. What is no address counts by its first 64
    characters.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:LONGEST]
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Address(int(found) >> NETWORK << NETWORK))

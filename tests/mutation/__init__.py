"""Holding the tests of the domain against small planted faults, each of which one must see."""

"""An address is read whatever a proxy writes beside it, and counts by its network."""

import pytest

from services.callers import caller, network_of


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:5678", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[fe80::1%eth0]:443", "fe80::1%eth0"),
        ("unknown", "10.0.0.9"),
        ("_hidden:443", "10.0.0.9"),
        ("192.0.2.1:", "10.0.0.9"),
        ("192.0.2.1:https", "10.0.0.9"),
        ("192.0.2.1:123456", "10.0.0.9"),
        ("192.0.2.256:80", "10.0.0.9"),
        ("[2001:db8::1]443", "10.0.0.9"),
        ("[2001:db8::1", "10.0.0.9"),
        ("", "10.0.0.9"),
    ],
)
def test_the_port_is_taken_off_and_what_is_no_address_is_not_believed(told, address):
    assert address == caller(told, "10.0.0.9")


def test_a_network_of_ipv6_is_counted_as_one():
    same = {network_of(one) for one in ("2001:db8::1", "2001:db8::ffff:1")}

    assert ({"2001:db8::"}, "192.0.2.1") == (same, network_of("::ffff:192.0.2.1"))
    assert ["x:y", "fe80::", "a" * 64, "192.0.2.1", ""] == [
        network_of(one) for one in ("x:y", "fe80::1%eth0", "a" * 99, "192.0.2.1", "")
    ]

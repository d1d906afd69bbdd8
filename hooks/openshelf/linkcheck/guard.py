"""Which IP addresses may be connected to: public ones only, so that no link can point us into a private network."""

from __future__ import annotations

from ipaddress import ip_address

from openshelf.model.networks import is_public

BAD_PORTS = frozenset(
    {
        *(1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104),
        *(109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515),
        *(526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049),
        *(3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    }
)
"""Ports of mail servers and the like, which browsers refuse (WHATWG Fetch, *bad port*)."""


def may_connect(ip: str, *, loopback: bool = False) -> bool:
    """Whether an IP address may be connected to; ``loopback`` allows this machine itself, for tests."""
    try:
        address = ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if loopback and address.is_loopback:
        return True
    return is_public(address)

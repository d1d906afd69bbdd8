"""Which machines may be asked: public ones only, so that nobody can point a check at a private network."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_MORE = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "168.63.129.16/32",  # a public number that one cloud uses for the machine beside each of its machines
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "fec0::/10",
        "64:ff9b:1::/48",
        "5f00::/16",
    )
)
"""Networks that not every version of Python knows as private."""

BAD_PORTS = frozenset(
    {
        *(1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104),
        *(109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515),
        *(526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049),
        *(3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    }
)
"""Ports of mail servers and the like, which no browser asks (WHATWG Fetch, *bad port*)."""

_TRANSLATED = IPv6Network("64:ff9b::/96")


def may_ask(number: str, *, loopback: bool = False) -> bool:
    """Whether a machine with this IP address may be asked; ``loopback`` allows this machine itself, for tests."""
    try:
        address = ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if loopback and address.is_loopback:
        return True
    return all(_is_public(each) for each in (address, *_inner(address)))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    known = address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
    inside = isinstance(address, IPv6Address) and (address.ipv4_mapped is not None or address in _TRANSLATED)
    return (known or inside) and not any(address in net for net in _MORE if net.version == address.version)


def _inner(address: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that an IPv6 address carries and would reach."""
    if isinstance(address, IPv4Address):
        return ()
    carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _TRANSLATED or int(address) >> 32 == 0:
        carried.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(each for each in carried if each is not None)

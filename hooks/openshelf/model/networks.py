"""Which IP addresses mean the same machine everywhere, and which only something in the reader's own network."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

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

_TRANSLATED = IPv6Network("64:ff9b::/96")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an IP address, and every other one that it carries inside, is a public one."""
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

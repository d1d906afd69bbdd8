"""What is known about hosts: where services that only send readers on lead, and what a token opens."""

from __future__ import annotations

import pytest

from openshelf.model.hosts import short_tokens, signatures, unwrapped

SAFE = "safelinks.protection.outlook.com"
WRAPPED = {
    "https://www.google.com/url?q=https://a.org/b%3Fc%3Dd&sa=D&source=editors": "https://a.org/b?c=d",
    "https://www.google.com.br/url?sa=t&url=https%3A%2F%2Fa.org%2F%C3%A9%2Fb%2520c#d": "https://a.org/%C3%A9/b%20c#d",
    "https://www.google.co.uk/url?q=https%3A%2F%2Fa.org%2Fb_%28c%29": "https://a.org/b_%28c%29",
    "http://lm.facebook.com/l.php?u=http%3A%2F%2Fa.org%2F%3Ffbclid%3DIw%26b%3Dc&h=A": "http://a.org/?b=c",
    "https://l.instagram.com/?u=https%3A%2F%2Fa.org%2F&e=1": "https://a.org/",
    "https://l.messenger.com/l.php?u=https%3A%2F%2Fa.org%2F": "https://a.org/",
    "https://out.reddit.com/t3_abc?url=https%3A%2F%2Fa.org%2F&token=AQ": "https://a.org/",
    "https://www.youtube.com/redirect?event=video&redir_token=Q&q=https%3A%2F%2Fa.org%2F": "https://a.org/",
    "https://slack-redir.net/link?url=https%3A%2F%2Fa.org": "https://a.org",
    f"https://nam02.{SAFE}/?url=https%3A%2F%2Fa.org%2Fb&data=05%7C01%7C&reserved=0": "https://a.org/b",
    "https://urldefense.com/v3/__https://a.org:443/b?c=d*e__;Kw!-612Flbf0J!Ue6tQ$": "https://a.org:443/b?c=d+e",
    "https://urldefense.com/v3/__https:/a.org/b__;!!x": "https://a.org/b",
    "https://urldefense.com/v3/__https://a.org/**Ab__;w6nDqQ!!x": "https://a.org/ééb",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__a.org_b-2Dc_&d=DwMF": "https://a.org/b-c/",
    "https://t.umblr.com/redirect?z=https%3A%2F%2Fa.org&t=M": "https://a.org",
    "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fa%2Eorg&urlhash=b": "https://a.org",
    "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fa.org%2F&rut=1": "https://a.org/",
    "https://steamcommunity.com/linkfilter/?url=https://a.org": "https://a.org",
    "https://vk.com/away.php?to=https%3A%2F%2Fa.org": "https://a.org",
    "https://www.bing.com/ck/a?!&&p=b&u=a1aHR0cHM6Ly9hLm9yZy8&ntb=1": "https://a.org/",
    "https://www.google.com/amp/s/www.a.org/b/amp?c=1": "https://www.a.org/b/amp?c=1",
    "https://www.google.com/amp/a.org/b": "http://a.org/b",
    "https://www-a-org.cdn.ampproject.org/c/s/www.a.org/b?amp_js_v=a6&amp_gsa=1": "https://www.a.org/b",
    f"https://www.google.com/url?q=https%3A%2F%2Feur01.{SAFE}%2F%3Furl%3Dhttps%253A%252F%252Fa.org": "https://a.org",
}
PLAIN = [
    "https://a.org/?url=https://b.org/",
    "https://web.archive.org/web/2020/https://a.org/",
    "https://www.google.com/search?q=https://a.org",
    "https://www.google.com/url?q=words",
    "https://www.google.com/url?q=javascript:alert(1)",
    "https://google.a.org/url?q=https://b.org",
    f"https://{SAFE}.a.org/?url=https://b.org",
    "https://www.facebook.com/sharer.php?u=https://a.org",
    "https://www.youtube.com/watch?v=1&q=https://a.org",
    "https://www.google.com/amp/",
    "https://urldefense.com/v3/__https://a.org/*__;!!x",
    "https://urldefense.com/v3/__https://a.org/b*c__;%%%!!x",
    "https://www.bing.com/ck/a?u=a1aHR0c!",
    "https://www.google.com/url?q=https%3A%2F%2F",
    "mailto:a@b.org",
]


@pytest.mark.parametrize("address", WRAPPED)
def test_the_address_behind_a_service_is_found(address: str) -> None:
    assert unwrapped(address) == WRAPPED[address]


@pytest.mark.parametrize("address", PLAIN)
def test_other_addresses_stay_as_they_are(address: str) -> None:
    assert unwrapped(address) == address


def test_a_chain_without_end_is_followed_some_steps() -> None:
    address = "https://a.org/"
    for _ in range(12):
        address = f"https://www.google.com/url?q={address}"
    assert unwrapped(address).startswith("https://www.google.com/url?q=")
    escapes = "%2525" * 80_000
    assert unwrapped(f"https://www.google.com/url?q=https://a.org/{escapes}").startswith("https://a.org/%25")


@pytest.mark.parametrize(
    ("query", "opens", "may"),
    [
        ("token=Co5JuSLO", set(), {"token"}),
        ("token=Co5JuSLOx9Q", {"token"}, set()),
        ("itok=Co5JuSLO", set(), set()),
        ("token=what-it-is", set(), set()),
        ("password=a1", {"password"}, set()),
        ("%54oken=1&rlkey=ab", {"rlkey"}, {"token"}),
    ],
)
def test_tokens_are_told_apart_by_their_length(query: str, opens: set[str], may: set[str]) -> None:
    assert (signatures(f"https://a.org/?{query}"), short_tokens(f"https://a.org/?{query}")) == (opens, may)

"""Samples of the rules of ``check/link_targets.py`` and ``check/link_words.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import bad, good
from pictures import picture

if TYPE_CHECKING:
    from check.samples import Sample

CATALOGUE, HOW_TO = "resources.yml", "guides/how-to/draw.md"
STEPS = "Take [[paper]] and [[pencil|something to write with]]."
"""What samples replace in the how-to guide: line 11 of the file."""
URL = "https://paper.example.org/"
HTTPS = "write an address that starts with https://"
SETTINGS = "mkdocs.yml"
AT = f"{HOW_TO}:11:1"
COPY = "put a copy into docs/images/"
PICTURE = {"docs/assets/map.png": picture()}

SAMPLES: dict[str, list[Sample]] = {
    "link-target": [
        bad("a script", {HOW_TO: (STEPS, "[x](javascript:alert)")}, f"{AT} link-target ({HTTPS})"),
        bad(
            "a script in disguise",
            {HOW_TO: (STEPS, "[x](&#106;ava&Tab;script&colon;alert)")},
            f"{AT} link-target ({HTTPS})",
        ),
        bad("a script in code", {HOW_TO: (STEPS, "[x](`javascript:alert`)")}, f"{AT} link-target"),
        bad("a script between angles", {HOW_TO: (STEPS, "[x]( <javascript:alert> 'a')")}, f"{AT} link-target"),
        bad("a script that is its own words", {HOW_TO: (STEPS, "A <javascript:alert>")}, f"{HOW_TO}:11:3 link-target"),
        bad("a script below its words", {HOW_TO: (STEPS, "[x](\n JavaScript:alert\n)")}, f"{AT} link-target"),
        bad("a script as a picture", {HOW_TO: (STEPS, "![x](javascript:alert)")}, f"{AT} link-target ({COPY})"),
        bad("nothing", {HOW_TO: (STEPS, "[x]() [y](#) ![z]()")}, *[f"{HOW_TO}:11:{n} link-target" for n in (1, 7, 14)]),
        bad(
            "a quotation mark that belongs to the sentence",
            {HOW_TO: (STEPS, "« See https://a.org/b».")},
            f"{HOW_TO}:11:7 link-target (write <https://a.org/b>»)",
        ),
        bad("data", {HOW_TO: (STEPS, "<data://text/html,x>")}, f"{AT} link-target"),
        bad("a file", {HOW_TO: (STEPS, "[x][y]\n\n[y]: file:///etc/passwd")}, f"{AT} link-target ({HTTPS})"),
        bad("a reference in an address", {HOW_TO: (STEPS, "[x]([[paper]]:alert)")}, f"{AT} link-target"),
        bad(
            "an image on another site",
            {HOW_TO: (STEPS, "![x](https://example.org/y.png)")},
            f"{AT} link-target ({COPY})",
        ),
        bad(
            "such an image by its id",
            {HOW_TO: (STEPS, "![x][y]\n\n[y]: //example.org/y.png")},
            f"{AT} link-target ({COPY})",
        ),
        bad(
            "an address without its start",
            {HOW_TO: (STEPS, "[x](//example.org/)")},
            f"{AT} link-target (write https://example.org/)",
        ),
        bad(
            "service codes of telephones",
            {HOW_TO: (STEPS, "[x](tel:*2767*3855%23) [y](tel:*%2321%23) [z](tel:&#42;06&#35;)")},
            f"{AT} link-target (write it as text, without a link)",
            f"{HOW_TO}:11:24 link-target",
            f"{HOW_TO}:11:43 link-target",
        ),
        bad(
            "a number with blanks, and words to dial",
            {HOW_TO: (STEPS, "[x](tel:+1%2012) [y](tel:help) [z](tel:112,9,1)")},
            f"{AT} link-target (write tel:+112)",
            f"{HOW_TO}:11:18 link-target (write digits, for example tel:+15555550100)",
            f"{HOW_TO}:11:32 link-target (write tel:11291)",
        ),
        bad(
            "other things that telephones do",
            {HOW_TO: (STEPS, "[x](sms:112) [y](facetime:112) [z](smsto:112)")},
            *[f"{HOW_TO}:11:{column} link-target ({HTTPS})" for column in (1, 14, 32)],
        ),
        bad(
            "a reader of a mail whom nobody sees",
            {HOW_TO: (STEPS, "[x](mailto:?subject=a&%62CC=b%40c.example&body=d) [y](mailto:?attach=/etc/passwd)")},
            f"{AT} link-target (write mailto:?subject=a&body=d)",
            f"{HOW_TO}:11:51 link-target (write mailto:)",
        ),
        bad(
            "no host",
            {HOW_TO: (STEPS, "[x](https://example)")},
            f"{AT} link-target (for example https://example.org/page)",
        ),
        good("the web, mail and telephone", {HOW_TO: (STEPS, "[a](https://a.org/) [b](mailto:b@a.org) [c](tel:+1)")}),
        good(
            "numbers as people write them, and what a mail is about",
            {
                HOW_TO: (
                    STEPS,
                    (
                        "[a](tel:112) [b](tel:+1-1-2) [c](tel:1.1.2;ext=12) [d](TEL:%2b112) "
                        "[e](tel:\\(1\\)12) [f](mailto:?subject=A&body=b%0Ac) [g](mailto:?)"
                    ),
                )
            },
        ),
        good("a place on the page", {HOW_TO: (STEPS, "[x](#steps)")}),
        good("brackets, titles, colons", {HOW_TO: (STEPS, "[x [1]](https://a.org/b_(c)/d:e?f=g:h 'a (b)')")}),
        good(
            "links by id",
            {HOW_TO: (STEPS, "[A tool][a] and [b].\n\n[a]: <https://a.org/> 'A'\n[b]: ../explanation/scale.md")},
        ),
        good(
            "an address in code", {HOW_TO: (STEPS, "`[x](javascript:alert)` and a footnote.[^1]\n\n[^1]: data: words")}
        ),
        good(
            "bare addresses with signs of the sentence behind them, and a sign that is theirs",
            {
                HOW_TO: (
                    STEPS,
                    "https://a.org/, https://a.org/b. <https://a.org/b?> **https://a.org/c**, https://a.org/d/",
                )
            },
        ),
        good("an archived address", {HOW_TO: (STEPS, "[x](https://web.archive.org/web/2020/https://a.org/)")}),
    ],
    "link-without-words": [
        bad(
            "nothing between the brackets",
            {HOW_TO: (STEPS, "See [](https://a.org/).")},
            f"{HOW_TO}:11:5 link-without-words (write [what it is](https://a.org/))",
        ),
        bad("a blank", {HOW_TO: (STEPS, "[&nbsp;](https://a.org/)")}, f"{AT} link-without-words"),
        bad("by id", {HOW_TO: (STEPS, "[][a]\n\n[a]: https://a.org/")}, f"{AT} link-without-words"),
        bad(
            "a picture without words",
            {HOW_TO: (STEPS, "[![](../../docs/assets/map.png)](https://a.org/)"), **PICTURE},
            f"{AT} link-without-words",
            f"{HOW_TO}:11:2 image-alt",
        ),
        good("code and a sign", {HOW_TO: (STEPS, "[`a`](https://a.org/) [→](https://b.org/) [&#42;](https://c.org/)")}),
        good(
            "a picture with words",
            {HOW_TO: (STEPS, "[![A map](../../docs/assets/map.png)](https://a.org/)"), **PICTURE},
        ),
    ],
    "link-in-link": [
        bad(
            "an address in the words",
            {HOW_TO: (STEPS, "[a <https://b.org/x> c](https://a.org/)")},
            f"{HOW_TO}:11:4 link-in-link (write it after the link)",
        ),
        bad(
            "in bold",
            {HOW_TO: (STEPS, "[**a <https://b.org/x>**](https://a.org/)")},
            f"{HOW_TO}:11:6 link-in-link",
        ),
        good("one behind the other", {HOW_TO: (STEPS, "[a](https://a.org/)<https://b.org/x>[[paper]]")}),
        good("an address as words", {HOW_TO: (STEPS, "[at https://a.org/](https://a.org/)")}),
        good("brackets in the words", {HOW_TO: (STEPS, "[a [1] b](https://a.org/) [[1]](https://a.org/)")}),
    ],
    "unused-definition": [
        bad(
            "a script that nobody uses",
            {HOW_TO: (STEPS, "A.\n\n[y]: data:x 'A'")},
            f"{HOW_TO}:13:1 unused-definition (delete it)",
        ),
        bad(
            "a second one",
            {HOW_TO: (STEPS, "[y]\n\n[y]: https://a.org/\n[Y]: https://b.org/")},
            f"{HOW_TO}:14:1 unused-definition",
        ),
        bad(
            "in a quote in a list",
            {HOW_TO: (STEPS, "- > a\n  >\n  > [y]: https://a.org/")},
            f"{HOW_TO}:13:5 unused-definition",
        ),
        bad(
            "its name in code only",
            {HOW_TO: (STEPS, "`[y]`\n\n[y]: https://a.org/")},
            f"{HOW_TO}:13:1 unused-definition",
        ),
        good(
            "used in every way",
            {
                HOW_TO: (
                    STEPS,
                    (
                        "[A tool][ A  b ], [c][], [d] and ![A map][m]\n\n[a b]: https://a.org/\n"
                        "[C]: https://c.org/\n[d]: <https://d.org/> 'D'\n[m]: ../../docs/assets/map.png"
                    ),
                ),
                **PICTURE,
            },
        ),
        good("above its use, in another block", {HOW_TO: (STEPS, "> [y]: https://a.org/\n\n- [y]")}),
        good("a definition in code", {HOW_TO: (STEPS, "```\n[y]: https://a.org/\n```")}),
    ],
    "own-address": [
        bad(
            "a page of the site, a part of it, and the catalogue",
            {
                SETTINGS: ("site_name: Tiny\n", "site_name: Tiny\nsite_url: https://tiny.example.org/shelf/\n"),
                HOW_TO: (
                    STEPS,
                    "[A page](https://tiny.example.org/shelf/guides/x/) <https://tiny.example.org/shelf#a>",
                ),
                CATALOGUE: (URL, "https://Tiny.example.org/shelf/"),
            },
            f"{AT} own-address (write [[id]], or a link to the file)",
            f"{HOW_TO}:11:52 own-address",
            f"{CATALOGUE}:3:8 own-address",
        ),
        good(
            "another place on the same host",
            {
                SETTINGS: ("site_name: Tiny\n", "site_name: Tiny\nsite_url: https://tiny.example.org/shelf/\n"),
                HOW_TO: (STEPS, "[A shop](https://tiny.example.org/shelfware/) and `https://tiny.example.org/shelf/`"),
            },
        ),
        good("any address where the site has none yet", {HOW_TO: (STEPS, "[A page](https://tiny.example.org/shelf/)")}),
    ],
    "address-entity": [
        bad(
            "a sign as HTML writes it, in the catalogue",
            {CATALOGUE: ("//paper.example.org/", "//paper.example.org/?a=1&amp;b=2")},
            f"{CATALOGUE}:3:8 address-entity (https://paper.example.org/?a=1&b=2)",
        ),
        good("the sign itself", {CATALOGUE: ("//paper.example.org/", "//paper.example.org/?a=1&b=2&amplitude=3")}),
        good(
            "in a text, where it is undone", {HOW_TO: ("## Risks", "[A](https://a.mill.net/?a=1&amp;b=2)\n\n## Risks")}
        ),
    ],
    "plain-http": [
        bad(
            "in the catalogue",
            {CATALOGUE: (URL, URL.replace("https", "http"))},
            f"{CATALOGUE}:3:8 plain-http (use https://paper.example.org/)",
        ),
        bad("in a text", {HOW_TO: (STEPS, "[A tool](HTTP://a.org/)")}, f"{AT} plain-http"),
        good("an onion address", {HOW_TO: (STEPS, f"`http://{'a2' * 28}.onion/`")}),
        bad(
            "a bare address",
            {HOW_TO: (STEPS, "Open http://a.org/b.")},
            f"{HOW_TO}:11:6 plain-http (use https://a.org/b)",
        ),
        good("in code", {HOW_TO: (STEPS, "`http://a.org/`")}),
    ],
    "look-alike-host": [
        bad(
            "a user and a password in the settings",
            {SETTINGS: ("    languages", "    leave: {url: 'https://me:word@example.org/', name: X}\n    languages")},
            f"{SETTINGS}:4:18 look-alike-host (delete the part before the @)",
        ),
        bad(
            "a Cyrillic letter",
            {HOW_TO: (STEPS, "[A tool](https://p\u0430per.example.org/)")},
            f"{AT} look-alike-host (type the name of the site yourself)",
        ),
        bad(
            "the same as punycode",
            {HOW_TO: (STEPS, "[A tool](https://xn--pper-53d.example.org/)")},
            f"{AT} look-alike-host",
        ),
        bad(
            "a digit for a letter", {HOW_TO: (STEPS, "[A tool](https://penci1.example.org/)")}, f"{AT} look-alike-host"
        ),
        bad(
            "Cyrillic throughout",
            {HOW_TO: (STEPS, "[A tool](https://\u0430\u0440\u0440\u04cf\u0435.com/)")},
            f"{AT} look-alike-host",
        ),
        bad("two scripts", {HOW_TO: (STEPS, "[A tool](https://\u0431ank.org/)")}, f"{AT} look-alike-host"),
        bad(
            "a name before the @",
            {HOW_TO: (STEPS, "[A tool](https://signal.org@b.org/)")},
            f"{AT} look-alike-host (delete the part before the @)",
        ),
        bad(
            "an @ as an escape",
            {HOW_TO: (STEPS, "[A tool](https://signal.org%40b.org/)")},
            f"{AT} look-alike-host (delete the part before the @)",
        ),
        good("resolvers that are known by number", {HOW_TO: (STEPS, "[a](https://1.1.1.1/) [b](https://9.9.9.9/)")}),
        good("an @ behind the host", {HOW_TO: (STEPS, "[A tool](https://b.org?mail=@a) [b](https://b.org/@ana)")}),
        bad("a number", {HOW_TO: (STEPS, "[A tool](https://0x5d.0xb8.0xd8.0x22/)")}, f"{AT} look-alike-host"),
        bad("four numbers", {HOW_TO: (STEPS, "[A tool](https://93.184.216.34/)")}, f"{AT} look-alike-host"),
        bad(
            "a joiner",
            {HOW_TO: (STEPS, "[A tool](https://a\u200db.org/)")},
            f"{AT} look-alike-host",
            f"{HOW_TO}:11:19 hidden-character",
        ),
        good(
            "names in one script",
            {
                HOW_TO: (
                    STEPS,
                    (
                        "[a](https://пример.испытание/) [b](https://موقع.مثال/) [c](https://例え.テスト/) "
                        "[d](https://bücher.example/) [e](https://xn--e1afmkfd.xn--80akhbyknj4f/) [f](https://новости.org/)"
                    ),
                )
            },
        ),
        good(
            "examples that readers look at and do not follow",
            {
                HOW_TO: (
                    STEPS,
                    "`https://paypa1.com/` is not paypal.com, nor is `https://paypal.com@b.org`.",
                )
            },
        ),
        bad(
            "behind a service that sends readers on",
            {HOW_TO: (STEPS, "[A tool](https://www.google.com/url?q=https://signal.org%40b.org/)")},
            f"{AT} look-alike-host (delete the part before the @)",
            f"{AT} tracking-link",
        ),
        good("an @ in a path", {HOW_TO: (STEPS, "[A person](https://mastodon.example/@person)")}),
        good("the same with and without www", {HOW_TO: (STEPS, "[A tool](https://www.paper.example.org/a)")}),
    ],
    "short-link": [
        bad(
            "a shortener",
            {HOW_TO: (STEPS, "[A tool](https://bit.ly/3abc)")},
            f"{AT} short-link (open it, and copy the address you arrive at)",
        ),
        bad("one of a country", {HOW_TO: (STEPS, "Go to https://encr.pw/3abc!")}, f"{HOW_TO}:11:7 short-link"),
        bad("in a text", {HOW_TO: (STEPS, "Go to https://bit.ly/3abc!")}, f"{HOW_TO}:11:7 short-link"),
        good(
            "in code, and a name alone", {HOW_TO: (STEPS, "`https://bit.ly/3abc` is short; bit.ly makes such names.")}
        ),
        bad("in the catalogue", {CATALOGUE: (URL, "https://www.tinyurl.com/x")}, f"{CATALOGUE}:3:8 short-link"),
        good(
            "a host that ends alike", {HOW_TO: (STEPS, "[A tool](https://habit.ly/) [a film](https://reddit.com/t.co)")}
        ),
        bad(
            "behind a service that sends readers on",
            {HOW_TO: (STEPS, "[A tool](https://l.facebook.com/l.php?u=https%3A%2F%2Fbit.ly%2F3abc)")},
            f"{AT} short-link",
            f"{AT} tracking-link (https://bit.ly/3abc)",
        ),
        good("in words", {HOW_TO: (STEPS, "Do not follow bit.ly links such as `https://bit.ly/x`.")}),
    ],
    "tracking-link": [
        bad(
            "where readers come from",
            {HOW_TO: (STEPS, "[A tool](https://a.org/b?utm_source=x&id=7&fbclid=y#c)")},
            f"{AT} tracking-link (https://a.org/b?id=7#c)",
        ),
        bad("in the catalogue", {CATALOGUE: (URL, f"{URL}?igsh=1")}, f"{CATALOGUE}:3:8 tracking-link ({URL})"),
        bad(
            "what one site tells who shared",
            {HOW_TO: (STEPS, "[A film](https://youtu.be/abc?si=x1&t=9)")},
            f"{AT} tracking-link (https://youtu.be/abc?t=9)",
        ),
        good("the same word elsewhere", {HOW_TO: (STEPS, "[A film](https://a.org/abc?si=x1&s=2&t=9)")}),
        bad(
            "a service that sends readers on, in a text, bare and in a definition",
            {
                HOW_TO: (
                    STEPS,
                    (
                        "[A tool](https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fa.org%2Fb%3Fid%3D7%26utm_source%3Dx)\n"
                        "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.org%2Fc&h=AT0 [x]\n\n"
                        "[x]: https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.org%2Fd&data=05"
                    ),
                )
            },
            f"{AT} tracking-link (https://a.org/b?id=7)",
            f"{HOW_TO}:12:1 tracking-link (https://a.org/c)",
            f"{HOW_TO}:12:62 tracking-link (https://a.org/d)",
        ),
        bad(
            "such a service in the catalogue",
            {CATALOGUE: (URL, f"https://www.google.com/amp/s/{URL.removeprefix('https://')}")},
            f"{CATALOGUE}:3:8 tracking-link ({URL})",
        ),
        good(
            "pages that hold another address, and examples in code",
            {
                HOW_TO: (
                    STEPS,
                    (
                        "[a](https://a.org/?url=https://b.org/) [b](https://web.archive.org/web/2020/https://a.org/) "
                        "[c](https://www.google.com/search?q=https://a.org/) [d](https://www.google.com/url?q=words) "
                        "[e](https://validator.w3.org/nu/?doc=https%3A%2F%2Fa.org%2F) "
                        "`https://www.google.com/url?q=https://a.org/`"
                    ),
                )
            },
        ),
        good("what the page needs", {HOW_TO: (STEPS, "[A tool](https://a.org/?q=utm_source&utm=1&ref=main&page=2)")}),
        good("in a path", {HOW_TO: (STEPS, "[A tool](https://a.org/fbclid/utm_source#utm_a)")}),
    ],
    "private-link": [
        bad(
            "a local address, a signed one and a document to change in the settings",
            {
                SETTINGS: (
                    "    languages",
                    (
                        "    contact: https://192.168.0.1/\n"
                        "    links: {agent_page: 'https://paper.example.org/?sig=0a1B2c3D4e5F6g7H8i9J0k1L2m3N'}\n"
                        "    look: {footer: {words: Us, url: https://docs.google.com/document/d/1/edit}}\n    languages"
                    ),
                )
            },
            f"{SETTINGS}:4:14 private-link (write it as text, without a link)",
            f"{SETTINGS}:5:25 private-link (take it out)",
            f"{SETTINGS}:6:37 private-link (end it with /preview)",
        ),
        bad(
            "the site itself in a network of one's own",
            {
                SETTINGS: (
                    "site_name: Tiny",
                    "site_name: Tiny\nsite_url: http://192.168.0.1/\nedit_uri: https://a.local/",
                )
            },
            f"{SETTINGS}:2:11 private-link",
            f"{SETTINGS}:3:11 private-link",
        ),
        good(
            "public addresses in the settings",
            {
                SETTINGS: (
                    "site_name: Tiny",
                    "site_name: Tiny\nsite_url: https://l.example/\nedit_uri: https://code.example/l/edit/main/",
                )
            },
        ),
        bad(
            "a group",
            {HOW_TO: (STEPS, "[A group](https://chat.whatsapp.com/AbC)")},
            f"{AT} private-link (link to a page about the group)",
        ),
        bad("a channel's invitation", {HOW_TO: (STEPS, "[A group](https://t.me/+AbC)")}, f"{AT} private-link"),
        bad(
            "a document",
            {HOW_TO: (STEPS, "[Notes](https://docs.google.com/document/d/1/edit?usp=sharing)")},
            f"{AT} private-link (end it with /preview)",
        ),
        bad(
            "an invitation behind a service that sends readers on",
            {HOW_TO: (STEPS, "[A group](https://www.google.com/url?q=https://t.me/%2BAbC)")},
            f"{AT} private-link",
            f"{AT} tracking-link",
        ),
        good("a document to look at", {HOW_TO: (STEPS, "[Notes](https://docs.google.com/document/d/1/preview)")}),
        bad(
            "tokens as long as secrets",
            {
                HOW_TO: (
                    STEPS,
                    "[a](https://a.org/?token=Co5JuSLOx9Q) [b](https://a.org/?access_token=a1b2) [c](https://a.org/?pwd=1)",
                )
            },
            *[f"{HOW_TO}:11:{column} private-link (take it out)" for column in (1, 39, 77)],
        ),
        bad(
            "a signature",
            {HOW_TO: (STEPS, "[A file](https://a.org/b?X-Amz-Signature=0a1b2c)")},
            f"{AT} private-link (take it out)",
        ),
        bad(
            "a router",
            {HOW_TO: (STEPS, "[A page](http://192.168.1.1/)")},
            f"{AT} private-link (write it as text, without a link)",
        ),
        good(
            "words that parameters of secrets hold too",
            {
                HOW_TO: (
                    STEPS,
                    "[a](https://a.org/?term=token&token=what-it-is) [b](https://a.org/?signature=explained)",
                )
            },
        ),
        bad(
            "an invitation in a fragment",
            {HOW_TO: (STEPS, "[A group](https://signal.group/#CjQK)")},
            f"{AT} private-link",
        ),
        bad("an invitation with escapes", {HOW_TO: (STEPS, "[A group](https://%74.me/%2BAbC)")}, f"{AT} private-link"),
        bad(
            "a bare invitation in brackets, which is a link",
            {HOW_TO: (STEPS, "Come (https://chat.whatsapp.com/AbC).")},
            f"{HOW_TO}:11:7 private-link (link to a page about the group)",
        ),
        good(
            "what a link to a meeting gives away, as examples",
            {
                HOW_TO: (
                    STEPS,
                    "`https://us02web.zoom.us/j/85212345678?pwd=QWxhZGRpbjpvcGVu` lets anybody in.",
                )
            },
        ),
        bad(
            "an invitation inside a text of the catalogue",
            {CATALOGUE: ("Holds what you write on it.", "Join at https://discord.gg/AbC now.")},
            f"{CATALOGUE}:6:12 private-link",
        ),
        bad(
            "a pad with the right to edit",
            {HOW_TO: (STEPS, "[A](https://cryptpad.fr/pad/#/2/pad/edit/AbC/)")},
            f"{AT} private-link",
        ),
        bad(
            "a router's bare address, which is a link",
            {HOW_TO: (STEPS, "Open http://192.168.1.1 now.")},
            f"{HOW_TO}:11:6 private-link (write it as text, without a link)",
        ),
        bad("this computer", {CATALOGUE: (URL, "https://localhost:8000/")}, f"{CATALOGUE}:3:8 private-link"),
        bad("the metadata of a cloud", {CATALOGUE: (URL, "http://169.254.169.254/a")}, f"{CATALOGUE}:3:8 private-link"),
        good(
            "addresses of one's own network, and an invitation as an example in code",
            {
                HOW_TO: (
                    STEPS,
                    'Open `http://192.168.1.1` or "http://localhost:8000". `https://chat.whatsapp.com/AbC` lets in.',
                )
            },
        ),
        good(
            "a template to copy and a group's public page",
            {
                HOW_TO: (
                    STEPS,
                    "[a](https://docs.google.com/spreadsheets/d/1/copy) [b](https://t.me/s/news) [c](https://signal.group/)",
                )
            },
        ),
        good(
            "a public channel and a document to read",
            {HOW_TO: (STEPS, "[a](https://t.me/channel) [b](https://docs.google.com/document/d/1/pub)")},
        ),
        good(
            "the pages of such services",
            {HOW_TO: (STEPS, "[a](https://meet.jit.si/) [b](https://signal.org/) [c](https://zoom.us/privacy)")},
        ),
        good(
            "words that sound alike",
            {HOW_TO: (STEPS, "[a](https://a.org/?tokens=3&design=1) [b](https://localhost.example.org/)")},
        ),
    ],
    "token-link": [
        bad(
            "short tokens of public files",
            {
                HOW_TO: (
                    STEPS,
                    "[a](https://a.org/file/1/download?token=Co5JuSLO) [b](https://a.org/b.pdf?sig=0a1b2c3d4e)",
                )
            },
            f"{AT} token-link (take it out if the file opens without it)",
            f"{HOW_TO}:11:51 token-link",
        ),
        good(
            "the sizes of a picture, and words",
            {HOW_TO: (STEPS, "[a](https://a.org/b?itok=Co5JuSLO&token=what-it-is)")},
        ),
        good("in code", {HOW_TO: (STEPS, "`https://a.org/b?token=Co5JuSLO`")}),
    ],
    "link-words-host": [
        bad(
            "a false site in the path of any other",
            {HOW_TO: (STEPS, "[paypal.com](https://evil.example/paypal.com) [a.org](https://github.com/x/a.org.uk)")},
            f"{AT} link-words-host (write evil.example)",
            f"{HOW_TO}:11:47 link-words-host",
        ),
        good(
            "code, packages and articles that are named like sites",
            {
                HOW_TO: (
                    STEPS,
                    (
                        "[opensource.guide](https://github.com/github/opensource.guide/blob/master/notices.md) "
                        "[Socket.io](https://www.npmjs.com/package/socket.io) "
                        "[`zope.interface`](https://pypi.org/project/zope.interface/) "
                        "[Change.org](https://en.wikipedia.org/wiki/Change.org)"
                    ),
                )
            },
        ),
        bad(
            "another site in bold",
            {HOW_TO: (STEPS, "[**signal&#46;org**](https://x.example/)")},
            f"{AT} link-words-host",
        ),
        good("a government", {HOW_TO: (STEPS, "[gov.uk](https://www.gov.uk/) [www.gov.br](https://gov.br/)")}),
        good("the same site in code", {HOW_TO: (STEPS, "[`signal.org`](https://www.signal.org/)")}),
        bad(
            "another site",
            {HOW_TO: (STEPS, "[signal.org](https://x.example/)")},
            f"{AT} link-words-host (write x.example)",
        ),
        bad(
            "another address",
            {HOW_TO: (STEPS, "[www.signal.org/a][1]\n\n[1]: https://x.example/")},
            f"{AT} link-words-host",
        ),
        good(
            "the same site",
            {HOW_TO: (STEPS, "[signal.org](https://support.signal.org/a) [a.co.uk](https://www.a.co.uk/)")},
        ),
        good(
            "names of files and things",
            {HOW_TO: (STEPS, "[notes.pdf](https://a.org/b) [Node.js](https://nodejs.org/) [v1.2](https://a.org/)")},
        ),
    ],
    "link-words": [
        bad("here", {HOW_TO: (STEPS, "[Here](https://a.org/)")}, f"{AT} link-words (name the page)"),
        bad("in Spanish", {HOW_TO: (STEPS, "[haz clic aquí](https://a.org/)")}, f"{AT} link-words"),
        bad("in French, by id", {HOW_TO: (STEPS, "[ici][a]\n\n[a]: https://a.org/")}, f"{AT} link-words"),
        bad("in Portuguese", {HOW_TO: (STEPS, "[clique aqui](https://a.org/)")}, f"{AT} link-words"),
        bad("a bare address", {HOW_TO: (STEPS, "[https://a.org/b](https://a.org/b)")}, f"{AT} link-words"),
        good(
            "words with here in them",
            {HOW_TO: (STEPS, "[who is here](https://a.org/) [More in common](https://a.org/)")},
        ),
        good("an address between angles", {HOW_TO: (STEPS, "<https://a.org/>")}),
    ],
    "onion-link": [
        bad("a link", {HOW_TO: (STEPS, "[A library](http://abc.onion/)")}, f"{AT} onion-link (`http://abc.onion/`)"),
        bad("between angles", {HOW_TO: (STEPS, "<https://abc.onion/>")}, f"{AT} onion-link"),
        good("as text", {HOW_TO: (STEPS, "`http://abc.onion/` and abc.onion")}),
        good("a host with onion in it", {HOW_TO: (STEPS, "[A library](https://onion.example.org/a.onion)")}),
    ],
}

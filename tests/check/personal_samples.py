"""Samples of the rules of ``check/personal.py``. The people and the numbers are made up."""

from __future__ import annotations

from check.samples import Sample, bad, good
from check.text_samples import AN_ADDRESS_OF_AN_AUTHOR, PEOPLE
from support import FILES

NEWS, CATALOGUE, SETTINGS = "docs/updates/hello.md", "resources.yml", "mkdocs.yml"
LIBRARY = "The library is open."
DECLARE = (
    "remove it; what an organisation offers to everyone goes under contact: channels: of its entry; "
    "for an example use example.org"
)
HELPERS = FILES[CATALOGUE][FILES[CATALOGUE].index("- id: pencil") :]
for old, new in (("pencil", "rescue"), ("Pencil", "Rescue"), ("kind: tool", "kind: organisation"), ("Writes", "Helps")):
    HELPERS = HELPERS.replace(old, new)


def _declared_by(line: str) -> dict[str, str]:
    """Return a catalogue with one entry more, which has contacts and one more line."""
    contact = "  contact: {channels: [Write to desk@mill.net, 'Call +49 (30) 901-820']}"
    return {CATALOGUE: FILES[CATALOGUE] + HELPERS.replace("- id: rescue", f"- id: rescue\n{contact}\n  {line}")}


A_CONTACT = _declared_by("sensitive: no")


def _says(*lines: str) -> dict[str, tuple[str, str]]:
    return {NEWS: (LIBRARY, "\n".join(lines))}


SAMPLES: dict[str, list[Sample]] = {
    "personal-contact": [
        AN_ADDRESS_OF_AN_AUTHOR,
        PEOPLE,
        bad("an e-mail address", _says("Ask <ana.b+list@mill.co.mz> now."), f"{NEWS}:9:6 personal-contact ({DECLARE})"),
        bad(
            "an address in a link and in code",
            _says("[Ask](mailto:ana@mill.net) or `ana@mill.net`"),
            *[f"{NEWS}:9:14 personal-contact", f"{NEWS}:9:32 personal-contact"],
        ),
        bad(
            "an address in a parameter", _says("<https://mill.net/?mail=ana@mill.net>"), f"{NEWS}:9:25 personal-contact"
        ),
        bad("a telephone number", _says("Call +243 812 345 678, 2024."), f"{NEWS}:9:6 personal-contact ({DECLARE})"),
        bad("a number and a year", _says("Since +55 (21) 98765-4321 2024 ends"), f"{NEWS}:9:7 personal-contact"),
        bad("a number with zeros", _says("0044 20 7946 0018"), f"{NEWS}:9:1 personal-contact"),
        bad("a number without a country", _says("Tel.: (11) 3333-4444"), f"{NEWS}:9:8 personal-contact"),
        bad("a number behind a word in Spanish", _says("Teléfono 55 1234 5678."), f"{NEWS}:9:10 personal-contact"),
        bad(
            "an address with a word for its sign",
            _says("Ask ana [at] mill.net or ana(arroba)mill.net."),
            f"{NEWS}:9:5 personal-contact",
            f"{NEWS}:9:26 personal-contact",
        ),
        bad(
            "an address with words for all its signs",
            _says("ana [AT] mill [dot] net,", "ana arroba mill punto net, ana at mill dot org"),
            f"{NEWS}:9:1 personal-contact",
            f"{NEWS}:10:1 personal-contact",
            f"{NEWS}:10:28 personal-contact",
        ),
        bad(
            "in values that YAML puts together",
            {
                CATALOGUE: ("summary: Writes on paper.", "summary: >\n    Call 0722\n    345 678 now."),
                NEWS: ("We are here.", '"Call 07\\x322 345 678."'),
            },
            f"{NEWS}:3:10 personal-contact",
            f"{CATALOGUE}:20:12 personal-contact",
        ),
        good("a value over several lines", A_CONTACT | {NEWS: ("We are here.", ">\n  Call +49 30\n  901820.")}),
        bad(
            "signs as entities and escapes",
            _says("&#97;na&#64;mill.net &plus;243812345678 [a](mailto:ana%40mill.net)"),
            f"{NEWS}:9:1 personal-contact",
            f"{NEWS}:9:22 personal-contact",
            f"{NEWS}:9:52 personal-contact",
        ),
        bad(
            "digits of other scripts",
            _says("هاتف: ٠٧٩١١١٢٣٤٥٦ +٢٤٣ ٨١٢ ٣٤٥ ٦٧٨"),
            f"{NEWS}:9:7 personal-contact",
            f"{NEWS}:9:19 personal-contact",
        ),
        bad("other dashes and spaces", _says("+243\u2011812\u2009345\u202f678"), f"{NEWS}:9:1 personal-contact"),
        bad("a number to call", _says("Signal: 07911 123456"), f"{NEWS}:9:9 personal-contact"),
        bad("a number to call in a link", _says("[Call](tel:+44-20-7946-0018)"), f"{NEWS}:9:12 personal-contact"),
        bad("a number in a link", _says("[Chat](https://wa.me/243812345678)"), f"{NEWS}:9:22 personal-contact"),
        bad(
            "a number in the catalogue, outside the contact",
            {CATALOGUE: ("summary: Writes on paper.", "summary: Call +243 812 345 678.")},
            f"{CATALOGUE}:20:17 personal-contact",
        ),
        bad("one digit more than declared", A_CONTACT | _says("Call +49 30 9018206."), f"{NEWS}:9:6 personal-contact"),
        good(
            "declared ones, written in other ways", A_CONTACT | _says("<DESK@mill.net>, +49 30 901820, tel:+4930901820")
        ),
        good(
            "the library's own contact",
            {SETTINGS: ("languages: [en]", "contact: mailto:desk@mill.net\n    languages: [en]")}
            | _says("<desk@mill.net>"),
        ),
        bad(
            "somebody else at the provider of the library's own address",
            {SETTINGS: ("languages: [en]", "contact: mailto:desk@mill.net\n    languages: [en]")}
            | _says("<ana@mill.net>"),
            f"{NEWS}:9:2 personal-contact",
        ),
        bad(
            "an address at the site of an entry",
            {
                CATALOGUE: FILES[CATALOGUE]
                .replace("//paper.example.org", "//mill.net")
                .replace("Writes", "ana@mill.net writes")
            },
            f"{CATALOGUE}:20:12 personal-contact",
        ),
        bad(
            "contacts of a draft",
            _declared_by("draft: yes") | _says("Call +49 30 901820."),
            f"{NEWS}:9:6 personal-contact",
        ),
        bad(
            "contacts of what comes later",
            _declared_by("publish_after: 2026-06-16") | _says("<desk@mill.net>"),
            *(f"{NEWS}:9:2 personal-contact", f"{CATALOGUE}:31:18 embargoed-text"),
        ),
        bad(
            "in a decision and in a list of the policy",
            {"docs/decisions/0001-mail.md": "# Mail\n\nAsk ana@mill.net.\n", "policy/README.md": "Ask ana@mill.net\n"},
            *("docs/decisions/0001-mail.md:3:5 personal-contact", "policy/README.md:1:5 personal-contact"),
        ),
        bad(
            "in columns of a table",
            _says("| Who | Cel. |", "| --- | --- |", "| Ana | 300 123 45 67 |", "| Eva | 55 1234 5678 |"),
            *(f"{NEWS}:11:9 personal-contact", f"{NEWS}:12:9 personal-contact"),
        ),
        *(
            bad(f"as people write it: {said}", _says(said), f"{NEWS}:9:{said.index(first) + 1} personal-contact")
            for said, first in (
                ("Ligue para Ana: (11) 98765-4321.", "11)"),
                ("Fica no 71.99162.7483", "71"),
                ("Tél. de l'animateur : 0812.345.678", "0812"),
                ("Il est au 081/234 56 78", "081"),
                ("Appelez le 06.12.34.56.78", "06"),
                ("Call +254\u2013712\u2013345\u2013678", "+254"),
                ("Ana, 0803 123 4567", "0803"),
                ("Ana, 08031234567", "0803"),
                ("Ana (0772 123456)", "0772"),
                ("024 412 3456", "024"),
                ("0788 123 456", "0788"),
                ("Cel. 55 1234 5678", "55"),
                ("Ana, 300 123 4567", "300"),
                ("**Zap:** 11987654321", "119"),
                ("Her new number: 254 745 118 620", "254"),
                ("300123456 (WhatsApp)", "300"),
                ("Whats da Ana 11987654321", "119"),
                ("Ana: 08031234567", "0803"),
                ("Ana : 0643218765", "0643"),
                ("appelez-la au 0812145678", "0812"),
                ("Ana 254722345678", "254"),
                ("Ana (243) 812145678", "243"),
                ("Ana: 21 \u2013 98876-4431", "21"),
                ("Tel. (0xx11) 3456-7812", "11)"),
                ("Ana +52 1 55 4321 8765", "+52"),
                ("Ana 044 55 4321 8765", "044"),
                ("Ana 442-123-4567", "442"),
                ("Ana 33 6 43 21 87 65", "33"),
                ("Ana 233-20-123-4567", "233"),
                ("Tél. perso 0712345789", "071"),
                ("Ana 06\u00b743\u00b721\u00b787\u00b765", "06"),
                ("Ana 06\u201443\u201421\u201487\u201465", "06"),
                ("M-Pesa ya Ana ni 0722345678", "0722"),
                ("Ana, Nequi 310 4567821", "310"),
                ("[Ana](tel:%2B33643218765)", "33"),
                ("[Ana](https://www.whatsapp.com/send?phone=+33%206%2043%2021%2087%2065)", "33"),
            )
        ),
        good("a channel of a draft, in the draft", _declared_by("draft: yes")),
        good(
            "a channel with other signs between its digits",
            {CATALOGUE: A_CONTACT[CATALOGUE].replace("+49 (30) 901-820", "+49·30·901820")} | _says("+49 30 901820"),
        ),
        good(
            "an account on a computer, in code",
            _says("`ssh ana@server.mill.net`", "", "```", "rsync -a map ana@mill.net:", "```"),
        ),
        good("a name of a host that no mail has", _says("ana@the_mill.net")),
        good(
            "numbers that look like national ones",
            _says(
                "ISBN 0 306 40615 2, ISBN 0306406152, 01 02 03 04 05, 45 678 901 people, No. 0712345678,",
                "R$ 12.345.678, 0.712.345, 0712 of 2019, 2019\u20132023, 1 250 000 FCFA, hotel 2010 2011, 98765-4321,",
                "06/12/2034,",
                "mobile money 1 250 000, Nokia 3310 3310, 0 12 34 56 78, call 100 000 000, (11) 1234-5678.",
            ),
        ),
        good(
            "codes, sums, years and versions like telephone numbers",
            _says(
                "Codes 01 10 11 21 31 41 of it, 0800 000 0000, the ID number 00000000, Tele 2020-2021 report,",
                "Mobile subscriptions: 12 345 678, portable toilets: 1 200 000, WhatsApp 2.23.20.76,",
                "WhatsApp: 2 000 000 000, GBIF 0812345678, Ref: 0712345678, ticket 254722345678, node/0812345678,",
                "233 244 345 678, Grant 2021-0812-3456, look at polka dot commas, (at) last.",
                "The dataset 0712345678, inventaire 0643218765, Réf. 0612345678, we stood at a dot com company,",
                "call _Ref0712345678, text id_0712345678,",
                "300-400-5000, 310-400-5000 m, 52 55 43 21 87 65, CAGE 442-123-4567-A, bytes 06-43-21-87-65-AB.",
            ),
        ),
        good(
            "examples, handles, repositories, pictures and packages",
            _says(
                "<you@example.org>, <name@mail.example>, @ana@mastodon.social, `git@codeberg.org:ana/maps.git`,",
                "`https://medium.com/@ana/maps`, `logo@2x.png`, lodash@4.17.21, ana @ home, 3 @ 5.50,",
                "`https://ana:pass@example.org`, @ana.b, me@@mill.net",
            ),
        ),
        good("words that look like addresses", _says("meet at mill.net (at home), [at] last, sat) down, 7 (at 8.30)")),
        good(
            "numbers behind words for calling",
            _says("Call 2019 2023, call for papers 20240115, Signal 7.12.1234567, ring 112"),
        ),
        good(
            "numbers that are no telephone numbers",
            _says(
                "2026-05-01, 978-3-16-148410-0, 10.1000/182-1234567, 0000-0002-1825-0097, 1.10.2345, 1 234 567 890,",
                "+5 points, 10 +20 000 000, UTC+02:00, 85,000,000, 192.168.100.200, -1.29, 36.82, 00 12 34 56 78, 007,",
                "112, tel:112, +1 202 555 0143, telephone 2026-05-01, version 1.2.3+20240101, GDP 100 000 000 000.",
            ),
        ),
    ],
    "withdrawn-contact": [
        bad(
            "a helpline that closed",
            _declared_by("withdrawn: {date: 2026-06-01, reason: It closed.}") | _says("In danger? +49 30 901820"),
            f"{NEWS}:9:12 withdrawn-contact (name another, or take it out)",
        ),
        bad(
            "in the summary of another entry",
            {
                CATALOGUE: _declared_by("withdrawn: {date: 2026-06-01, reason: It closed.}")[CATALOGUE].replace(
                    "Holds what you write on it.", "Ask desk@mill.net."
                )
            },
            f"{CATALOGUE}:6:16 withdrawn-contact",
        ),
        good("where it was declared", _declared_by("withdrawn: {date: 2026-06-01, reason: It closed.}")),
        good("of an entry that is there", A_CONTACT | _says("+49 30 901820")),
    ],
    "contact-kind": [
        bad(
            "of a tool",
            {CATALOGUE: ("id: pencil", "id: pencil\n  contact: {hours: by day}")},
            f"{CATALOGUE}:16:3 contact-kind (delete it, or write an entry for the people who answer)",
        ),
        good("of an organisation", A_CONTACT),
        good("of a helpline", {CATALOGUE: A_CONTACT[CATALOGUE].replace("kind: organisation", "kind: helpline")}),
    ],
    "identity-paper": [
        *(
            bad(
                f"as people write it: {said}",
                _says(said),
                f"{NEWS}:9:{said.index(first) + 1} identity-paper (take it out; for an example use A0000000)",
            )
            for said, first in (
                ("Passport no. AB1234567", "AB"),
                ("Her passport is AB 123456", "AB"),
                ("National ID 29417835 is his", "294"),
                ("Pasaporte N° G12345678", "G1"),
                ("La cédula de don Ana es 16.482.907", "16."),
                ("**RG** 12.345.678-9", "12."),
                ("sa carte d'identité, n° 880692310285", "880"),
                ("NIN: 12345678901", "123"),
                ("Ghana Card GHA-123456789-0", "GHA"),
                ("90F5 B4C1 7A29 3847 516 (voter's card)", "90F5"),
                ("Kitambulisho chake ni 27418365", "274"),
                ("CC 1.018.427.391", "1."),
                ("R.G. nº 48271936", "482"),
                ("titre de séjour n° 7503048271", "750"),
                ("Refugee certificate no. 00482719", "004"),
                ("Reisepass C01X00T47", "C01"),
                ("паспорт 4510 482719", "4510"),
                ("رقم الهوية 28471936", "284"),
                ("id ya Ana ni 28471936", "284"),
                ("Her passport was issued here, no. AB1234568", "AB"),
            )
        ),
        bad(
            "in a column of a table",
            _says("| Name | NIN |", "| --- | --- |", "| Ana | 71930482265 |"),
            f"{NEWS}:11:9 identity-paper",
        ),
        good(
            "counts of papers in a table",
            _says("| Norte | Pasaporte |", "| --- | ---: |", "| 2024 | 130.744 |", "| 2025 | 54 208 |"),
        ),
        good(
            "words for papers near other numbers",
            _says(
                "Passport fee 1 250 000 FCFA, passport 2019-2023, Passports: 45 678 901, Passport 1 250 000 people,",
                "a passport (A0000000), the NIN has 11 digits, Project ID: 12345678, Grant ID No. 12345678, ",
                "Meeting ID: 123 456 7890, carteira de identidade segue o Decreto nº 10.977/2022,",
                "passport since 2026-01-02, in the margin: 12345678.",
                "National ID cards issued: 12345678, título de eleitor: 156.454.011 eleitores, ACNUR: 7.239.953,",
                "a motor of 1000 cc 123456, جواز السفر: 12345678 جواز, Reisepass: 12.345.678 ausgestellt,",
                "CC BY 4.0, Reisepass 37,00 Euro, паспорт с 2019 по 2023, UNHCR: 108.400.000 refugees.",
            ),
        ),
    ],
    "national-id": [
        good("digits that count up", _says("CPF 123.456.789-09, DNI 12345678Z")),
        bad("a CPF", _says("CPF 529.982.247-25"), f"{NEWS}:9:5 national-id (take it out)"),
        bad("a CPF without points, named", _says("o CPF é 52998224725."), f"{NEWS}:9:9 national-id"),
        bad("an identity number of Rwanda", _says("ni 1 1994 7 0038162 0 44."), f"{NEWS}:9:4 national-id"),
        bad("a CPF in a column", _says("| CPF |", "| --- |", "| 52998224725 |"), f"{NEWS}:11:3 national-id"),
        bad("a CURP", _says("(BOXW310820HNERXN09)"), f"{NEWS}:9:2 national-id"),
        bad(
            "a RUT and a DNI",
            _says("12.531.909-2, DNI 48392716A"),
            *[f"{NEWS}:9:1 national-id", f"{NEWS}:9:19 national-id"],
        ),
        bad("a NIR", _says("le 2 55 08 14 168 025 38"), f"{NEWS}:9:4 national-id"),
        good("a CPF whose last digit is wrong", _says("CPF 529.982.247-26")),
        good("a pattern", _says("CPF 000.000.000-00 or 111.111.111-11, CURP XXXX000000HXXXXX00")),
        good("eleven digits that nobody called a CPF", _says("52998224725 and 12345678Z")),
        good("a CPF inside of a longer name", _says("doi.org/10.1234/529.982.247-25 and X529.982.247-25")),
        good(
            "long codes",
            _says("978-3-16-148410-0, 0000-0002-1825-0097, A/HRC/RES/32/13, 1234-5678-9012, MD5 D41D8CD98F00B204"),
        ),
    ],
    "birth-date": [
        bad(
            "in English", _says("Born on 12 May 1984."), f"{NEWS}:9:9 birth-date (write an age group, or leave it out)"
        ),
        bad("in Spanish", _says("Nacida el 3 de mayo de 1990"), f"{NEWS}:9:11 birth-date"),
        bad(
            "in Portuguese and French",
            _says("Nascido em 12/3/1990. Née le 3 mai 1980."),
            *[f"{NEWS}:9:12 birth-date", f"{NEWS}:9:30 birth-date"],
        ),
        good("a year", _says("The group was born in 2014, she in 1984.")),
        good("another date", _says("The map was printed on 12 May 1984. Date of birth: leave it out.")),
    ],
    "exact-place": [
        bad("three words", _says("Meet at ///filled.count.soap"), f"{NEWS}:9:9 exact-place"),
        bad("three words behind their name", _says("what3words: *filled.count.soap*"), f"{NEWS}:9:1 exact-place"),
        bad("letters before the numbers", _says("GPS N 0.347182 E 32.614905"), f"{NEWS}:9:7 exact-place"),
        bad("near the equator", _says("6.452318, 3.391847"), f"{NEWS}:9:1 exact-place"),
        bad("three words before their name", _says("at filled.count.soap (what3words)"), f"{NEWS}:9:4 exact-place"),
        bad("on the grid of its zone", _says("UTM zone 37M, 257481 mE, 9857172 mN"), f"{NEWS}:9:1 exact-place"),
        bad("on a military grid", _says("MGRS 37M BU 57481 57172"), f"{NEWS}:9:1 exact-place"),
        bad("with a stroke", _says("-1.29214/36.82194"), f"{NEWS}:9:1 exact-place"),
        bad("a pin in the data of a map", _says("<https://a.org/!3d-1.29214!4d36.82194>"), f"{NEWS}:9:16 exact-place"),
        bad("a short pin", _says("<https://osm.org/go/0EEQjE-->"), f"{NEWS}:9:10 exact-place"),
        good("parts of addresses and ratios", _says("<https://a.org/#map=6/-1.29214/36.82194>, 12.3456/56.7890")),
        bad("on the grid", _says("UTM 36M 452718 9963047"), f"{NEWS}:9:5 exact-place"),
        good(
            "addresses, comments and names of files",
            _says("file:///etc.conf.d, what3words.org, a///b.c.d, file:///a.b.c"),
        ),
        good("figures with many decimals", _says("12.4567 13.2345, p = 0.0123 45.6789")),
        good(
            "coefficients, which would be places at sea",
            _says("β = -1.2345, 0.6789; -0.1234/0.5678; a.b.c (what3words)"),
        ),
        bad(
            "coordinates",
            _says("At -1.2921, 36.8219."),
            f"{NEWS}:9:4 exact-place (write the district or the region; put an example in code)",
        ),
        bad("coordinates with letters", _says("At 1.292° S, 36.822° E"), f"{NEWS}:9:4 exact-place"),
        bad(
            "coordinates with words and commas",
            _says("latitud: 19,4326; longitud: 99,1332"),
            f"{NEWS}:9:10 exact-place",
        ),
        bad(
            "degrees, minutes and seconds",
            _says("At 1°17'31.6\" S 36°49'18.8\" E"),
            *[f"{NEWS}:9:4 exact-place", f"{NEWS}:9:17 exact-place"],
        ),
        bad(
            "a plus code",
            _says("6GCRPR6C+24 and PR6C+24 Nairobi"),
            *[f"{NEWS}:9:1 exact-place", f"{NEWS}:9:17 exact-place"],
        ),
        bad(
            "a map",
            _says("[A map of the river](https://maps.mill.net/@-1.2921,36.8219,17z)"),
            f"{NEWS}:9:45 exact-place",
        ),
        bad(
            "streets and pins",
            _says("<https://www.openstreetmap.org/#map=18/-1.29/36.82>", "<https://what3words.com/filled.count.soap>"),
            f"{NEWS}:9:33 exact-place",
            f"{NEWS}:10:10 exact-place",
        ),
        bad(
            "in the catalogue",
            {CATALOGUE: ("summary: Writes on paper.", "summary: At 19.4326, -99.1332.")},
            f"{CATALOGUE}:20:15 exact-place",
        ),
        good("two decimals", _says("At -1.29, 36.82 or 1°17' S, 36°49' E, geo:-1.29,36.82")),
        good("an example in code", _says("`-1.2921, 36.8219`", "", "```", "6GCRPR6C+24", "```")),
        good("a map of a country", _says("<https://www.openstreetmap.org/#map=6/-1.292/36.822>")),
        good(
            "numbers that are no places",
            _says(
                "12.345, 67.890 people, 3.1416, 2.7183, 1.2345, 6.7890, $1,234.567, 8.765, 4567+89, 1.10.2345,",
                "20 °C, 5' 10\", 45°, 1.234.567, 0.1234 0.5678, 2C+3X, 10.1234/56.7890, v2.3456.",
            ),
        ),
    ],
    "small-numbers": [
        bad(
            "a table of women",
            _says("| Village | Women |", "| --- | --- |", "| North | 3 |", "| South | 25 |"),
            f"{NEWS}:11:11 small-numbers (write fewer than 10)",
        ),
        bad(
            "a table in Portuguese without bars at its sides",
            _says("Onde | Pessoas", ":--- | ---:", "Norte | 4", "Sul | 9"),
            f"{NEWS}:11:9 small-numbers",
            f"{NEWS}:12:7 small-numbers",
        ),
        good("larger counts", _says("| Village | Women |", "| --- | --- |", "| North | 30 |", "| South | 0 |")),
        good("counts of other things", _says("| People like it | Tools |", "| --- | --- |", "| yes | 3 |")),
        good("a table in code", _says("```", "| Women |", "| --- |", "| 3 |", "```")),
        good("a list", _says("- Women: 3")),
    ],
}

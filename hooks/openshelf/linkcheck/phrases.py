"""What pages say when they are not the page: words in the languages of our readers."""

from __future__ import annotations

import re

_404 = r"(?:(?:http )?(?:error |erro |erreur )?404[ :,.–—-]*)?"
_THING = r"(?:the )?(?:page|file|article|document|content|resource)"
_IS_NOT = r"(?: (?:was|is|could|can))?(?: ?not| ?no longer| cannot)(?: be)?"

_NOT_FOUND = (
    # English
    r"(?:error )?404",
    rf"{_404}{_THING}{_IS_NOT} ?(?:found|available|exists?)(?:[ :,.–—-]*(?:error )?404)?",
    r"(?:http )?(?:error )?404[ :,.–—-]*not found",
    r"not found(?:[ :,.–—-]*(?:error )?404)?",
    r"(?:sorry, )?(?:this|that|the) page (?:does not|doesn.t|no longer) exists?",
    r"(?:oops|sorry)[!,. ]*(?:that|this|the) page (?:can.?t|cannot|could not) be found",
    r"nothing (?:was )?found(?: here)?",
    # Spanish
    rf"{_404}(?:la )?p[áa]gina no (?:encontrada|existe|disponible|se (?:ha )?(?:encuentra|encontr(?:ó|ado)))",
    rf"{_404}no se (?:ha )?(?:encontr(?:ó|ado)|pudo encontrar) la p[áa]gina",
    r"no encontrad[oa]",
    # Portuguese
    rf"{_404}(?:a )?p[áa]gina n[ãa]o (?:foi )?(?:encontrada|existe|dispon[íi]vel|localizada)",
    r"erro 404(?:[ :,.–—-]*n[ãa]o encontrad[oa])?",
    r"n[ãa]o encontrad[oa]",
    # French
    rf"{_404}(?:la )?page (?:introuvable|non trouv[ée]e|inexistante)",
    rf"{_404}(?:cette|la) page (?:n.existe (?:pas|plus)|est introuvable|n.a pas [ée]t[ée] trouv[ée]e)",
    r"erreur 404(?:[ :,.–—-]*.*introuvable)?",
)
_PARKED = (
    r"(?:this |the )?domain(?: name)?(?: [\w.-]+\.\w+)? (?:is|may be|might be) (?:for sale|on sale|parked)",
    r"[\w-]+\.\w{2,} (?:is|may be|might be) for sale",
    r"buy this domain|(?:purchase|inquire about) this domain|domain (?:is )?parked|parked (?:free|domain)",
    r"sedo domain parking",
    r"this (?:domain|website|site|web page) (?:has expired|is parked)",
    r"(?:this |the )?(?:account|site|website|hosting account)(?: has been| is)? suspended",
    r"(?:este |el )?dominio (?:est[áa] )?(?:en venta|a la venta|aparcado|caducado|expirado)",
    r"(?:esta |la )?cuenta (?:ha sido |est[áa] )?suspendida",
    r"(?:este |o )?dom[íi]nio (?:est[áa] )?(?:[àa] venda|estacionado|expirado|expirou)",
    r"(?:esta |a )?conta (?:foi |est[áa] )?suspensa",
    r"(?:ce |le )?(?:nom de )?domaine (?:est )?(?:[àa] vendre|en vente|parqu[ée]|expir[ée]|a expir[ée])",
    r"(?:ce |le )?compte (?:a [ée]t[ée] |est )?suspendu",
)
_BOT_WALL = (
    r"just a moment",
    r"attention required!?",
    r"checking (?:your browser|if the site connection is secure).*",
    r"ddos-guard",
    r"are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|security check|human verification",
    r"access denied|pardon our interruption|un momento|um momento|un instant",
)

NOT_FOUND = re.compile("|".join(_NOT_FOUND), re.IGNORECASE)
"""The whole of a title, or of one part of it, on a page that is not there."""
PARKED = re.compile("|".join(_PARKED), re.IGNORECASE)
"""Said by a site that its owner has left."""
BOT_WALL = re.compile("|".join(_BOT_WALL), re.IGNORECASE)
"""The whole of a title, or of one part of it, on a page that stops programs."""
SEPARATORS = re.compile(r"\s+[|·•:»«–—-]\s+|\s*[|»«]\s*|:\s")
"""Between the parts of a title."""

LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|signin|auth|oauth2?|sso|saml2?|wp-login\.php|accounts?/login|users?/(?:login|sign_in)|session/new"
    r"|iniciar-sesion|entrar|connexion)(?:[/.?]|$)",
    re.IGNORECASE,
)
LOGIN_HOST = re.compile(r"^(?:login|signin|auth|accounts?|sso|idp|id)\.", re.IGNORECASE)
LANGUAGE_SEGMENT = re.compile(
    r"^(?:[a-z]{2}|ara|cat|deu|eng|esp|eus|fra|glg|hin|ita|nld|por|rus|spa|tur|zho)(?:[-_][a-z]{2,4})?$", re.IGNORECASE
)
"""A part of a path that may be a language."""
LANGUAGE_QUERY = re.compile(r"(?:^|&)(?:lang|language|locale|hl|lng|idioma|langue)=", re.IGNORECASE)
"""A query that names a language."""
SESSION = re.compile(
    r"(?:^|[?&;/])(?:jsessionid|phpsessid|aspsessionid\w*|sid|session(?:_?id)?|sess|token|cookie\w*)=", re.IGNORECASE
)
"""Part of an address that holds for one visitor only."""

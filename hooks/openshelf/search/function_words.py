"""Words that carry no subject: search never asks for them, and finds them in titles and other names only.

Articles, pronouns, prepositions, auxiliaries and words of questions: closed classes, so that the lists do not grow.
"""

from __future__ import annotations

_WORDS = {
    "en": """
        a about after all also am an and any are as at be because been before being between both but by can
        could did do does doing don done down during each either for from further get gets getting give had
        has have having he her here hers him his how i if in into is it its just let me more most much must
        my need needs no nor not of off on once one only onto or other our ours out over own per same shall
        she should since so some such than that the their theirs them then there these they this those
        through to too under until up upon us very was we were what when where whether which while who whom
        whose why will with within without would you your yours""",
    "es": """
        a al algo algun alguna alguno ante antes aquel aquella como con contra cual cuales cuando cuanto de
        del desde donde dos e el ella ellas ellos en entre era es esa ese eso esta estan estas este esto
        estos fue ha hace hacer hacia han hasta hay la las le les lo los mas me mi mis mucho muy nada ni no
        nos nosotras nosotros nuestra nuestro o os otra otro para pero poco por porque puede puedo que quien
        se ser si sin sobre son su sus tambien tan te tengo tiene todo tu tus un una uno unos usted y ya yo""",
    "pt": """
        a ao aos algo algum alguma ante antes aquela aquele aquilo as ate com como contra da das de dela
        dele depois do dos e ela elas ele eles em entre era essa esse esta estao este eu fazer foi ha isso
        isto ja lhe mais mas me mesmo meu meus minha muito na nao nas nem no nos nossa nosso num numa o os
        ou para pela pelo pode posso por porque qual quando que quem se sem ser seu seus so sobre sua suas
        tambem te tem tenho ter todo tu tua um uma umas uns voce voces""",
    "fr": """
        a afin ai au aussi autre aux avec avoir c ce cela celle celui ces cet cette comme comment contre d
        dans de des donc du elle elles en entre es est et etre eu faire fait faut il ils j je l la le les
        leur leurs lors lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par pas peut peux
        plus pour pourquoi qu quand que quel quelle qui quoi s sa sans se ses si son sont sous sur t ta te
        tes toi ton tous tout tu un une vos votre vous y""",
}


def function_words(language: str) -> frozenset[str]:
    """Return the function words of a language, folded; none for a language without a list."""
    return frozenset(_WORDS.get(language, "").split())

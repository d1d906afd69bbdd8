"""Words that carry no subject: search never asks for them, and finds them in titles and other names only.

Articles, pronouns, prepositions, auxiliaries, words of questions, what is left of them before and behind apostrophes,
and how people ask, greet and thank: closed classes, so that the lists do not grow.
"""

from __future__ import annotations

_WORDS = {
    "en": """
        a about after again all almost along already also although always am an and another any anybody anyone
        anything are aren around as ask at be became because become been before being between both but by can
        cannot cant could couldn d did didn do does doesn doing don done dont down during each either else etc
        even ever every everybody everyone everything few for from further get gets getting give given gives go
        goes going gonna got had has hasn have haven having he hello her here hers herself hi him himself his
        how however i if im in instead into is isn it its itself ive just kind know let like ll looking lot lots
        m many may maybe me might more most much must my myself need needed needs neither never no nobody none
        nor not nothing now of off often ok okay on once one only onto or other others our ours ourselves out
        over own per perhaps please quite rather re really s same shall she should shouldn since so some
        somebody somehow someone something sometimes somewhere still such t than thank thanks that the their
        theirs them themselves then there these they theyre thing things this those though through to too toward
        towards try trying under until up upon us ve very via wanna want wanted wants was wasn we well were
        weren what whatever when where whether which while who whom whose why will with within without won would
        wouldn yes yet you your youre yours yourself yourselves""",
    "es": """
        a ademas ahora al algo alguien algun alguna algunas alguno algunos alla alli ambos ante antes aquel
        aquella aquellas aquello aquellos aqui asi aun aunque bien busco cada cierta cierto como con conmigo
        contigo contra cosa cosas cual cuales cualquier cualquiera cuando cuanta cuanto cuantos da dan de debe
        deben debo del demas desde despues donde dos durante e el ella ellas ello ellos en entonces entre era
        eramos eran eres es esa esas ese eso esos esta estaba estamos estan estar estas este esto estos estoy
        fue fueron gracias ha habia hace hacemos hacen hacer haces hacia hago han hasta hay haya he hola hubo
        incluso ir jamas la las le les lo los luego mas me mediante menos mi mia mientras mio mis misma mismas
        mismo mismos mucha muchas mucho muchos muy nada nadie necesita necesitamos necesito ni ningun ninguna
        ninguno no nos nosotras nosotros nuestra nuestras nuestro nuestros nunca o os otra otras otro otros para
        pero poca poco pocos podemos poder podria por porque pueda puede pueden puedes puedo pues que queremos
        querer quien quienes quiera quiere quieren quiero sabe saber se sea sean segun ser si sido siempre sin
        sino sobre sois solo somos son soy sr su sus suya suyo tal tambien tampoco tan tanta tanto te tenemos
        tener tengo ti tiene tienen toda todas todavia todo todos tras tu tus tuya tuyo u un una unas uno unos
        usted ustedes va vamos van varias varios ver vez vosotros voy vuestra vuestro y ya yo""",
    "pt": """
        a agora ai ainda alem algo alguem algum alguma algumas alguns ali ambos ante antes ao aos apenas apos
        aquela aquelas aquele aqueles aqui aquilo as assim ate bem cada coisa coisas com comigo como consigo
        contigo contra contudo d da das de dela delas dele deles depois desde dessa desse desta deste deve devem
        devo disso disto do dos durante e ela elas ele eles em embora enquanto entao entre era eram eramos essa
        essas esse esses esta estamos estao estar estas estava este estes estou eu faco faz fazem fazemos fazer
        foi foram ha isso isto ja jamais la lhe lhes lo logo mais mas me mediante menos mesma mesmas mesmo
        mesmos meu meus mim minha minhas muita muitas muito muitos na nada nao nas nela nele nem nenhum nenhuma
        nessa nesse nesta neste ninguem no nos nossa nossas nosso nossos num numa nunca o obrigada obrigado oi
        ola onde ora os ou outra outras outro outros para pela pelas pelo pelos pode podem podemos poder podia
        pois por porem porque posso pouca pouco poucos pra precisa precisamos preciso pro procuro quais qual
        qualquer quando quanta quanto quantos que quem quer querem queremos querer quero sabe saber se seja
        sejam sem sempre sendo ser seu seus sim so sob sobre somos sou sua suas tal talvez tambem tampouco tanta
        tanto tao te tem temos tenho ter teu teus ti tinha toda todas todavia todo todos tu tua tuas tudo um uma
        umas uns vai vamos vao varias varios ver vez voce voces vos vossa vosso vou""",
    "fr": """
        a afin ah ai aie ailleurs ainsi alors apres as au aucun aucune aujourd auquel aura aussi autour autre
        autres aux auxquels avait avant avec avez avoir avons ayant beaucoup besoin bien bonjour c ca car ce
        ceci cela celle celles celui cependant certain certaine certains ces cet cette ceux chacun chacune
        chaque cherche cherchons chez chose choses ci combien comme comment contre d dans de deja depuis
        derriere des desormais devant devez devons devrais devrait dois doit doivent donc dont du duquel durant
        e elle elles en encore enfin entre es est et etaient etais etait etant ete etes etre eu eux faire fais
        faisons fait faites faut fut guere hors hui ici il ils j jamais je jusqu jusque l la laquelle le lequel
        les lesquels leur leurs lors lorsqu lorsque lui m ma mais malgre me meme memes merci mes mien mienne
        mieux moi moins mon n ne neanmoins ni non nos notre notres nous nul on ont or ou oui outre par parce
        parmi partout pas pendant peu peut peuvent peux plus plusieurs plutot pour pourquoi pourrais pourrait
        pouvez pouvoir pouvons pres presque pu puis puisqu puisque qu quand quant que quel quelle quelles quelqu
        quelque quelques quels qui quiconque quoi quoiqu quoique rien s sa sais sait salut sans sauf savoir se
        selon sera serait ses seulement si sien sienne sinon soi soient sois soit sommes son sont sous souvent
        soyez suis sur surtout svp t ta tandis tant te tel telle telles tels tes toi ton toujours tous tout
        toute toutes travers tres trop tu un une unes uns va vais vas vers veulent veut veux via voici voila
        vont vos votre votres voudrais voulez vouloir voulons vous vraiment vu y""",
}

_AT_HOME = frozenset(("ai", "car", "eu", "logo", "pro", "sea"))
"""Words of one language that name a subject in another: they say nothing in a library of their own language only."""


def function_words(language: str) -> frozenset[str]:
    """Return the function words of a language, folded; none for a language without a list."""
    return frozenset(_WORDS.get(language, "").split())


def all_function_words(language: str) -> frozenset[str]:
    """Return those that count in a library of a language: its own, and others, since readers ask in any of them."""
    others = frozenset(word for words in _WORDS.values() for word in words.split())
    return function_words(language) | others - _AT_HOME

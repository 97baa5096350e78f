"""The words and patterns behind `forbidden`, in five languages: topic, words that bring a text here, pattern.

Everything is written without accents and punctuation, as `words_of` leaves a text. The lines of a pattern are
alternatives.
"""

from collections.abc import Mapping, Sequence
from typing import Final

RULES: Final[Mapping[str, Sequence[tuple[str, str, str]]]] = {
    "en": (
        (
            "age",
            """age birth birthday born graduate old older retire retirement retiring young younger""",
            r"""
            how old (?:are|were) you|what (?:is|s) your age|\byour (?:own )?age\b|at your age
            your (?:birthday|date of birth|year of birth|birth date)
            (?:when|what year|which year|in what year|in which year) (?:were|was) you born
            (?:when|what year|which year) did you (?:graduate|leave school|finish school)
            (?:when|how soon|how long).{0,30} (?:you|your) .{0,20}retire
            (?:plan|intend|thinking of|going|close|near|hope|want) (?:to |for )?retire|too (?:old|young) (?:for|to)
            (?:feel|feeling) about .{0,20}(?:younger|older) (?:boss|manager|colleagues|people|team)
            how many years .{0,20}(?:until|before) .{0,12}retire
            """,
        ),
        (
            "religion",
            """atheist beliefs believe bible buddhist christian church faith god hindu holidays jewish mosque
            muslim pray prayer ramadan religion religious sabbath sunday sundays synagogue temple""",
            r"""
            \byour (?:religion|faith|church|mosque|synagogue|temple|religious|god)\b|what (?:religion|church|faith)
            which (?:religion|church|faith)
            \byou (?:\w+ ){0,2}(?:religious|christian|muslim|jewish|hindu|buddhist|atheist|pray|go to church)\b
            \byou (?:\w+ ){0,2}(?:attend church|believe in god)\b
            believe in god|religious (?:holidays|holiday|beliefs|views|background|practice|obligations)
            \b(?:you|your) .{0,30}(?:ramadan|sabbath)
            """,
        ),
        (
            "family",
            """babies baby boyfriend child childcare children divorced family father fiance girlfriend husband kid
            kids maiden marriage married maternity mother parent partner paternity pregnancy pregnant single
            spouse wife""",
            r"""
            \byou (?:\w+ ){0,3}(?:married|pregnant|divorced|engaged to be married|a (?:single )?parent)\b
            are you single
            your (?:husband|wife|spouse|fiance|boyfriend|girlfriend|kids|children|child|baby|marriage)\b
            your (?:marital status|maiden name|family plans|family planning|childcare|maternity|pregnancy)\b
            \byou (?:\w+ ){0,4}(?:(?:a|any|more|another|your|young|small|little) )*(?:children|kids|child|baby|babies)\b
            start(?:ing)? a family|family planning
            (?:plan|plans|planning) (?:for|on|to have|to start) (?:a |any )?(?:family|children|kids|baby)
            \byour (?:\w+ ){0,2}family (?:\w+ ){0,3}(?:cope|manage|say|feel|think|mind|react|commitments)
            \byour (?:\w+ ){0,2}family (?:\w+ ){0,3}(?:situation|life|responsibilities|obligations)
            (?:who|how) (?:\w+ ){0,4}(?:look|looks|looking) after your
            your partner (?:think|thinks|feel|feels|say|says|mind|minds|work|works|do|agree)\b
            what does your partner
            (?:job|post|work|role|travel|hours) .{0,30}(?:with|and) (?:your |a )?(?:family|children|kids)\b
            your (?:mother|father)\b(?! tongue)
            """,
        ),
        (
            "health",
            """alcohol condition conditions depression disabilities disability disabled disease doctor drink
            handicap health healthy hospital ill illness medical medication medicine mental pills sick smoke
            surgery therapy weight""",
            r"""
            \byour (?:\w+ ){0,2}(?:health|illness|disability|disabilities|medication|medical history|doctor)\b
            \byour (?:\w+ ){0,2}(?:disease|therapy|handicap|weight|medical condition|health condition)\b
            \byou (?:\w+ ){0,4}(?:disabled|ill|unwell|healthy|in good health|medication|a disability)\b
            \byou (?:\w+ ){0,4}(?:any disabilities|disabilities|an illness|illnesses|a disease|chronic|handicap)\b
            \byou (?:\w+ ){0,4}(?:depression|smoke)\b
            (?:any|have|health|medical|mental|chronic) (?:health|medical|mental|chronic) (?:problem|problems)
            (?:any|have|health|medical|mental|chronic) (?:health|medical|mental|chronic) (?:issue|issues)
            (?:any|have|health|medical|mental|chronic) (?:health|medical|mental|chronic) (?:condition|conditions)
            (?:any|have|health|medical|mental|chronic) (?:health|medical|mental|chronic) (?:illness|illnesses)
            how (?:many|often) .{0,25}(?:sick|ill)\b|sick (?:days|leave) (?:have|did|do|were|are|last|you)
            \byour sick (?:days|leave)|been (?:in hospital|hospitalised|hospitalized)|how (?:is|s) your health
            do you drink(?: alcohol)?$
            """,
        ),
        (
            "origin",
            """language accent ancestors background born citizen citizenship country ethnic ethnicity from heritage
            immigrant mother nationality native origin origins parents passport race racial roots skin tongue
            visa""",
            r"""
            where (?:are|do|were) (?:you) (?:\w+ ){0,2}(?:come )?(?:from|born)(?: originally)?$
            where (?:are|do|were) your (?:parents|family|ancestors) (?:\w+ ){0,2}(?:come )?(?:from|born)
            where (?:do|does|did) your (?:parents|family|name|accent|surname)
            what (?:is|s) your (?:nationality|citizenship|ethnicity|race|origin|native language|mother tongue)
            what (?:is|s) your (?:first language|accent)
            \byour (?:nationality|citizenship|ethnicity|ethnic|race|racial|mother tongue|native language)\b
            \byour (?:native country|home country|country of origin|origins|accent|roots|skin colour|skin color)\b
            \byour (?:ancestors|heritage)\b
            which country (?:are|were|do) you
            are you (?:a |an )?(?:\w+ )?(?:immigrant|foreigner|native speaker|citizen)|were you born (?:here|in)
            (?:is|was) (?:english|german|french|spanish|portuguese) your (?:first|native|mother)
            """,
        ),
        (
            "politics",
            """conservative democrat election elections labour party political politician politics president
            republican vote voted""",
            r"""
            \byour (?:political|politics|party affiliation)
            (?:who|whom|which party) (?:did|do|will|would) you vote|how did you vote in the
            \byou (?:\w+ ){0,3}(?:vote|voted)\b(?! (?:on|with))|which political party
            which party (?:\w+ )?you (?:\w+ )?(?:support|belong|member|in|for|vote)
            \byou (?:\w+ ){0,5}political party|political (?:views|opinions|beliefs|leanings|affiliation)
            """,
        ),
        (
            "orientation",
            """bisexual gay gender heterosexual homosexual lesbian lgbt lgbtq queer sexual sexuality straight trans
            transgender""",
            r"""
            \byou (?:\w+ ){0,2}(?:gay|lesbian|bisexual|homosexual|heterosexual|transgender|trans|queer|lgbtq?)\b
            sexual (?:orientation|preference|preferences|identity)
            \byour (?:sexuality|gender identity|gender|sexual)\b|are you straight$
            """,
        ),
        (
            "union",
            """union unionised unionized unions""",
            r"""
            \byou (?:\w+ ){0,4}(?:a |in a |join(?:ed)? a |belong to a |to a )(?:trade |labor |labour )?union\b
            \byou (?:\w+ ){0,4}(?:of a |of any |in any |any )(?:trade |labor |labour )?union\b
            \byour (?:trade |labor |labour )?union (?:member|card|activit)\w*
            (?:trade |labor |labour )?union membership|\byou (?:\w+ ){0,4}(?:unionised|unionized)
            """,
        ),
    ),
    "de": (
        (
            "age",
            """alt alter alteren geboren geburtsdatum geburtsjahr geburtstag jung junger jungeren lebensalter
            pension rente rentenalter ruhestand""",
            r"""
            wie alt (?:sind|bist|waren)
            \b(?:ihr|ihrem|ihres|ihren|dein|deinem) (?:eigenes )?(?:alter|lebensalter|geburtsdatum|geburtstag)\b
            \b(?:ihr|ihrem|ihres|ihren|dein|deinem) (?:eigenes )?(?:geburtsjahr)\b
            (?:wann|in welchem jahr) (?:sind|wurden|bist|wurdest) (?:sie|du) geboren
            (?:sie|du) (?:\w+ ){0,6}(?:in rente|in pension|in den ruhestand)|zu (?:alt|jung) fur
            bis zur (?:rente|pension)|(?:ihre|ihrer|ihren|deine) (?:rente|pension|ruhestand)\b
            """,
        ),
        (
            "religion",
            """beten gebet glaube glauben glaubens gott kirche kirchlich konfession kopftuch moschee ramadan
            religion religionszugehorigkeit religios""",
            r"""
            \b(?:ihre|ihrer|ihrem|ihren|ihr|deine|dein|deiner) (?:religion|religiosen|glaube|glauben|kirche)
            \b(?:ihre|ihrer|ihrem|ihren|ihr|deine|dein|deiner) (?:konfession|religionszugehorigkeit|kopftuch)
            welche[rn]? (?:religion|konfession|kirche|glaubens)|religionszugehorigkeit
            \b(?:sie|du) (?:\w+ ){0,3}(?:religios|glaubig|an gott|in die kirche|kirchlich)|glauben sie an gott
            (?:fasten|beten) sie
            """,
        ),
        (
            "family",
            """alleinerziehend ehefrau ehemann elternzeit familie familienplanung familienstand frau geschieden
            heiraten kind kinder kinderbetreuung kinderwunsch lebenspartner ledig mann mutterschutz partner
            partnerin schwanger schwangerschaft verheiratet""",
            r"""
            \b(?:sie|du) (?:\w+ ){0,4}(?:verheiratet|schwanger|ledig|geschieden|alleinerziehend|heiraten)\b
            (?:haben|hast|planen|wollen|mochten) (?:sie|du) (?:\w+ ){0,4}(?:kinder|kind|familie|nachwuchs)\b
            (?:wunschen) (?:sie|du) (?:\w+ ){0,4}(?:kinder|kind|familie|nachwuchs)\b
            kinderwunsch|familienplanung|familienstand
            \b(?:ihre|ihrer|ihren|ihr|deine|dein|ihrem) (?:\w+ )?(?:kinder|kindern|kind|ehemann|ehefrau|mann)\b
            \b(?:ihre|ihrer|ihren|ihr|deine|dein|ihrem) (?:\w+ )?(?:frau|partner|partnerin|lebenspartner)\b
            \b(?:ihre|ihrer|ihren|ihr|deine|dein|ihrem) (?:\w+ )?(?:schwangerschaft|elternzeit|kinderbetreuung)\b
            (?:was sagt|wie denkt) ihre familie|ihre familie (?:dazu|damit)|familie grunden|betreut ihre
            kinderbetreuung
            """,
        ),
        (
            "health",
            """allergien arzt behindert behinderung fehltage gesund gesundheit gesundheitlich gesundheitliche
            gesundheitszustand krank krankgeschrieben krankheit krankheiten krankheitstage medikamente operation
            schwerbehindert therapie""",
            r"""
            \b(?:ihre|ihrer|ihren|ihr|ihrem|deine) (?:\w+ )?(?:gesundheit|gesundheitszustand|krankheit)\b
            \b(?:ihre|ihrer|ihren|ihr|ihrem|deine) (?:\w+ )?(?:krankheiten|behinderung|medikamente)\b
            \b(?:ihre|ihrer|ihren|ihr|ihrem|deine) (?:\w+ )?(?:krankheitstage|fehltage|therapie)\b
            \b(?:sie|du) (?:\w+ ){0,5}(?:krank|krankgeschrieben|behindert|schwerbehindert|gesund|medikamente)\b
            \b(?:sie|du) (?:\w+ ){0,5}(?:behinderung|krankheiten|chronisch)\b
            gesundheitliche (?:probleme|einschrankungen|beschwerden)|wie oft (?:waren|sind) sie krank
            wie viele (?:krankheitstage|fehltage)
            """,
        ),
        (
            "origin",
            """akzent auslander eltern geboren hautfarbe heimat herkunft herkunftsland kommen migrationshintergrund
            muttersprache nationalitat staatsangehorigkeit staatsburgerschaft stammen wurzeln""",
            r"""
            \b(?:ihre|ihrer|ihren|ihr|ihrem|deine|deiner|dein) (?:\w+ )?(?:herkunft|nationalitat)\b
            \b(?:ihre|ihrer|ihren|ihr|ihrem|deine|deiner|dein) (?:\w+ )?(?:staatsangehorigkeit)\b
            \b(?:ihre|ihrer|ihren|ihr|ihrem|deine|deiner|dein) (?:\w+ )?(?:staatsburgerschaft|muttersprache)\b
            \b(?:ihre|ihrer|ihren|ihr|ihrem|deine|deiner|dein) (?:\w+ )?(?:akzent|herkunftsland|wurzeln)\b
            \b(?:ihre|ihrer|ihren|ihr|ihrem|deine|deiner|dein) (?:\w+ )?(?:migrationshintergrund|hautfarbe)\b
            \b(?:ihre|ihrer|ihren|ihr|ihrem|deine|deiner|dein) (?:\w+ )?(?:heimat)\b
            woher (?:kommen|stammen) (?:sie|ihre)|wo (?:sind|wurden|bist) (?:sie|du) geboren|ist deutsch ihre
            welche (?:nationalitat|staatsangehorigkeit)|migrationshintergrund
            """,
        ),
        (
            "politics",
            """gewahlt partei parteimitglied parteizugehorigkeit politisch politische politischen wahl wahlen""",
            r"""
            (?:welche|welcher|einer|eine) politischen? partei\b|welche partei (?:wahlen|haben sie gewahlt|unterstutzen)
            (?:welcher|einer) partei (?:gehoren|angehoren|sind|an$)|mitglied (?:in |einer |der )+partei
            \b(?:ihre|ihrer|ihren|ihr|deine) (?:politisch\w*|partei\w*)|parteizugehorigkeit|parteimitglied
            (?:wen|was|welche partei) (?:haben sie|wahlen sie)(?: \w+){0,2}(?: gewahlt)?$
            politisch (?:aktiv|engagiert)|politische (?:einstellung|gesinnung|meinung|ansichten)
            """,
        ),
        (
            "orientation",
            """bisexuell geschlechtsidentitat heterosexuell homosexuell lesbisch schwul sexualitat sexuelle
            sexuellen transgender""",
            r"""
            \b(?:sie|du) (?:\w+ ){0,2}(?:schwul|lesbisch|homosexuell|heterosexuell|bisexuell|transgender)
            sexuelle[nr]? (?:orientierung|identitat|neigung\w*)|geschlechtsidentitat|ihre sexualitat
            """,
        ),
        (
            "union",
            """di gewerkschaft gewerkschaftlich gewerkschaftsmitglied gewerkschaftszugehorigkeit ver""",
            r"""
            \b(?:sie|du) (?:\w+ ){0,4}(?:in einer|einer|in der) gewerkschaft|gewerkschaftsmitglied
            gewerkschaftszugehorigkeit|gewerkschaftlich (?:organisiert|aktiv|engagiert)
            mitglied (?:in )?(?:einer|der) gewerkschaft
            """,
        ),
    ),
    "fr": (
        (
            "age",
            """age ans jeune naissance ne nee retraite vieux""",
            r"""
            quel age|\bvotre (?:age|date de naissance|annee de naissance|retraite)\b|quand etes vous nee?\b
            (?:en quelle annee|quand) (?:etes vous|vous etes) nee?
            (?:quand|comptez vous|pensez vous|prevoyez vous|partir) .{0,25}(?:a la |en )retraite
            trop (?:jeune|age|agee|vieux) pour|a votre age
            """,
        ),
        (
            "religion",
            """catholique chretien croyances croyant croyante dieu eglise foi juif mosquee musulman pratiquant
            pratiquante priere ramadan religieuse religieuses religieux religion voile""",
            r"""
            \b(?:votre|vos) (?:religion|foi|eglise|croyances|convictions religieuses|pratique religieuse|voile)
            quelle (?:est votre )?religion
            etes vous (?:\w+ )?(?:croyante?|pratiquante?|religieu\w+|musulmane?|catholique|jui\w+|chretien\w*)
            croyez vous en dieu|\bvous (?:\w+ ){0,4}ramadan|convictions religieuses
            """,
        ),
        (
            "family",
            """bebe celibataire compagne compagnon conjoint conjointe divorce divorcee enceinte enfant enfants
            epouse epoux famille femme fiancee garde grossesse mari marie mariee maternite parent""",
            r"""
            etes vous (?:\w+ )?(?:mariee?|enceinte|celibataire|divorcee?|fiancee?|en couple|mere|pere|parent)\b
            \b(?:votre|vos) (?:mari|femme|epou\w+|conjointe?|compagnon|compagne|enfants?|grossesse)\b
            \b(?:votre|vos) (?:situation (?:familiale|maritale|de famille)|vie de famille|famille)\b
            avez vous (?:\w+ ){0,2}enfants?
            \bvous (?:\w+ ){0,6}(?:des enfants|un enfant|d enfants|fonder une famille|enceinte|un bebe)
            garde (?:des|de vos|d) enfants|desir d enfant
            """,
        ),
        (
            "health",
            """arret arrets depression handicap handicape handicapee hopital malade maladie maladies medecin
            medicament medicaments sante traitement""",
            r"""
            \b(?:votre|vos) (?:\w+ )?(?:sante|maladies?|handicap|medecin|arrets? maladie|traitement medical)\b
            \bvous (?:\w+ ){0,5}(?:malade|handicapee?|en bonne sante|un handicap|des medicaments|une maladie)\b
            \bvous (?:\w+ ){0,5}(?:maladie chronique|problemes de sante)\b
            problemes? de sante|combien (?:de jours|d arrets?).{0,20}maladie
            """,
        ),
        (
            "origin",
            """accent couleur ethnique immigre langue maternelle naissance nationalite ne nee origine origines
            parents pays race venez""",
            r"""
            \b(?:votre|vos) (?:\w+ )?(?:origines?|nationalite|accent|langue maternelle|pays d origine)\b
            \b(?:votre|vos) (?:\w+ )?(?:lieu de naissance|race|couleur de peau|racines)\b
            d ou (?:venez vous|viennent vos|etes vous|vient votre)|ou (?:etes vous|vous etes|sont) nee?s?\b
            quelle (?:est votre )?(?:nationalite|origine|langue maternelle)|de quelle (?:origine|nationalite)
            etes vous (?:\w+ )?(?:francais|francaise|etranger|etrangere|immigree?)\b
            """,
        ),
        (
            "politics",
            """droite elections gauche parti politique politiques vote votez""",
            r"""
            \b(?:votre|vos) (?:\w+ )?(?:opinions? politiques?|convictions politiques|parti|orientation politique)
            \b(?:votre|vos) (?:\w+ )?(?:idees politiques|preferences politiques)
            pour qui (?:avez vous|votez vous|allez vous)|\bvous (?:\w+ ){0,4}parti politique|quel parti
            opinions politiques|etes vous de (?:gauche|droite)
            """,
        ),
        (
            "orientation",
            """bisexuel bisexuelle gay genre heterosexuel homosexuel homosexuelle lesbienne sexuel sexuelle
            sexuelles transgenre""",
            r"""
            etes vous (?:\w+ )?(?:homosexuel\w*|gay|lesbienne|bisexuel\w*|heterosexuel\w*|transgenre)
            orientations? sexuelles?|vie sexuelle|identite de genre
            """,
        ),
        (
            "union",
            """syndical syndicale syndicales syndicaliste syndicat syndique syndiquee""",
            r"""
            \bvous (?:\w+ ){0,5}(?:un |d un |au )syndicat\b|etes vous (?:\w+ )?(?:syndiquee?|syndicaliste)
            (?:appartenance|activite|engagement) syndicale?|votre syndicat|activites syndicales
            """,
        ),
    ),
    "es": (
        (
            "age",
            """anos cumpleanos edad joven jubila jubilacion jubilarse mayor nacimiento nacio viejo""",
            r"""
            (?:que|cual es su|cual es tu) edad|\b(?:su|tu) (?:edad|fecha de nacimiento|jubilacion|cumpleanos)\b
            cuantos anos (?:tiene|tienes)(?: usted)?$|(?:cuando|en que ano) (?:nacio|naciste)
            (?:cuando|piensa|planea|espera) .{0,20}jubilar\w*|demasiado (?:joven|mayor|viejo|vieja) para|a su edad
            """,
        ),
        (
            "religion",
            """catolica catolico creyente cristiano dios fe iglesia judia judio mezquita musulman musulmana
            practicante ramadan religion religiosa religiosas religioso reza""",
            r"""
            \b(?:su|tu|sus) (?:religion|fe|iglesia|creencias|practica religiosa)\b|(?:que|cual es su) religion
            (?:es|eres) (?:usted )?(?:creyente|practicante|religios[oa]|catolic[oa]|musulman\w*|judi[oa])
            (?:es|eres) (?:usted )?(?:cristian[oa])
            cree (?:usted )?en dios|creencias religiosas|(?:va|asiste) (?:usted )?a (?:la iglesia|misa)|profesa
            """,
        ),
        (
            "family",
            """bebe casada casado divorciada divorciado embarazada embarazo esposa esposo familia hija hijas hijo
            hijos madre marido maternidad mujer ninos novia novio pareja soltera soltero""",
            r"""
            (?:esta|estas|es|eres) (?:usted )?(?:casad[oa]|embarazada|solter[oa]|divorciad[oa]|madre|padre)\b
            \b(?:su|tu|sus|tus) (?:marido|espos[oa]|mujer|pareja|hij[oa]s?|embarazo|familia|estado civil)\b
            \b(?:su|tu|sus|tus) (?:situacion familiar|ninos|novi[oa])\b
            (?:tiene|tienes|piensa|planea|quiere|desea) (?:\w+ ){0,4}(?:hijos|hij[oa]|ninos|familia|bebe)\b
            (?:planes de) (?:\w+ ){0,4}(?:hijos|hij[oa]|ninos|familia|bebe)\b
            quedar(?:se)? embarazada|formar una familia|estado civil|cuidado de (?:sus|los) (?:hijos|ninos)
            """,
        ),
        (
            "health",
            """baja bajas depresion discapacidad discapacitado embarazo enferma enfermedad enfermedades enfermo
            hospital medicacion medicamento medicamentos medico salud""",
            r"""
            \b(?:su|tu|sus) (?:\w+ )?(?:salud|enfermedad\w*|discapacidad|medicacion|estado de salud|medico)\b
            \b(?:su|tu|sus) (?:\w+ )?(?:bajas (?:medicas|por enfermedad))\b
            (?:tiene|padece|sufre|ha tenido|toma) (?:\w+ ){0,4}(?:enfermedad\w*|discapacidad|medicamentos?)
            (?:tiene|padece|sufre|ha tenido|toma) (?:\w+ ){0,4}(?:medicacion|problemas? de salud|depresion)
            (?:tiene|padece|sufre|ha tenido|toma) (?:\w+ ){0,4}(?:cronic\w+)
            problemas? de salud|(?:esta|estuvo|ha estado) (?:usted )?(?:enferm[oa]|de baja)
            cuantas (?:bajas|veces .{0,15}enferm)|dias de baja
            """,
        ),
        (
            "origin",
            """acento donde etnia inmigrante lengua materna nacio nacionalidad origen padres pais
            piel procedencia raza""",
            r"""
            \b(?:su|tu|sus) (?:\w+ )?(?:origen|origenes|nacionalidad|acento|lengua materna|idioma materno)\b
            \b(?:su|tu|sus) (?:\w+ )?(?:pais de origen|raza|etnia|color de piel|raices|procedencia)\b
            de donde (?:es|eres|viene|vienes|son|proviene)(?: usted| sus padres| su familia)?(?: originalmente)?$
            donde (?:nacio|naciste)|(?:que|cual es su) (?:nacionalidad|origen)
            (?:es|eres) (?:usted )?(?:inmigrante|extranjer[oa])
            """,
        ),
        (
            "politics",
            """derecha elecciones ideologia izquierda partido politica politicas politico politicos vota votado
            voto""",
            r"""
            \b(?:su|tu|sus) (?:\w+ )?(?:ideologia|opinion(?:es)? politicas?|ideas politicas|partido)
            \b(?:su|tu|sus) (?:\w+ )?(?:afiliacion politica|tendencia politica)
            (?:por quien|a quien|a que partido|que partido) (?:\w+ )?vot\w+|(?:que|algun|un) partido politico
            opiniones politicas|(?:es|eres) (?:usted )?de (?:izquierdas?|derechas?)
            """,
        ),
        (
            "orientation",
            """bisexual gay genero heterosexual homosexual lesbiana sexual transgenero""",
            r"""
            (?:es|eres) (?:usted )?(?:homosexual|gay|lesbiana|bisexual|heterosexual|transgenero|trans)\b
            orientacion sexual|(?:su|tu) (?:vida sexual|sexualidad|identidad de genero)|preferencias? sexual(?:es)?
            identidad de genero
            """,
        ),
        (
            "union",
            """afiliada afiliado sindical sindicalista sindicalizado sindicato sindicatos""",
            r"""
            (?:afiliad[oa]|miembro|pertenece|perteneces|pertenecido|parte) (?:\w+ ){0,3}(?:sindicato|sindicatos)\b
            afiliacion sindical|(?:es|eres) (?:usted )?sindicalista|(?:su|tu) sindicato|actividad sindical
            """,
        ),
    ),
    "pt": (
        (
            "age",
            """aniversario anos aposentadoria aposentar idade jovem nasceu nascimento reforma reformar velho""",
            r"""
            (?:qual|que) (?:e )?(?:a )?(?:sua |tua )?idade
            \b(?:sua|tua) (?:idade|data de nascimento|aposentadoria|reforma)\b|quantos anos (?:voce )?(?:tem|tens)$
            (?:quando|em que ano) (?:voce |o senhor |a senhora )?(?:nasceu|nasceste)
            (?:quando|pretende|pensa|planeja|tenciona) .{0,25}(?:aposentar|se aposenta|reformar se|reforma)
            (?:jovem|velh[oa]) demais para|demasiado (?:jovem|velh[oa])
            """,
        ),
        (
            "religion",
            """catolica catolico crente deus evangelico fe igreja judeu missa muculmano praticante ramadao religiao
            religiosa religiosas religioso""",
            r"""
            \b(?:sua|tua|suas) (?:religiao|fe|igreja|crencas|pratica religiosa)\b
            (?:qual|que) (?:e )?(?:a )?(?:sua )?religiao
            (?:voce )?(?:e|es) (?:crente|praticante|religios[oa]|catolic[oa]|muculman[oa]|evangelic[oa]|judeu)\b
            (?:voce )?(?:e|es) (?:judia)\b
            acredita em deus|crencas religiosas|(?:vai|frequenta) (?:a |uma )?(?:igreja|missa)|segue alguma religiao
            """,
        ),
        (
            "family",
            """bebe casada casado conjuge criancas divorciada divorciado engravidar esposa esposo familia filha
            filhas filho filhos gravida gravidez marido maternidade mulher namorada namorado parceira parceiro
            solteira solteiro""",
            r"""
            (?:e|esta|es|estas) (?:\w+ )?(?:casad[oa]|gravida|solteir[oa]|divorciad[oa])\b
            \b(?:seu|sua|seus|suas|teu|tua|teus) (?:marido|espos[oa]|mulher|parceir[oa]|filh[oa]s?|gravidez)\b
            \b(?:seu|sua|seus|suas|teu|tua|teus) (?:familia|estado civil|situacao familiar|namorad[oa]|conjuge)\b
            \b(?:seu|sua|seus|suas|teu|tua|teus) (?:vida familiar)\b
            (?:tem|tens|pretende|planeja) (?:\w+ ){0,4}(?:filhos|filh[oa]|criancas|familia|bebe|engravidar)\b
            (?:pensa|quer|deseja|planos de) (?:\w+ ){0,4}(?:filhos|filh[oa]|criancas|familia|bebe|engravidar)\b
            engravidar|constituir familia|estado civil
            """,
        ),
        (
            "health",
            """atestado atestados baixa deficiencia deficiente depressao doenca doencas doente hospital medicacao
            medicamento medicamentos medico saude""",
            r"""
            \b(?:sua|tua|seu|suas|seus) (?:\w+ )?(?:saude|doencas?|deficiencia|medicacao|estado de saude|medico)\b
            \b(?:sua|tua|seu|suas|seus) (?:\w+ )?(?:atestados?)\b
            (?:tem|sofre|toma|teve|possui) (?:\w+ ){0,4}(?:doencas?|deficiencia|medicamentos?|medicacao)
            (?:tem|sofre|toma|teve|possui) (?:\w+ ){0,4}(?:problemas? de saude|depressao|cronic\w+)
            problemas? de saude|(?:esta|esteve|ficou) (?:\w+ )?(?:doente|de baixa)|quantas vezes .{0,20}doente
            dias de (?:atestado|baixa)
            """,
        ),
        (
            "origin",
            """onde etnia imigrante lingua materna nacionalidade nasceu naturalidade origem pais
            pele raca sotaque vem""",
            r"""
            \b(?:sua|tua|seu|suas) (?:\w+ )?(?:origem|origens|nacionalidade|sotaque|lingua materna)\b
            \b(?:sua|tua|seu|suas) (?:\w+ )?(?:pais de origem|raca|etnia|cor da pele|raizes|naturalidade)\b
            de onde (?:voce |o senhor |a senhora )?(?:e|es|vem|sao)(?: seus pais| originalmente)?$
            (?:onde|em que pais) (?:voce )?(?:nasceu|nasceste)
            (?:qual|que) (?:e )?(?:a )?(?:sua )?(?:nacionalidade|origem)|(?:voce )?e (?:imigrante|estrangeir[oa])
            """,
        ),
        (
            "politics",
            """direita eleicoes esquerda ideologia partido politica politicas politico politicos vota voto votou""",
            r"""
            \b(?:sua|tua|suas|seu) (?:\w+ )?(?:ideologia|opinia\w+ politica|opinioes politicas|ideias politicas)
            \b(?:sua|tua|suas|seu) (?:\w+ )?(?:partido|filiacao partidaria|posicao politica)
            (?:em quem|em que partido) (?:voce )?vot\w+|(?:que|algum|um) partido politico|opinioes politicas
            (?:voce )?e de (?:esquerda|direita)
            """,
        ),
        (
            "orientation",
            """bissexual gay genero heterossexual homossexual lesbica sexual transgenero""",
            r"""
            (?:voce )?(?:e|es) (?:homossexual|gay|lesbica|bissexual|heterossexual|transgenero|trans)\b
            orientacao sexual|(?:sua|tua) (?:vida sexual|sexualidade|identidade de genero)|identidade de genero
            """,
        ),
        (
            "union",
            """filiada filiado sindical sindicalista sindicalizada sindicalizado sindicato sindicatos""",
            r"""
            (?:filiad[oa]|membro|pertence|pertences|participa|faz parte) (?:\w+ ){0,3}sindicatos?\b|sindicalizad[oa]
            filiacao sindical|(?:seu|teu) sindicato|atividade sindical
            """,
        ),
    ),
}

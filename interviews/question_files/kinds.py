"""What a question asks for, guessed from how it is worded, where a file does not say it.

Only plain cases in English, German, French, Spanish and Portuguese: a wrong kind is worse than the usual one.
"""

import re
from collections.abc import Mapping
from typing import Final

from interviews.question_files.cleaning import words_of

SIGNS: Final[Mapping[str, tuple[str, ...]]] = {
    "closing": (
        r"questions? (?:do you have )?(?:for|to) (?:us|me|the panel)\b",
        r"(?:have you|do you have) (?:any|some) questions",
        r"(?:what|anything)(?: else)? (?:would you like|you would like|do you want|you want) to (?:ask|know)",
        r"fragen (?:haben sie )?an uns\b", r"haben sie (?:noch )?fragen",
        r"was (?:möchten|wollen) sie (?:noch )?(?:von )?uns (?:fragen|wissen)",
        r"questions? (?:à nous poser|pour nous)\b", r"avez-vous des questions",
        r"preguntas? (?:tiene[sn]? )?para nosotros\b", r"tiene[sn]? algunas? preguntas?",
        r"(?:le|te) gustaría preguntar",
        r"perguntas? (?:tem )?para nós\b", r"(?:tem|têm) algumas? perguntas?",
        r"gostaria de (?:nos )?perguntar",
    ),
    "objection": (
        r"why should (?:we|i) (?:not )?(?:choose|pick|take|hire|promote|appoint|prefer|give)\b",
        r"why (?:not )?you\b\W*$",
        r"(?:less|more) experience(?:d)? than you\b|you have less experience|others have more experience",
        r"warum sollten wir (?:gerade )?(?:ihnen|sie)\b", r"warum (?:gerade |ausgerechnet )?sie\W*$",
        r"sie haben weniger erfahrung",
        r"pourquoi (?:devrions-nous|vous choisir|vous plutôt)", r"pourquoi vous\W*$",
        r"vous avez moins d.expérience",
        r"por qué (?:deberíamos|debemos|debería la empresa)\b", r"por qué (?:usted|tú)\W*$",
        r"tiene[s]? menos experiencia",
        r"por ?que (?:deveríamos|devemos)\b", r"por ?que você\W*$", r"você tem menos experiência",
    ),
    "motivation": (
        r"why (?:do|would) you (?:want|like|wish)", r"why (?:are|were) you (?:applying|interested)",
        r"why (?:did|have) you (?:apply|applied)",
        r"why (?:this|the) (?:post|job|role|position|company|team)\b",
        r"what (?:attracts|interests|motivates|drives|draws|appeals to) you\b", r"what makes you want\b",
        r"(?:warum|weshalb|wieso) (?:möchten|wollen|bewerben|interessieren|reizt) ",
        r"(?:warum|weshalb|wieso) diese (?:stelle|position|aufgabe)",
        r"was (?:reizt|motiviert|interessiert|treibt) (?:sie|dich)\b",
        r"pourquoi (?:voulez|souhaitez|postulez|candidatez|désirez)-vous",
        r"pourquoi ce (?:poste|rôle|métier)",
        r"qu.est-ce qui vous (?:attire|motive|intéresse|pousse)",
        r"por qué (?:quiere|desea|se presenta|te presentas|este puesto|esta empresa)|por qué (?:le|te) interesa",
        r"qué (?:le|te|lo|la) (?:motiva|atrae|interesa)",
        r"por ?que (?:você )?(?:quer|deseja|se candidat|esta vaga|este cargo)",
        r"o que (?:o|a|lhe|te) (?:motiva|atrai|interessa)",
    ),
    "situational": (
        r"what would you (?:do|change|start|stop|improve)\b",
        r"how would you (?!describe|rate|say|define|summari[sz]e)\w",
        r"^(?:imagine|suppose|assume|picture)\b", r"^what if\b", r"what will you do\b",
        r"(?:was|wie) würden sie\b", r"was (?:tun|machen) sie,? wenn\b", r"stellen sie sich vor\b",
        r"^angenommen\b|^nehmen wir an\b",
        r"(?:que|comment) \w+riez-vous\b", r"^(?:imaginez|supposons|supposez)\b",
        r"qué harías?\b", r"cómo (?:har|reaccionar|abordar|gestionar|actuar|manejar|resolver)ías?\b",
        r"(?:^|(?<=¿))(?:imagin[ea]|supon(?:ga|gamos)|supón)\b",
        r"o que (?:você )?faria\b", r"como (?:você )?(?:far|reagir|lidar|abordar|agir|resolver)ia\b",
        r"^suponha\b",
    ),
    "knowledge": (
        r"what do you know (?:about|of)\b", r"was wissen sie (?:über|von|zu)\b", r"que savez-vous\b",
        r"qué sabes? (?:de|sobre)\b", r"o que (?:você )?sabe (?:de|da|do|sobre)\b",
    ),
}  # fmt: skip
"""In this order: "What would you like to ask us?" closes before it supposes anything."""
PATTERNS: Final = {kind: re.compile(rf"\b(?:{'|'.join(signs)})") for kind, signs in SIGNS.items()}
HINTS: Final[Mapping[str, frozenset[str]]] = {
    kind: frozenset(words.split(" "))
    for kind, words in {
        "closing": "question questions ask know fragen wissen pregunta preguntas preguntar"
        " pergunta perguntas perguntar",
        "objection": "why experience experienced warum erfahrung pourquoi por porque experiencia",
        "motivation": "why attracts interests motivates drives draws appeals makes warum weshalb wieso reizt motiviert"
        " interessiert treibt pourquoi attire motive interesse pousse por porque motiva atrae atrai interesa interessa",
        "situational": "would imagine suppose assume picture if will wurden wenn stellen angenommen nehmen que comment"
        " imaginez supposons supposez como imagina suponga supongamos supon suponha faria",
        "knowledge": "know wissen savez sabe sabes",
    }.items()
}
"""Words, without accents, one of which is in whatever the patterns find: most questions need no slow look."""


def kind_by_wording(text: str) -> str:
    """The kind that the words of a question plainly show, or ""."""
    words, said = words_of(text), text.casefold()
    hinted = (kind for kind, hints in HINTS.items() if not hints.isdisjoint(words))
    return next((kind for kind in hinted if PATTERNS[kind].search(said)), "")

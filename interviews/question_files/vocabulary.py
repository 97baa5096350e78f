"""The words people write for a seat, a kind or a difficulty, in English, German, French, Spanish and Portuguese."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, TypeVar

from interviews.choices import ANY_SEAT, KINDS, SEATS

SEAT_WORDS: Final[Mapping[str, str]] = {
    "boss": """boss; manager; line manager; direct manager; hiring manager; supervisor; line; team lead; team leader;
        department head; head of department; my boss; the boss; chef; chefin; vorgesetzter; vorgesetzte; direkter
        vorgesetzter; führungskraft; abteilungsleiter; abteilungsleiterin; abteilungsleitung; teamleiter;
        teamleiterin; teamleitung; supérieur; supérieure; supérieur hiérarchique; responsable; responsable
        hiérarchique; n+1; chef de service; jefe; jefa; jefe directo; jefa directa; superior; superior directo;
        responsable directo; gerente; chefe; chefia; gestor; gestora; superior direto; gestor direto; chefe direto;
        líder""",
    "hr_director": """hr director; hr_director; hr; hrd; human resources; human resources director; director of hr; head
        of hr; hr manager; people director; chief people officer; chro; personnel; personnel director; the hr
        director; personal; personalleiter; personalleiterin; personalleitung; personalabteilung; personalwesen;
        personalchef; personaldirektor; personaldirektorin; hr-leiter; hr-leiterin; hr-leitung; leiter personal;
        leitung personal; rh; drh; ressources humaines; directeur des ressources humaines; directrice des ressources
        humaines; directeur rh; directrice rh; responsable rh; rrhh; rr hh; recursos humanos; director de recursos
        humanos; directora de recursos humanos; director de rrhh; directora de rrhh; diretor de recursos humanos;
        diretora de recursos humanos; diretor de rh; diretora de rh""",
    "ceo": """ceo; chief executive; chief executive officer; managing director; md; president; general manager; owner;
        the ceo; geschäftsführer; geschäftsführerin; geschäftsführung; geschäftsleitung; vorstand;
        vorstandsvorsitzender; vorstandsvorsitzende; pdg; directeur général; directrice générale; dg; président;
        présidente; direction; direction générale; director general; directora general; consejero delegado; consejera
        delegada; presidente; presidenta; director ejecutivo; directora ejecutiva; dirección general; diretor
        executivo; diretora executiva; diretor-geral; diretora-geral; diretor geral; diretora geral; direção""",
    "other": """other; others; guest; colleague; peer; expert; outside member; andere; anderer; sonstige; sonstiger;
        gast; kollege; kollegin; autre; autres; invité; invitée; collègue; otro; otra; otros; invitado; invitada;
        compañero; compañera; outro; outra; outros; convidado; convidada; colega""",
    ANY_SEAT: """any; anyone; anybody; all; everyone; everybody; any seat; whole panel; panel; none; -; *; –; —; alle;
        jeder; jede; egal; beliebig; gremium; tous; toutes; tout le monde; n'importe qui; indifférent; todos; todas;
        cualquiera; cualquier; indiferente; qualquer; qualquer um; painel""",
}
KIND_WORDS: Final[Mapping[str, str]] = {
    "behavioural": """behavioural; behavioral; behaviour; behavior; past behaviour; past behavior; competency;
        competency-based; competency based; competence; experience; story; star; example; verhalten; verhaltensfrage;
        verhaltensbezogen; verhaltensbasiert; biografisch; biographisch; kompetenzbasiert; erfahrung; comportementale;
        comportemental; comportement; expérience; conductual; de comportamiento; comportamiento; por competencias;
        experiencia; comportamental; comportamento; por competências; experiência""",
    "situational": """situational; situation; hypothetical; scenario; case; what if; situativ; situationsfrage;
        situationsbezogen; hypothetisch; szenario; fallbeispiel; situationnelle; situationnel; de situation; mise en
        situation; hypothétique; scénario; cas; situacional; situación; hipotética; hipotético; escenario; caso;
        situação; cenário""",
    "motivation": """motivation; motivational; motive; why this job; fit; interest; motivationsfrage; motivationnelle;
        motivationnel; motivación; motivacional; motivação""",
    "knowledge": """knowledge; technical; factual; job knowledge; know-how; strategy; wissen; fachwissen; fachlich;
        fachfrage; wissensfrage; connaissance; connaissances; technique; conocimiento; conocimientos; técnica;
        técnico; conhecimento; conhecimentos""",
    "objection": """objection; objections; challenge; pushback; push-back; stress; doubt; concern; einwand; einwände;
        zweifel; stressfrage; herausforderung; doute; défi; objeción; objeciones; duda; desafío; reto; objeção;
        objeções; dúvida; desafio""",
    "closing": """closing; close; end; your questions; questions for us; questions for the panel; wrap-up; wrap up;
        abschluss; abschlussfrage; schluss; ihre fragen; clôture; fin; conclusion; vos questions; cierre; final; sus
        preguntas; encerramento; fecho; suas perguntas""",
}
DIFFICULTY_WORDS: Final[Mapping[int, str]] = {
    1: """1; easy; low; warm-up; warm up; simple; beginner; junior; leicht; einfach; niedrig; facile; faible; fácil;
        baja; bajo; baixa; baixo; *""",
    2: """2; medium; moderate; normal; average; intermediate; mid; mittel; mittelschwer; moyen; moyenne; media; medio;
        intermedio; média; médio; intermediário; **""",
    3: """3; hard; difficult; high; tough; advanced; expert; senior; schwer; schwierig; hoch; anspruchsvoll; difficile;
        élevé; élevée; difícil; alta; alto; avanzado; avançado; ***""",
}
USUAL_DIFFICULTY: Final = 2
USUAL_KIND: Final = "behavioural"

Key = TypeVar("Key")

CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])")
SEPARATORS: Final = re.compile(r"[\W_]+")
VALUE_SEPARATORS: Final = re.compile(r"[,;|]")


@lru_cache(maxsize=4096)
def fold_word(word: str) -> str:
    """ "HR-Director " and "hr_director" alike: no case, no accents, single spaces for punctuation."""
    apart = unicodedata.normalize("NFKD", CAMEL.sub(" ", word[:200]))
    plain = "".join(character for character in apart if not unicodedata.combining(character)).casefold()
    return SEPARATORS.sub(" ", plain).strip() or plain.strip()


def split_values(cell: str) -> list[str]:
    """The values of a cell that lists several: "a, b", "a; b", '["a", "b"]', "['a', 'b']"; else the cell itself."""
    bare = cell[1:-1] if cell[:1] == "[" and cell[-1:] == "]" else cell
    parts = [part.strip().strip("\"'").strip() for part in VALUE_SEPARATORS.split(bare)]
    return [part for part in parts if part] or [cell]


def by_folded_word(words: Mapping[Key, str]) -> dict[str, Key]:
    return {fold_word(word.strip()): key for key, line in words.items() for word in line.split(";")}


SEAT_BY_WORD: Final = by_folded_word(SEAT_WORDS) | {fold_word(seat): seat for seat in SEATS}
KIND_BY_WORD: Final = by_folded_word(KIND_WORDS) | {fold_word(kind): kind for kind in KINDS}
DIFFICULTY_BY_WORD: Final = by_folded_word(DIFFICULTY_WORDS)

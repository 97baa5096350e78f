"""Clauses: who did what, and whether it happened, from the dependency tree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from interviews.analysis.tokens import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from interviews.analysis.parsing import ParsedText


class Subject(Enum):
    """Who does it."""

    I = "i"  # noqa: E741 (the pronoun)
    WE = "we"
    PERSON = "person"
    THING = "thing"
    YOU = "you"
    NOBODY = "nobody"


class Reality(Enum):
    """Whether it happened."""

    PAST = "past"
    PRESENT = "present"
    WOULD = "would"
    PLAN = "plan"


SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
#: Dependencies that head a clause of their own when they have a verb.
CLAUSE_HEADS: Final = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis", "csubj", "acl", "pcomp"})
DEPENDENT: Final = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "pcomp"})
GROUP_NOUNS: Final = word_set("team crew department group office unit branch shift squad ward staff company store site")
EVERYBODY: Final = word_set("everyone everybody all both us")
#: Heads of noun phrases that name people or those who act for them.
PEOPLE: Final = word_set(
    "he she they who somebody someone anybody anyone nobody manager supervisor boss director colleague chief "
    "officer lead "
    "leader head sergeant captain foreman engineer consultant consultants vendor supplier contractor agency management "
    "accountant lawyer doctor nurse matron sister teacher principal board chair chairman president owner founder "
    "partner client customer guy guys lad lads girl girls man woman people person folks parents parent union driver "
    "drivers chef sous cook mechanic technician analyst agent agents assistant secretary deputy predecessor intern "
    "apprentice operator operators committee council corporate headquarters hq hr procurement logistics marketing "
    "finance sales union maintenance transport installer architect scientist agronomist librarian trainer coach "
    "company government authority trust ministry customs minister mayor others them everyone everybody friend brother "
    "father mother uncle daddy wife husband"
)
SECOND: Final = word_set("you your yours")
WISHES: Final = word_set("want hope plan intend like love wish aim prefer")
MODALS: Final = word_set("would 'd should could might ought may")
FUTURE: Final = word_set("will 'll wo shall")
#: Verbs after "I" or "we" that tell a state, a duty, a feeling or a thought: nothing was done.
STATES: Final = word_set(
    "be have need want use like love know think feel believe hope see hear remember notice realize realise understand "
    "seem enjoy hate fear expect struggle wish wonder care live work join inherit face suppose guess mean agree admit "
    "sit stand stay wait support watch come go get let say tell try learn start grow own depend happen belong "
    "become mind sound look matter stick suffer respect value prefer deserve bring worry find"
)
#: Doing words although many states share them; only with an object or a particle.
WEAK_DEEDS: Final = word_set("get go come sit stand stay bring let start find grow stick")
CAUSES: Final = word_set("dobj prt ccomp xcomp prep dative oprd")


#: Verbs in a row that share a subject ("I went, looked, counted and left"); more is no sentence.
CONJUNCTS: Final = 8


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; `first` and `last` are token numbers, inclusive."""

    head: Token
    subject: Subject
    doer: Token | None
    reality: Reality
    is_negated: bool
    is_passive: bool
    is_dependent: bool
    first: int
    last: int
    tokens: tuple[Token, ...]

    @property
    def verb(self) -> str:
        return self.head.lemma_.lower()

    @property
    def is_deed(self) -> bool:
        """Something done, not a state or a thought."""
        if self.is_passive or self.head.pos_ != "VERB":
            return False
        if self.verb == "have":  # I had them trained, I had the builders stop.
            return any(child.dep_ == "ccomp" and has_subject(child) for child in self.head.children)
        if self.verb == "use" and any(child.dep_ == "xcomp" for child in self.head.children):
            return True
        if self.verb in WEAK_DEEDS:
            return any(child.dep_ in CAUSES for child in self.head.children)
        return self.verb not in STATES

    def has(self, words: frozenset[str]) -> bool:
        return any(token.lower_ in words or token.lemma_.lower() in words for token in self.tokens)


def read_clauses(parsed: ParsedText) -> list[Clause]:
    """The clauses in the order of their heads."""
    heads = {token.i for token in parsed.doc if is_clause_head(token)}
    members: dict[int, list[Token]] = {}
    known: dict[int, int] = {}
    for token in parsed.doc:
        members.setdefault(clause_head_of(token, heads, known), []).append(token)
    return [clause_at(parsed.doc[number], members[number]) for number in sorted(heads)]


def clause_head_of(token: Token, heads: set[int], known: dict[int, int]) -> int:
    """The nearest head above; what was found on the way is kept in `known`, so that deep trees cost no more."""
    way = []
    while token.i not in heads and token.i not in known and token.head.i != token.i:
        way.append(token.i)
        token = token.head
    found = known.get(token.i, token.i)
    known.update(dict.fromkeys(way, found))
    return found


def is_clause_head(token: Token) -> bool:
    if token.dep_ == "ROOT":
        return True
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    has_subject = any(child.dep_ in SUBJECTS for child in token.children)
    if has_subject:
        return token.dep_ not in {"aux", "auxpass"}
    return token.dep_ in CLAUSE_HEADS - {"acl", "pcomp"} and token.tag_ not in {"VBG", "VB"}


def clause_at(head: Token, tokens: list[Token]) -> Clause:
    doer = doer_of(head)
    children = list(head.children)
    first, last = min(token.i for token in tokens), max(token.i for token in tokens)
    return Clause(
        head=head,
        subject=subject_of(doer, head),
        doer=doer,
        reality=reality_of(head),
        is_negated=any(child.dep_ == "neg" or child.lower_ in {"never", "no"} for child in children),
        is_passive=any(child.dep_ in {"auxpass", "nsubjpass"} for child in children),
        is_dependent=head.dep_ in DEPENDENT,
        first=first,
        last=last,
        tokens=tuple(tokens),
    )


def doer_of(head: Token, depth: int = 0) -> Token | None:
    """The subject; a verb joined by "and" has that of the first, a relative clause its noun."""
    for child in head.children:
        if child.dep_ in SUBJECTS:
            relative = child.lower_ in {"who", "which", "that"} and head.dep_ == "relcl"
            return head.head if relative else child
    if head.dep_ == "conj" and head.head.i != head.i and depth < CONJUNCTS:
        return doer_of(head.head, depth + 1)
    return None


def subject_of(doer: Token | None, head: Token) -> Subject:
    if doer is None:
        # "Sold the herd early": somebody who writes in haste leaves out "I".
        return Subject.I if head.tag_ == "VBD" else Subject.NOBODY
    words = {doer.lower_, *(child.lower_ for child in doer.children if child.dep_ in {"conj", "appos"})}
    if "i" in words or "me" in words or "myself" in words:
        return Subject.I
    own = any(child.lower_ in {"our", "my"} for child in doer.children) or (
        doer.lower_ in {"team", "crew", "squad"} and all(child.dep_ != "compound" for child in doer.children)
    )
    if words & {"we", "us"} or doer.lower_ in EVERYBODY or (doer.lower_ in GROUP_NOUNS and own):
        return Subject.WE
    if doer.lower_ in SECOND:
        return Subject.YOU
    return Subject.PERSON if is_person(doer) else Subject.THING


def is_person(noun: Token) -> bool:
    if noun.text == "IT":
        return True
    return noun.lower_ in PEOPLE or noun.lemma_.lower() in PEOPLE or (noun.pos_ == "PROPN" and noun.ent_type_ == "")


def reality_of(head: Token, depth: int = 0) -> Reality:
    if any(child.dep_ == "aux" and child.lemma_ == "use" for child in head.children):
        return Reality.PAST
    aux = [child for child in head.children if child.dep_ in {"aux", "auxpass"}]
    low = {child.lower_ for child in aux}
    done = head.tag_ in {"VBD", "VBN"} or "have" in {child.lemma_ for child in aux}
    if low & {"would", "should", "could", "might", "ought"} or ("'d" in low and head.tag_ == "VB"):
        return Reality.WOULD
    if low & FUTURE or is_wish(head):
        return Reality.PLAN
    if head.dep_ == "conj" and head.tag_ in {"VB", "VBP"} and not low and not has_subject(head) and depth < CONJUNCTS:
        return reality_of(head.head, depth + 1)
    past_aux = any(child.tag_ == "VBD" for child in aux)
    return Reality.PAST if done or past_aux else Reality.PRESENT


def has_subject(head: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in head.children)


def is_wish(head: Token) -> bool:
    """Want to, hope to, am going to, plan to."""
    to = any(child.dep_ == "xcomp" for child in head.children)
    going = head.lower_ == "going" and to
    return going or (head.lemma_.lower() in WISHES - {"like", "love"} and to and head.tag_ in {"VBP", "VBZ"})

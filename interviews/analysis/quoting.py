"""A clause as somebody would quote it: at most eight words, whole, clean, and never a slip of the tongue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from interviews.analysis.tokens import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from interviews.analysis.clauses import Clause

WORDS_AT_MOST: Final = 8
WORDS_AT_LEAST: Final = 3
#: What a clause begins or ends with and a quotation leaves out.
LINKS: Final = word_set(
    "and but so because well then that which who when if as like honestly basically actually also yeah yes no ok "
    "okay now "
    "or since although though while where until before after look see sir ma'am sure oh just really anyway plus "
    "ultimately"
)
#: Phrases that may be cut off at the end of a clause; what is left is whole.
EXTRAS: Final = frozenset({"advcl", "npadvmod", "cc", "punct", "intj", "appos"})
EXTRA_PREPOSITIONS: Final = word_set("in on at since during after before by because over throughout within")
#: What a verb or a noun can't do without.
NEEDED: Final = frozenset(
    {"ccomp", "xcomp", "dobj", "pobj", "attr", "acomp", "pcomp", "dative", "prt", "agent", "nsubj", "nsubjpass",
     "neg", "aux", "auxpass", "det", "poss", "compound", "nummod", "amod", "quantmod"}
)  # fmt: skip
#: "I put the desk": where to?
NEEDS_PLACE: Final = word_set("put place set keep base leave take")
QUESTION_WORDS: Final = word_set("what who which whose whom that how where why when whoever whatever")
NEVER_QUOTED: Final = (
    "fuck", "shit", "sh*t", "bitch", "cunt", "asshole", "bastard", "nigg", "retard", "slut", "whore", "wank", "piss",
)  # fmt: skip
EMPTY: Final = re.compile(
    r"\b(?:want to say|was the one|is the one|was done|turned out|be honest|do n't know|don't know)\b"
)
THIRD: Final = frozenset({"he", "she", "it", "this", "that"})
PLURAL: Final = frozenset({"we", "they", "you", "these", "those"})
CLITICS: Final = frozenset({"'s", "n't", "'ve", "'d", "'m", "'re", "'ll"})
MARKS: Final = frozenset('"“”()[]<>{}*_|\\')
#: More words between two marks than this, and the text is a transcript without punctuation.
WORDS_BETWEEN_MARKS: Final = 22


def quote(clause: Clause, *, is_transcript: bool) -> str:
    """The clause in at most eight of its own words; "" where that would not read well.

    In a transcript without punctuation less is certain, and less is quoted.
    """
    tokens = whole(clause)
    while tokens and len(words_in(tokens)) > WORDS_AT_MOST:
        shorter = [] if is_transcript else without_last_extra(tokens, clause.head)
        if shorter == tokens:
            return ""
        tokens = shorter
    if not tokens or len(words_in(tokens)) < WORDS_AT_LEAST or not reads_well(clause, tokens, is_transcript):
        return ""
    said = "".join(token.text_with_ws for token in tokens).strip()
    hidden = any(word in said.lower() for word in NEVER_QUOTED) or EMPTY.search(said.lower()) is not None
    return "" if hidden or MARKS & set(said) or not said.isprintable() else said


def reads_well(clause: Clause, tokens: list[Token], is_transcript: bool) -> bool:
    inside = {token.i for token in tokens}
    if clause.doer is None or clause.doer.i not in inside or clause.head.i not in inside or not agrees(clause):
        return False
    if tokens[0].lower_ in QUESTION_WORDS or clause.head.pos_ not in {"VERB", "AUX"}:
        return False
    if any(child.dep_ in NEEDED and child.i not in inside for token in tokens for child in token.children):
        return False
    if is_transcript and (any(token.lower_ == "and" for token in tokens) or not stands_alone(tokens)):
        return False
    return not ends_badly(tokens)


def stands_alone(tokens: list[Token]) -> bool:
    """Whether a link or an end follows: only there does an unpunctuated clause end for sure."""
    last = tokens[-1]
    if last.i + 1 >= len(last.doc):
        return True
    following = last.nbor()
    return following.is_punct or following.lower_ in LINKS


def has_few_marks(doc: Doc) -> bool:
    marks = sum(token.is_punct for token in doc)
    return len(doc) > WORDS_BETWEEN_MARKS * (marks + 1)


def words_in(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if not token.is_punct and token.lower_ not in CLITICS]


def whole(clause: Clause) -> list[Token]:
    """From the subject on, the run of tokens that no other clause breaks, without links and marks at its end."""
    inside = {token.i for token in clause.tokens}
    if clause.doer is None or clause.doer.i not in inside:
        return []
    first, last = clause.doer.left_edge.i, clause.head.i
    if first not in inside or any(number not in inside for number in range(first, last + 1)):
        return []
    while last + 1 in inside:
        last += 1
    tokens = list(clause.head.doc[first : last + 1])
    while tokens and (tokens[-1].is_punct or (tokens[-1].lower_ in LINKS and tokens[-1].lower_ != "now")):
        tokens = tokens[:-1]
    return tokens


def without_last_extra(tokens: list[Token], head: Token) -> list[Token]:
    """Without the last phrase that the clause can do without; the same where there is none."""
    inside = {token.i for token in tokens}
    extras = [child for token in tokens for child in token.children if child.i in inside and is_extra(child, head)]
    for extra in sorted(extras, key=lambda token: token.left_edge.i):
        end = max(token.i for token in extra.subtree if token.i in inside)
        if end == tokens[-1].i and extra.left_edge.i > head.i:
            kept = [token for token in tokens if token.i < extra.left_edge.i]
            while kept and (kept[-1].is_punct or kept[-1].dep_ in {"cc", "mark"}):
                kept = kept[:-1]
            return kept
    return tokens


def is_extra(token: Token, head: Token) -> bool:
    if token.i < head.i or (token.head == head and head.lemma_ in NEEDS_PLACE):
        return False
    return token.dep_ in EXTRAS or (token.dep_ == "prep" and token.lower_ in EXTRA_PREPOSITIONS)


def ends_badly(tokens: list[Token]) -> bool:
    """On an article, a preposition or an auxiliary: the end is missing."""
    last = tokens[-1]
    inside = {token.i for token in tokens}
    bare = last.pos_ in {"DET", "CCONJ", "SCONJ", "PART", "AUX"} and last.dep_ not in {"prt", "ROOT", "advmod"}
    stranded = last.dep_ == "prep" and not any(child.i in inside for child in last.children)
    return bare or stranded or last.dep_ in {"det", "poss", "compound", "amod", "nummod"}


def agrees(clause: Clause) -> bool:
    """Whether subject and verb agree; nobody's slip is quoted back at them."""
    doer, head = clause.doer, clause.head
    finite = next((child for child in head.children if child.dep_ in {"aux", "auxpass"}), head)
    if doer is None:
        return False
    low, verb = doer.lower_, finite.lower_
    if low in THIRD and (finite.tag_ in {"VBP", "VB"} or verb in {"were", "have", "don't"}):
        return False
    if low in PLURAL and (finite.tag_ == "VBZ" or verb == "was"):
        return False
    if low == "i" and (finite.tag_ == "VBZ" or verb in {"were", "is"}):
        return False
    plural_noun, singular_noun = doer.tag_ == "NNS", doer.tag_ in {"NN", "NNP"}
    alone = not any(child.dep_ == "conj" for child in doer.children)
    return not (
        (plural_noun and (finite.tag_ == "VBZ" or verb == "was"))
        or (singular_noun and alone and finite.tag_ == "VBP" and verb != "am")
    )

"""What a question asks for, as far as its words tell."""

import re
from enum import Enum
from typing import Final


class Wants(Enum):
    """What kind of answer a question calls for."""

    CASE = "case"
    PLAN = "plan"
    VIEW = "view"
    THEIR_QUESTIONS = "their questions"


THEIR_QUESTIONS: Final = re.compile(
    r"\b(?:questions? (?:for|to|of) (?:us|me|the panel)|(?:like|want|wish) to (?:ask|add)|anything (?:else "
    r")?(?:to add|you)|"
    r"ask (?:us|me|of us)\b.*\?|what (?:do|would) you (?:want|like) to (?:ask|know))",
    re.IGNORECASE,
)
PLAN: Final = re.compile(
    r"\b(?:would|could|will|should|'d|’d|might|plan to|going to|want to|hope|first (?:\d+|thirty|hundred|ninety) "
    r"days)\b",
    re.IGNORECASE,
)
CASE: Final = re.compile(
    r"\b(?:tell (?:me|us)|describe (?:a|an|the|how you|something|one|your)|an example|"
    r"(?:example|instance|case) (?:of|from|where|when)|(?:walk|talk) (?:me|us) through|a time (?:when|that|you)|"
    r"(?:what|how|when|why|where|who)(?:\b.{0,40})? (?:did|was|were|has|have|had)|what(?:'s|’s) changed|what happened|"
    r"have you (?:ever )?|what (?:\w+ )?(?:result|results|impact|difference|project)|last time|proudest|achieve)\b",
    re.IGNORECASE,
)
#: A case is asked for outright: an answer with a plan or an opinion leaves it out.
OUTRIGHT: Final = re.compile(
    r"\b(?:tell (?:me|us) (?:about|of) (?:a|an|the|one|something|your (?:last|best|biggest|worst|experience))\b|a "
    r"time\b|"
    r"(?:example|instance) (?:of|from|where|when)|an example|describe (?:a|an|one|something)\b|how did you|what "
    r"did you)",
    re.IGNORECASE,
)
OWN_PART: Final = re.compile(r"\b(?:your (?:part|role|contribution)|(?:have|did) you contribute\w*)\b", re.IGNORECASE)
#: One number or one name answers it, and nobody asks for an example of that.
FACT: Final = re.compile(
    r"^(?:so |and )?(?:how (?:many|much|long|old|far|often)|when (?:can|could|is)|who(?:'s|’s| is))\b|"
    r"\b(?:salary|requirement|limit|hours of|debt|deadline)\b",
    re.IGNORECASE,
)
TROUBLE: Final = re.compile(
    r"\b(?:fail\w*|miss\w*|late|delay\w*|wrong|mistake\w*|problem\w*|poor\w*|behind|lost|los(?:e|ing)|trouble\w*|"
    r"error\w*|"
    r"damage\w*|short(?:age)?|strike|accident\w*|badly|complain\w*|burn\w*|outage|down|not (?:finish|get|reach|"
    r"meet)\w*|"
    r"didn['’]t|what happened|why (?:was|were|did|is|are|has|have))\b",
    re.IGNORECASE,
)


def wants(question: str) -> Wants:
    if THEIR_QUESTIONS.search(question):
        return Wants.THEIR_QUESTIONS
    if OWN_PART.search(question):
        return Wants.CASE
    if OUTRIGHT.search(question) and not re.search(r"\bwould you\b", question, re.IGNORECASE):
        return Wants.CASE
    if PLAN.search(question):
        return Wants.PLAN
    return Wants.CASE if CASE.search(question) else Wants.VIEW


def asks_for_a_fact(question: str) -> bool:
    return FACT.search(question) is not None


def wants_case_outright(question: str) -> bool:
    return wants(question) is Wants.CASE and OUTRIGHT.search(question) is not None


def is_about_trouble(question: str) -> bool:
    return TROUBLE.search(question) is not None

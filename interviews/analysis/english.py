"""The English words that listening goes by: our own lists, extended by looking at the errors over written answers."""

from itertools import product
from typing import Final

from interviews.analysis.tokens import lexicon, word_set

I_WORDS: Final = frozenset({"i", "i'm", "i've", "i'd", "i'll"})
WE_WORDS: Final = frozenset({"we", "we're", "we've", "we'd", "we'll"})
#: "Phase I", "Part I": a numeral.
BEFORE_NUMERAL_I: Final = word_set("phase part level grade tier class type stage war category")

# --- Figures

NUMBERS: Final = word_set(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
HOURS: Final = word_set("two three four five six seven eight nine ten eleven twelve 1 2 3 4 5 6 7 8 9 10 11 12")
SCALES: Final = word_set("hundred thousand million billion dozen")
#: A figure by themselves.
WHOLE_FIGURES: Final = word_set("twice doubled halve halved tripled quadrupled doubling halving tripling")
FRACTIONS: Final = word_set("half third quarter thirds quarters fifth tenth")
#: What may stand before "half" when it is an amount ("by half", "a half", "cut it in half").
BEFORE_FRACTION: Final = word_set("a by one two three in over under almost nearly about roughly")
AFTER_FRACTION: Final = word_set(
    "of the less more fewer lower higher faster shorter longer cheaper a an as our my their its empty full"
)
NOT_BEFORE_HALF: Final = word_set("first second other better last next")
#: Numbers after these are names: "line 3", "phase two", "ISO 9001".
LABELS: Final = word_set(
    "iso din en line lines phase plant room building level version step stage hall part number no nr route "
    "article section chapter page unit site gate tier grade class category option plan floor area zone machine "
    "press station windows office band type model building shed bay dock question week day team shift"
)
#: "Two things", "three reasons" order a speech and measure nothing.
SMALL_NUMBERS: Final = frozenset({"two", "three", "four", "five", "2", "3", "4", "5"})
NOT_MEASURED: Final = word_set(
    "things thing reasons reason points parts ways way sides options questions examples steps ideas words aspects "
    "topics"
)
TIME_UNITS: Final = word_set(
    "second seconds minute minutes hour hours day days night nights week weeks weekend weekends month months quarter "
    "quarters year years"
)
UNITS: Final = TIME_UNITS | word_set(
    "percent euro euros pound pounds dollar dollars francs cents pence kilo kilos kg ton tons tonnes litres metres "
    "miles km kilometres people staff men women person customer team times percentage points percent k m mn bn pallets "
    "shift"
)
#: Letters stuck to digits that make an amount ("20k", "3x", "8am"); others make a name ("5S", "3D").
SUFFIXES: Final = word_set("k m mn bn x h hr hrs min am pm kg g km t mm cm pc pp ft m2 eur gbp usd")
ORDINAL_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
#: "A day early", "a week sooner": an amount, though it has no number.
AFTER_ONE_UNIT: Final = word_set("early earlier late later sooner ahead faster shorter longer less more")
#: "One" counts only as "in one day", "by one week".
BEFORE_ONE: Final = word_set("in within by just only under after than")
MONTHS: Final = word_set("january february march april may june july august september october november december")
BEFORE_MONTH: Final = word_set(
    "in since last by until till from of during this next early late mid to before after and every"
)
#: Words that are no unit although they follow a number.
FUNCTION_WORDS: Final = word_set(
    "a an the and or but of to in on at by for from with as is was were are be been has had have does this that these "
    "those its his hers ours yours theirs us we i you he she it they them our my your their which who what when where "
    "why how so if then than because while until after before over under into onto about per each between during "
    "without within all both not no more less fewer later ago earlier sometimes always perhaps plus versus vs "
    "yes across minus towards afterwards besides unless"
)

# --- What the panel cannot know

ASSUMED: Final = lexicon(
    [
        " ".join([lead, *middle.split(), verb])
        for lead, middle, verb in product(
            ("as you", "like you", "as you all", "as you both", "as some of you", "as most of you", "as everybody",
             "as everyone", "as we all", "as many of you"),
            ("", "already", "probably", "well", "will", "may", "might", "surely", "certainly", "obviously", "can"),
            ("know", "knows", "remember", "remembers", "recall", "saw", "imagine", "heard"),
        )
        if not (verb == "imagine" and middle != "can")
    ]
    + [
        "as you are aware", "as you're aware", "as you will be aware", "as you'll know", "as you'll remember",
        "as you'll recall", "as you have seen", "as you've seen", "as you've heard", "as you have heard",
        "you all know", "you both know", "everybody knows", "everyone knows", "everyone here knows",
        "everybody here knows", "you know the story", "you know how it is", "you know how that went",
        "you know what happened", "you know my work", "you know me", "you will remember", "you'll remember",
        "you may remember", "you've all seen", "you have all seen", "i'm sure you know", "i am sure you know",
        "you already know", "i don't need to tell you", "i need not tell you", "no need to tell you",
        "needless to say", "as is well known", "you were there",
        "you know all about",
    ]
)  # fmt: skip
#: "Do you know", "as far as you know": not assumed.
NOT_ASSUMED_AFTER: Final = word_set("do did if whether far let don't didn't should")

#: Known to anybody who sits on a company's panel.
EVERYDAY_ACRONYMS: Final = word_set(
    "OK CEO CFO COO HR IT UK US USA EU UN TV PC PDF ID AM PM CV FAQ ISO USD EUR GBP CHF VAT USB GPS AI PR QR II "
    "III IV VI VII VIII IX XI XII NB PS ASAP FYI DIY SMS CD DVD NASA BBC MBA BSC MSC PHD AG GMBH LTD PLC INC LLC "
    "SA NOT AND THE BUT NO YES SO MY DO WE IN TO IS OF ON IF IT'S ALL VERY NEVER ALWAYS ONE NOW HIM HER OUR"
)
SMALL_WORDS: Final = word_set("a an the of and for in on to by")
EXPLAINED_BY: Final = lexicon(
    [
        "stands for",
        "is short for",
        "short for",
        "means",
        "which means",
        "that is",
        "meaning",
        "is our",
        "in other words",
    ]
)

# --- Hedges and fillers

HEDGES: Final = lexicon(
    [
        "maybe", "perhaps", "sort of", "kind of", "kinda", "sorta", "i think", "i also think", "i still think",
        "i guess", "i suppose", "i feel like", "i'd like to think", "i would like to think", "i hope", "hopefully",
        "probably", "possibly", "somewhat", "a bit", "a little bit", "a little", "more or less", "i'm not sure",
        "i am not sure", "not really sure", "or something", "or so", "or whatever", "and stuff", "i'm no expert",
        "i am no expert", "if that makes sense", "to some extent", "in a way", "i would say", "i'd say", "i believe",
        "i don't know if", "i tried to", "we tried to", "i was lucky", "we were lucky", "i just", "it's just",
        "nothing special", "just a", "i'm only", "i am only", "i'm just", "i am just",
    ]
)  # fmt: skip
#: "What kind of", "this sort of", "a bit of": a noun, not a hedge.
NOUN_BEFORE_KIND: Final = word_set(
    "what which this that any some every a an the one two three of same right new other another all these those "
    "each different no first our my many"
)
#: No hedges, though they begin like one; "probably not" is what this is all about.
NOT_HEDGES: Final = lexicon(
    [
        "i think about", "i think of", "i think back", "i think ahead", "i believe in", "a bit of", "i hope for",
        "i would say so", "i'd say so", "i would say to", "i'd say to", "probably not get",
    ]
    + [
        f"{lead} {what}"
        for lead, what in product(("i would say", "i'd say"), ("plainly", "openly", "what", "no", "yes", "nothing"))
    ]
)  # fmt: skip

FILLERS: Final = lexicon(["um", "umm", "uh", "uhh", "uhm", "er", "erm", "ehm", "hmm", "hm", "mm", "mmm", "ah", "eh"])
#: Fillers only where they are set off by commas.
COMMA_FILLERS: Final = lexicon(["you know", "i mean", "like", "basically", "so yeah", "yeah"])

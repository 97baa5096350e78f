"""What the product keeps. Import models from here."""

from interviews.models.deciding import Decision
from interviews.models.goals import Goal, PanelQuestion
from interviews.models.panels import Competency, Panel, PanelSeat
from interviews.models.people import Candidate, User
from interviews.models.practice import Answer, PracticeSession, Turn
from interviews.models.questions import BankLoad, Question, QuestionBank
from interviews.models.rounds import Note, Panelist, PromotionRound
from interviews.models.speech import Segment
from interviews.models.words import Kind, Mode, Seat

__all__ = [
    "Answer",
    "BankLoad",
    "Candidate",
    "Competency",
    "Decision",
    "Goal",
    "Kind",
    "Mode",
    "Note",
    "Panel",
    "PanelQuestion",
    "PanelSeat",
    "Panelist",
    "PracticeSession",
    "PromotionRound",
    "Question",
    "QuestionBank",
    "Seat",
    "Segment",
    "Turn",
    "User",
]

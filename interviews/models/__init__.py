"""What the product keeps. Import models from here."""

from interviews.models.debriefs import AskedQuestion, Debrief, LedgerLine
from interviews.models.deciding import Decision
from interviews.models.evidence import Evidence, EvidenceUse
from interviews.models.goals import Goal, PanelQuestion
from interviews.models.panels import Competency, Panel, PanelSeat
from interviews.models.people import Candidate, User
from interviews.models.pitches import Pitch
from interviews.models.practice import Answer, PracticeSession, Turn
from interviews.models.questions import BankLoad, Question, QuestionBank
from interviews.models.reviews import Review, SharedSummary, TurnReview
from interviews.models.rounds import Note, Panelist, PromotionRound
from interviews.models.spacing import Recall
from interviews.models.speech import Segment
from interviews.models.trash import DeletedItem, DeletedRecording
from interviews.models.words import Kind, Manner, Mode, Seat

__all__ = [
    "Answer",
    "AskedQuestion",
    "BankLoad",
    "Candidate",
    "Competency",
    "Debrief",
    "Decision",
    "DeletedItem",
    "DeletedRecording",
    "Evidence",
    "EvidenceUse",
    "Goal",
    "Kind",
    "LedgerLine",
    "Manner",
    "Mode",
    "Note",
    "Panel",
    "PanelQuestion",
    "PanelSeat",
    "Panelist",
    "Pitch",
    "PracticeSession",
    "PromotionRound",
    "Question",
    "QuestionBank",
    "Recall",
    "Review",
    "Seat",
    "Segment",
    "SharedSummary",
    "Turn",
    "TurnReview",
    "User",
]

"""The product's pages, grouped by what they are about."""

from django.urls import URLPattern, URLResolver, path

from interviews.views import account, debriefs, deciding, evidence, goals, health, practice, rounds, sharing, speech

urlpatterns: list[URLPattern | URLResolver] = [
    # for the operator's monitoring
    path("healthz", health.healthz, name="healthz"),
    # rounds: home, rounds with their panels and notes, closing, the next one
    path("", rounds.home, name="home"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new", rounds.round_new, name="round_new"),
    path("rounds/<int:pk>/", rounds.round_detail, name="round"),
    path("rounds/<int:pk>/edit", rounds.round_edit, name="round_edit"),
    path("rounds/<int:pk>/current", rounds.round_make_current, name="round_make_current"),
    path("rounds/<int:pk>/panel", rounds.round_panel, name="round_panel"),
    path("rounds/<int:pk>/close", rounds.round_close, name="round_close"),
    path("rounds/<int:pk>/reopen", rounds.round_reopen, name="round_reopen"),
    path("rounds/<int:pk>/next", rounds.round_next, name="round_next"),
    path("rounds/<int:pk>/notes", rounds.notes, name="notes"),
    path("notes/<int:pk>/", rounds.note_edit, name="note_edit"),
    path("notes/<int:pk>/delete", rounds.note_delete, name="note_delete"),
    # deciding: go or not, with its verdict while one answers, and the note
    path("rounds/<int:pk>/go", deciding.go, name="go"),
    path("rounds/<int:pk>/go/verdict", deciding.go_verdict, name="go_verdict"),
    path("rounds/<int:pk>/go/note", deciding.go_note, name="go_note"),
    # goals: what each of the panel should take away, and what to ask them
    path("rounds/<int:pk>/goals", goals.goals, name="goals"),
    path("goals/<int:pk>/", goals.goal, name="goal"),
    path("goals/<int:pk>/delete", goals.goal_delete, name="goal_delete"),
    path("rounds/<int:pk>/questions", goals.panel_questions, name="panel_questions"),
    path("questions/<int:pk>/", goals.panel_question, name="panel_question"),
    path("questions/<int:pk>/delete", goals.panel_question_delete, name="panel_question_delete"),
    # debriefs: the real interview, what they asked, what they said and promised
    path("rounds/<int:pk>/debrief", debriefs.debrief, name="debrief"),
    path("rounds/<int:pk>/asked", debriefs.asked_questions, name="asked_questions"),
    path("asked/<int:pk>/", debriefs.asked_question, name="asked_question"),
    path("asked/<int:pk>/up", debriefs.asked_question_up, name="asked_question_up"),
    path("asked/<int:pk>/delete", debriefs.asked_question_delete, name="asked_question_delete"),
    path("rounds/<int:pk>/feedback", debriefs.feedback, name="feedback"),
    path("ledger/", debriefs.ledger, name="ledger"),
    path("rounds/<int:pk>/ledger/new", debriefs.ledger_line_new, name="ledger_line_new"),
    path("ledger/<int:pk>/", debriefs.ledger_line, name="ledger_line"),
    path("ledger/<int:pk>/delete", debriefs.ledger_line_delete, name="ledger_line_delete"),
    # evidence: stories, figures, kudos; the coverage map; sheets
    path("evidence/", evidence.evidence, name="evidence"),
    path("evidence/new/<str:kind>", evidence.evidence_new, name="evidence_new"),
    path("evidence/import", evidence.evidence_import, name="evidence_import"),
    path("evidence/export.csv", evidence.evidence_export, name="evidence_export"),
    path("evidence/<int:pk>/", evidence.evidence_item, name="evidence_item"),
    path("evidence/<int:pk>/delete", evidence.evidence_delete, name="evidence_delete"),
    path("answers/<int:pk>/evidence", evidence.evidence_use, name="evidence_use"),
    path("rounds/<int:pk>/coverage", evidence.coverage, name="coverage"),
    path("rounds/<int:pk>/brag-sheet", evidence.sheet, {"is_short": False}, name="brag_sheet"),
    path("rounds/<int:pk>/brag-sheet.pdf", evidence.sheet_pdf, {"is_short": False}, name="brag_sheet_pdf"),
    path("rounds/<int:pk>/one-page", evidence.sheet, {"is_short": True}, name="one_page"),
    path("rounds/<int:pk>/one-page.pdf", evidence.sheet_pdf, {"is_short": True}, name="one_page_pdf"),
    # sharing: reviewers, who come by a link, and the summary of the preparation
    path("practice/<int:pk>/reviewers", sharing.reviewers, name="reviewers"),
    path("reviewers/<int:pk>/revoke", sharing.review_revoke, name="review_revoke"),
    path("reviewers/<int:pk>/renew", sharing.review_renew, name="review_renew"),
    path("reviews/<str:token>/", sharing.reviewed, name="reviewed"),
    path("reviews/<str:token>/answers/<int:pk>.wav", sharing.reviewed_recording, name="reviewed_recording"),
    path("rounds/<int:pk>/summary", sharing.summary, name="summary"),
    path("summaries/<int:pk>/revoke", sharing.summary_revoke, name="summary_revoke"),
    path("shared/<str:token>/", sharing.shared, name="shared"),
    # account: settings, and deleting it
    path("settings/", account.settings, name="settings"),
    path("settings/delete", account.account_delete, name="account_delete"),
    # practice: choose, lobby, room, leaving, review, the list of all
    path("practice/", practice.practice, name="practice"),
    path("rounds/<int:pk>/practice/new", practice.practice_new, name="practice_new"),
    path("drill", practice.drill, name="drill"),
    path("practice/<int:pk>/lobby", practice.lobby, name="lobby"),
    path("practice/<int:pk>/", practice.room, name="room"),
    path("practice/<int:pk>/pause", practice.pause, name="pause"),
    path("practice/<int:pk>/resume", practice.resume, name="resume"),
    path("practice/<int:pk>/again/<int:position>", practice.try_again, name="try_again"),
    path("practice/<int:pk>/end", practice.practice_end, name="practice_end"),
    path("practice/<int:pk>/leaving", practice.leaving, name="leaving"),
    path("practice/<int:pk>/review", practice.review, name="review"),
    path("practice/<int:pk>/review/<int:position>", practice.review_turn, name="review_turn"),
    path("practice/<int:pk>/delete", practice.practice_delete, name="practice_delete"),
    path("answers/<int:pk>/draft", practice.answer_draft, name="answer_draft"),
    path("answers/<int:pk>/done", practice.answer_done, name="answer_done"),
    path("answers/<int:pk>/skip", practice.answer_skip, name="answer_skip"),
    path("answers/<int:pk>/add", practice.answer_add, name="answer_add"),
    # speech: what is said aloud, in numbered segments; its words; the recording
    path("answers/<int:pk>/segments/<int:number>", speech.segment, name="answer_segment"),
    path("answers/<int:pk>/captions", speech.captions, name="answer_captions"),
    path("answers/<int:pk>/recording.wav", speech.recording, name="recording"),
    path("answers/<int:pk>/recording/delete", speech.recording_delete, name="recording_delete"),
]

"""Names in the URL configuration that the benchmarks have no row for."""

from typing import Final

#: Addresses without a page of ours behind them, and why.
NO_PAGE: Final = {
    **dict.fromkeys(
        (
            "answer_draft",
            "answer_segment",
            "review_revoke",
            "review_renew",
            "summary_revoke",
            "asked_question_up",
            "deleted_item_restore",
            "deleted_item_delete",
        ),
        "takes a POST only",
    ),
    **dict.fromkeys(
        ("answer_done", "answer_skip", "answer_add", "pause", "resume", "practice_end", "try_again", "evidence_use"),
        "leads back to the room",
    ),
    **dict.fromkeys(("round_make_current", "round_reopen", "recording_delete"), "leads back to its page"),
    **dict.fromkeys(("brag_sheet_pdf", "one_page_pdf", "brief_pdf", "cards"), "a file that an engine writes"),
    **dict.fromkeys(("recording", "reviewed_recording"), "a recording, as long as it is"),
    **dict.fromkeys(
        ("account_login", "account_signup", "account_set_password", "account_confirm_login_code"),
        "leads away who is signed in",
    ),
    **dict.fromkeys(("drill", "calendar_address", "go_verdict"), "acts on a POST; a GET leads elsewhere"),
    "evidence_brought": "only after an import, which its address names",
    "account_reauthenticate": "for who signed in with a password",
    **dict.fromkeys(
        (
            *("admin:interviews_bankload_add", "admin:interviews_bankload_delete", "admin:interviews_user_add"),
            *("admin:interviews_competency_delete", "admin:interviews_question_delete"),
            "admin:interviews_questionbank_delete",
        ),
        "nobody may",
    ),
    **dict.fromkeys(
        (
            *("admin:interviews_questionbank_cancel", "admin:interviews_questionbank_confirm"),
            *("admin:interviews_questionbank_publish", "admin:interviews_questionbank_read"),
            "admin:interviews_questionbank_retire",
        ),
        "takes a POST only",
    ),
    "admin:interviews_questionbank_problems": "a file, and only where there were problems",
    "admin:autocomplete": "JSON for a field of a form",
    **dict.fromkeys(
        ("admin:login", "admin:app_list", "admin:None", "admin:jsi18n", "admin:logout"),
        "Django's own, and nobody is led there",
    ),
}

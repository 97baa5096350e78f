"""The product's pages, grouped by what they are about."""

from django.urls import URLPattern, URLResolver, path

from interviews.views import account, rounds

urlpatterns: list[URLPattern | URLResolver] = [
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
    # account: settings, and deleting it
    path("settings/", account.settings, name="settings"),
    path("settings/delete", account.account_delete, name="account_delete"),
]

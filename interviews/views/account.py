"""A user's settings, and deleting their account."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from interviews import access
from interviews.forms.account import DeleteAccountForm, SettingsForm
from interviews.services import privacy
from interviews.services.speech import recording_space

SAVED_WITH_ZONE = gettext_lazy("Saved. If you have an interview date, check that its time is still right.")

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def settings(request: HttpRequest) -> HttpResponse:
    user = access.user_of(request)
    form = SettingsForm(request.POST or None, instance=access.candidate_of(request), user=user)
    if form.is_valid():
        form.save()
        moved = "time_zone" in form.changed_data
        messages.success(request, SAVED_WITH_ZONE if moved else _("Saved."))
        return redirect("settings")
    return render(request, "interviews/account/settings.html", {"form": form, "space": recording_space(form.instance)})


@get_or_post
def account_delete(request: HttpRequest) -> HttpResponse:
    user = access.user_of(request)
    # Somebody at a screen left alone must not be able to try passwords here.
    if request.method == "POST" and not ratelimit.consume(request, action="reauthenticate", user=user):
        return HttpResponse(_("Too many tries. Wait a minute and try again."), status=429)
    form = DeleteAccountForm(request.POST or None, user=user)
    if form.is_valid():
        privacy.delete_account(user=user)
        logout(request)
        messages.success(request, _("Your account and everything in it are deleted."))
        return redirect("account_login")
    counts = {
        "rounds": access.rounds_of(request).count(),
        "sessions": access.sessions_of(request).count(),
        "evidence": access.evidence_of(request).count(),
    }
    return render(request, "interviews/account/delete.html", {"form": form, **counts})

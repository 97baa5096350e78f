"""The card of one panelist."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interviews import access
from interviews.forms.people import CardForm
from interviews.pages.people import drawn_as, examples_for


@require_http_methods(["GET", "HEAD", "POST"])
def panelist(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.panelist_or_404(request, pk)
    form = CardForm(request.POST or None, instance=mine, initial={"look": drawn_as(mine)})
    if form.is_valid():
        form.save()
        messages.success(request, _("Kept. Practice takes it into account."))
        return redirect("panelist", pk)
    context = {"form": form, "one": mine, "examples": examples_for(mine)}
    return render(request, "interviews/people/panelist.html", context)

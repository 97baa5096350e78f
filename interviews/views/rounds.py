"""Home, rounds, their panels and notes, closing one and opening the next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interviews import access
from interviews.forms.rounds import (
    ClosingForm,
    NewNoteForm,
    NextRoundForm,
    NoteForm,
    OpeningForm,
    RoundForm,
    panel_form,
    panel_rows,
)
from interviews.pages.home import home_page
from interviews.pages.rounds import next_round_page, notes_page, round_page
from interviews.services import rounds as services
from interviews.views.methods import Deletion, confirm_delete, redirect_unless_post

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = home_page(request, timezone.now())
    if page is None:
        return render(request, "interviews/rounds/welcome.html", {"has_rounds": access.rounds_of(request).exists()})
    return render(request, "interviews/home.html", {"page": page})


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    return render(request, "interviews/rounds/list.html", {"rounds": access.rounds_of(request)})


@get_or_post
def round_new(request: HttpRequest) -> HttpResponse:
    user = access.user_of(request)
    form = OpeningForm(
        request.POST or None,
        user=user,
        now=timezone.now(),
    )
    if form.is_valid():
        user.set_time_zone(form.zone)
        opened = services.open_round(
            candidate=access.candidate_of(request),
            draft=form.save(commit=False),
            now=timezone.now(),
        )
        messages.success(request, _("Your round is open. Now say who will sit on the panel."))
        return redirect("round_panel", opened.pk)
    return render(request, "interviews/rounds/new.html", {"form": form})


@require_safe
def round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    page = round_page(request, access.round_with_its_story_or_404(request, pk), timezone.localdate())
    return render(request, "interviews/rounds/round.html", {"page": page})


@get_or_post
def round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    user, a_round = access.user_of(request), access.round_or_404(request, pk)
    form = RoundForm(request.POST or None, instance=a_round, user=user, now=timezone.now())
    if form.is_valid():
        user.set_time_zone(form.zone)
        services.change_round(a_round=form.save(commit=False))
        messages.success(request, _("Saved."))
        return redirect("round", pk)
    return render(request, "interviews/rounds/edit.html", {"form": form, "pk": pk})


def to_round(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("round", access.round_or_404(request, pk).pk)


@redirect_unless_post(to_round)
def round_make_current(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    services.make_current(a_round=a_round)
    messages.success(request, _("“%(post)s” is your current round now.") % {"post": a_round.post})
    return redirect("home")


@get_or_post
def round_panel(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    wish = request.POST.get("do")
    if request.method != "POST":
        form = panel_form(panel_rows(a_round.panelists.all()))
    else:
        form = panel_form(data=request.POST)
        if wish:
            form = form.rearranged(wish)
        elif form.is_valid():
            services.save_panel(a_round=a_round, people=form.people())
            messages.success(request, _("The panel is saved."))
            return redirect("home") if a_round.is_current else redirect("round", pk)
    return render(request, "interviews/rounds/panel.html", {"form": form, "round": a_round, "unsaved": wish})


@get_or_post
def round_close(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    was_closed = bool(a_round.closed_at)
    form = ClosingForm(request.POST or None, instance=a_round)
    if form.is_valid():
        services.close_round(a_round=a_round, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved. Your notes stay here, and you can open the next round from it any time."))
        return redirect("round", pk)
    return render(request, "interviews/rounds/close.html", {"form": form, "round": a_round, "was_closed": was_closed})


@redirect_unless_post(to_round)
def round_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    services.reopen_round(a_round=access.round_or_404(request, pk))
    messages.success(request, _("The round is open again."))
    return redirect("round", pk)


@get_or_post
def round_next(request: HttpRequest, pk: int) -> HttpResponse:
    user, previous = access.user_of(request), access.round_or_404(request, pk)
    form = NextRoundForm(
        request.POST or None,
        initial={"department": previous.department},
        user=user,
        now=timezone.now(),
    )
    if form.is_valid():
        user.set_time_zone(form.zone)
        opened = services.open_next(previous=previous, draft=form.save(commit=False), now=timezone.now())
        messages.success(request, _("Your next round is open. This is what came along."))
        return redirect("round", opened.pk)
    return render(request, "interviews/rounds/next.html", {"form": form, "page": next_round_page(request, previous)})


@get_or_post
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    form = NewNoteForm(request.POST or None)
    if form.is_valid():
        services.write_note(a_round=a_round, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Note added."))
        return redirect("notes", pk)
    return render(request, "interviews/rounds/notes.html", {"form": form, "page": notes_page(request, a_round)})


@get_or_post
def note_edit(request: HttpRequest, pk: int) -> HttpResponse:
    note = access.note_or_404(request, pk)
    form = NoteForm(request.POST or None, instance=note)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("notes", note.round_id)
    return render(request, "interviews/rounds/note.html", {"form": form, "note": note})


@get_or_post
def note_delete(request: HttpRequest, pk: int) -> HttpResponse:
    note = access.note_or_404(request, pk)
    deletion = Deletion(
        question=_("Delete this note?"),
        quoted=note.text,
        warning=_("To keep it here but out of the next round, mark it as dropped instead."),
        button=_("Delete note"),
        back=reverse("note_edit", args=[pk]),
        done=_("Note deleted."),
        then=reverse("notes", args=[note.round_id]),
    )
    return confirm_delete(request, note, deletion)

"""Practising: choose, wait in the lobby, answer in the room, leave, review; and the list of it all."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access
from interviews.forms.numbers import parse_int
from interviews.forms.practice import AnswerForm, ClosingForm, DraftForm, LeavingForm, LobbyForm, RatingForm, StartForm
from interviews.models import Answer, Mode, Note, PracticeSession, PromotionRound, Turn
from interviews.pages.practice import ChooserPage, HistoryPage, LobbyPage, PausePage
from interviews.pages.review import review_page, turn_page
from interviews.pages.room import room_page
from interviews.services import answering, speech
from interviews.services import practice as services
from interviews.services.answering import SaveOutcome, SaveResult
from interviews.services.listening import read_pending
from interviews.views.methods import Deletion, confirm_delete, redirect_unless_post

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
#: A room from the browser's memory would show a question that is answered by now.
never_kept = cache_control(no_store=True, private=True)

Status = PracticeSession.Status
LARGEST_SEED: Final = 2**31 - 1
UNTIDY: Final = 422
CONFLICT: Final = 409
DRAFT_STATUS: Final = {SaveOutcome.SAVED: 200, SaveOutcome.CONFLICT: CONFLICT, SaveOutcome.CLOSED: 410}
PAGE_OF_STATUS: Final = {Status.LOBBY: "lobby", Status.LEAVING: "leaving", Status.FINISHED: "review"}


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    a_round = round_to_practise(request)
    page = HistoryPage.of(access.sessions_of(request), a_round, request.GET.get("page", "1"))
    return render(request, "interviews/practice/history.html", {"page": page})


def round_to_practise(request: HttpRequest) -> PromotionRound | None:
    """The current round; the newest where none is current."""
    newest = access.rounds_of(request).select_related("candidate")
    return access.current_round_of(request) or newest.first()


@get_or_post
def practice_new(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    form = start_form(request, a_round)
    if form.is_valid() and (session := form.start(a_round, seed=fresh_seed(), now=timezone.now())):
        return redirect("lobby", session.pk)
    return choose(request, form, a_round)


def choose(request: HttpRequest, form: StartForm, a_round: PromotionRound) -> HttpResponse:
    page = ChooserPage.of(a_round, timezone.localdate())
    return render(request, "interviews/practice/new.html", {"form": form, "round": a_round, "page": page})


def start_form(request: HttpRequest, a_round: PromotionRound, **data: str) -> StartForm:
    return StartForm(
        {**request.POST.dict(), **data} if request.method == "POST" else None,
        panelists=list(a_round.panelists.all()),
        target_seconds=a_round.candidate.answer_seconds,
        initial={"mode": mode_asked_for(request), "panelist": request.GET.get("panelist", "")},
    )


def mode_asked_for(request: HttpRequest) -> str:
    asked = request.GET.get("mode", "")
    return asked if asked in Mode.values else Mode.FULL_PANEL.value


def fresh_seed() -> int:
    return secrets.randbelow(LARGEST_SEED)


def to_home(_request: HttpRequest) -> HttpResponse:
    return redirect("home")


def to_room(request: HttpRequest, pk: int, **kwargs: object) -> HttpResponse:
    return redirect("room", access.session_or_404(request, pk).pk)


def to_room_of_answer(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("room", access.answer_or_404(request, pk).turn.session_id)


@redirect_unless_post(to_home)
def drill(request: HttpRequest) -> HttpResponse:
    """One click: a question from each seat, no lobby."""
    a_round = round_to_practise(request)
    if a_round is None:
        messages.info(request, _("First say which role it is about; then the drill is one click away."))
        return redirect("round_new")
    form = start_form(request, a_round, mode=Mode.TEN_MINUTE_DRILL)
    if form.is_valid() and (session := form.start(a_round, seed=fresh_seed(), now=timezone.now())):
        services.enter(session=session, nerves=None, now=timezone.now())
        return redirect("room", session.pk)
    return choose(request, form, a_round)


@get_or_post
def lobby(request: HttpRequest, pk: int) -> HttpResponse:
    session = access.session_or_404(request, pk)
    if session.status != Status.LOBBY:
        return redirect("room", pk)
    form = LobbyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.enter(session=session, nerves=form.cleaned_data["nerves"], now=timezone.now())
        return redirect("room", pk)
    context = {"form": form, "page": LobbyPage.of(session), "speech": speech.speech_options(session)}
    context["space"] = speech.recording_space(session.round.candidate)
    return render(request, "interviews/practice/lobby.html", context)


@never_kept
@require_safe
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """The open question, or wherever the session is by now: the way in for whoever comes back."""
    answers = access.answers_asked_now(request, pk)
    if answers and answers[-1].turn.session.status == Status.RUNNING:
        return show_room(request, answers)
    session = access.session_or_404(request, pk)
    if session.status in PAGE_OF_STATUS:
        return redirect(PAGE_OF_STATUS[Status(session.status)], pk)
    return render(request, "interviews/practice/paused.html", {"page": PausePage.of(session)})


def show_room(request: HttpRequest, answers: Sequence[Answer], form: AnswerForm | None = None) -> HttpResponse:
    """The open question; with what was typed and what is wrong with it where `form` was refused."""
    page = room_page(answers, timezone.now())
    if form:
        page = replace(page, text=form.typed, revision=form.data.get("revision", ""), complaint=form.complaint)
    context = {"page": page, "speech": speech.speech_options(page.session)}
    return render(request, "interviews/practice/room.html", context, status=UNTIDY if form else 200)


@never_kept
@redirect_unless_post(to_room)
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the clock, once what was typed so far is safe."""
    session = access.session_or_404(request, pk)
    form = AnswerForm(request.POST)
    if (key := parse_int(request.POST.get("answer", ""))) is not None:
        answer = access.answer_or_404(request, key)
        if (trouble := saved_or_trouble(request, answer, form)) is not None:
            return trouble
    services.pause(session=session, now=timezone.now())
    return redirect("room", pk)


def saved_or_trouble(request: HttpRequest, answer: Answer, form: AnswerForm) -> HttpResponse | None:
    """None once the draft is saved, else the page that says what is in its way."""
    if not form.is_valid():
        return refuse(request, answer, form)
    result = answering.save_draft(user=access.user_of(request), pk=answer.pk, **form.cleaned_data)
    return None if result is None or is_in(form.typed, result) else not_taken(request, answer, form, result)


@redirect_unless_post(to_room)
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    services.resume(session=access.session_or_404(request, pk), now=timezone.now())
    return redirect("room", pk)


@redirect_unless_post(to_room)
def practice_end(request: HttpRequest, pk: int) -> HttpResponse:
    services.end(session=access.session_or_404(request, pk), now=timezone.now())
    return redirect("room", pk)


@redirect_unless_post(to_room)
def try_again(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    if services.try_again(turn=access.turn_or_404(request, pk, position)):
        messages.success(request, _("It comes again right after this one."))
    return redirect("room", pk)


@require_POST
def answer_draft(request: HttpRequest, pk: int) -> JsonResponse:
    """What the room sends while one types. The busiest address there is: one UPDATE when all is well."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"saved": False, "error": form.complaint}, status=UNTIDY)
    result = answering.save_draft(user=access.user_of(request), pk=pk, **form.cleaned_data)
    if result is None:
        raise Http404
    body: dict[str, object] = {"saved": result.is_saved, "answer": pk, "revision": result.revision}
    if not result.is_saved:
        names = ("text", "spoken_upto", "writer", "writer_count")
        body |= {name: getattr(result, name) for name in names}
    return JsonResponse(body, status=DRAFT_STATUS[result.outcome])


@never_kept
@redirect_unless_post(to_room_of_answer)
def answer_done(request: HttpRequest, pk: int) -> HttpResponse:
    return close_answer(request, pk, answering.give)


@never_kept
@redirect_unless_post(to_room_of_answer)
def answer_skip(request: HttpRequest, pk: int) -> HttpResponse:
    return close_answer(request, pk, answering.skip)


def close_answer(request: HttpRequest, pk: int, verb: Callable[..., SaveResult]) -> HttpResponse:
    answer = access.answer_or_404(request, pk)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return refuse(request, answer, form)
    result = verb(answer=answer, now=timezone.now(), **form.cleaned_data)
    if is_in(form.typed, result):
        return redirect("room", answer.turn.session_id)
    return not_taken(request, answer, form, result)


def is_in(typed: str, result: SaveResult) -> bool:
    """Whether nothing that was typed would be lost by going on."""
    return result.outcome is SaveOutcome.SAVED or (
        result.outcome is SaveOutcome.CLOSED and typed.strip() in result.text
    )


def refuse(request: HttpRequest, answer: Answer, form: AnswerForm) -> HttpResponse:
    """The page again with the text whole."""
    if answer.status == Answer.Status.OPEN:
        return show_room(request, access.answers_asked_now(request, answer.turn.session_id), form)
    result = SaveResult(SaveOutcome.CLOSED, answer.text, answer.revision)
    return not_taken(request, answer, form, result, complaint=form.complaint)


def not_taken(
    request: HttpRequest, answer: Answer, form: AnswerForm, result: SaveResult, complaint: str = ""
) -> HttpResponse:
    """Both texts, the server's and the one that was sent, for the person to decide."""
    answer.text = result.text
    context = {
        "answer": answer,
        "typed": form.typed,
        "both": answer.joined_with(form.typed),
        "result": result,
        "spoken_upto": form.cleaned_data.get("spoken_upto"),
        "complaint": complaint,
        "session": answer.turn.session,
        "is_over": answer.turn.session.status in (Status.LEAVING, Status.FINISHED),
    }
    name = "conflict" if result.outcome is SaveOutcome.CONFLICT else "already"
    return render(request, f"interviews/practice/{name}.html", context, status=UNTIDY if complaint else CONFLICT)


@never_kept
@redirect_unless_post(to_room_of_answer)
def answer_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what was typed too late under the answer that was given."""
    answer = access.answer_or_404(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return refuse(request, answer, form)
    result = answering.add(answer=answer, **form.cleaned_data)
    if result.outcome is SaveOutcome.SAVED:
        messages.success(request, _("Added to your answer."))
        return redirect("room", answer.turn.session_id)
    too_long = (
        _("Together they are too long to keep. Shorten what you add.") if result.outcome is SaveOutcome.TOO_LONG else ""
    )
    return not_taken(request, answer, form, replace(result, outcome=SaveOutcome.CLOSED), complaint=too_long)


@get_or_post
def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    session = access.session_or_404(request, pk)
    if session.status != Status.LEAVING:
        return redirect("room", pk)
    form = LeavingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = form.cleaned_data
        services.leave(session=session, nerves_after=words["nerves"], learned=words["learned"], now=timezone.now())
        read_pending(session)
        return redirect("review", pk)
    unasked = session.turns.filter(answers=None).count()
    return render(request, "interviews/practice/leaving.html", {"form": form, "session": session, "unasked": unasked})


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    session = access.session_or_404(request, pk)
    if session.status != Status.FINISHED:
        return redirect("room", pk)
    return render(request, "interviews/practice/review.html", {"page": review_page(session)})


@get_or_post
def review_turn(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    turn = access.turn_or_404(request, pk, position)
    if turn.session.status != Status.FINISHED:
        return redirect("room", pk)
    form = rating_form(request, turn)
    if form.is_valid():
        services.rate_turn(turn=turn, now=timezone.now(), **{"rating": None, **form.cleaned_data})
        messages.success(request, _("Saved."))
        return redirect("review_turn", pk, position + 1) if position < turn.session.length else redirect("review", pk)
    return render(request, "interviews/practice/turn.html", {"form": form, "page": turn_page(turn)})


def rating_form(request: HttpRequest, turn: Turn) -> RatingForm:
    notes = {note.kind: note.text for note in turn.notes.all()}
    return RatingForm(
        request.POST if request.method == "POST" else None,
        competency=turn.competency_name,
        anchors=turn.anchors,
        can_rate=any(answer.text for answer in turn.answers.all()),
        initial={
            "rating": turn.rating,
            "keep": notes.get(Note.Kind.KEEP, ""),
            "change": notes.get(Note.Kind.CHANGE, ""),
        },
    )


@get_or_post
def practice_delete(request: HttpRequest, pk: int) -> HttpResponse:
    session = access.session_or_404(request, pk)
    deletion = Deletion(
        question=_("Delete this practice?"),
        quoted=described(session),
        warning=_(
            "Its questions, your answers, recordings and ratings are deleted, and links to it stop working. The notes"
            " you took stay with the round."
        ),
        button=_("Delete practice"),
        back=reverse("practice"),
        done=_("Practice deleted."),
        then=reverse("practice"),
    )
    return confirm_delete(request, session, deletion)


def described(session: PracticeSession) -> str:
    """What to call it in a list: its mode, when it was, and the post."""
    when = date_format(timezone.localtime(session.created_at), "j F Y, H:i")
    return f"{session.get_mode_display()}, {when}, {session.round.post}"

"""Speaking an answer: segments in, words and the recording out. All but the deletion is for the room's scripts."""

import re
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access
from interviews.models import Answer, Segment
from interviews.models.speech import LONGEST_RECORDING, LONGEST_SEGMENT, MOST_SEGMENTS
from interviews.services import speech as services
from interviews.services import speech_engine
from interviews.services.speech import Recording, Refused, SegmentRefused

never_kept = cache_control(no_store=True, private=True)

STATUS_OF: Final = {
    Refused.NOT_SOUND: 415,
    Refused.TOO_LONG: 413,
    Refused.WRONG_NUMBER: 422,
    Refused.NUMBER_TAKEN: 409,
    Refused.FULL: 422,
    Refused.PERSON_FULL: 422,
    Refused.SERVER_FULL: 422,
}
WORDS_OF: Final = {
    Refused.NOT_SOUND: gettext_lazy("This is not audio as the room records it (16 kHz, one channel, 16 bits)."),
    Refused.TOO_LONG: gettext_lazy("One piece of a recording can be at most %(seconds)d seconds long."),
    Refused.WRONG_NUMBER: gettext_lazy("Pieces of a recording are numbered from 1 to %(most)d."),
    Refused.NUMBER_TAKEN: gettext_lazy("A different piece with this number is already stored."),
    Refused.FULL: gettext_lazy("The recording of one answer can be at most %(minutes)d minutes long."),
    Refused.PERSON_FULL: gettext_lazy(
        "Your recording space is full, so this part wasn't recorded. You can keep typing: your words are saved. "
        "To make room, delete recordings on the review pages of earlier practice sessions."
    ),
    Refused.SERVER_FULL: gettext_lazy(
        "This server has no room for more recordings, so this part wasn't recorded. You can keep typing: your words "
        "are saved."
    ),
}
LIMITS: Final = {"seconds": LONGEST_SEGMENT, "most": MOST_SEGMENTS, "minutes": LONGEST_RECORDING // 60}
#: One range of bytes, as players ask for it. Several at once are answered with the whole.
RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
SOUND: Final = "application/octet-stream"


@never_kept
@require_POST
def segment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A piece of the recording, as the body. 202 where its words come later."""
    answer = access.answer_or_404(request, pk)
    try:
        found = services.receive(answer=answer, number=number, pcm=sound_in(request), now=timezone.now())
    except SegmentRefused as refused:
        body = {"error": WORDS_OF[refused.reason] % LIMITS, "reason": refused.reason.value, "next": next_number(answer)}
        return JsonResponse(body, status=STATUS_OF[refused.reason])
    except services.AnswerGone as gone:
        raise Http404 from gone
    return JsonResponse(caption(found), status=202 if found.status == Segment.Status.WAITING else 200)


def sound_in(request: HttpRequest) -> bytes:
    """The body, unless its headers tell already that it will not do."""
    if request.content_type != SOUND:
        raise SegmentRefused(Refused.NOT_SOUND)
    if int(request.META.get("CONTENT_LENGTH") or 0) > services.LARGEST_SEGMENT:
        raise SegmentRefused(Refused.TOO_LONG)
    return request.body


def caption(segment: Segment) -> dict[str, object]:
    return {"number": segment.number, "status": segment.status, "caption": segment.transcript}


def next_number(answer: Answer) -> int:
    last = answer.segments.last()
    return last.number + 1 if last else 1


@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def captions(request: HttpRequest, pk: int) -> JsonResponse:
    """Everything written down after the segment `after`. POST writes down what had to wait."""
    answer = access.answer_or_404(request, pk)
    if request.method == "POST":
        try:
            services.transcribe_pending(answer=answer)
        except services.AnswerGone as gone:
            raise Http404 from gone
    elif speech_engine.understands(answer.turn.session.language):
        speech_engine.warm_up()
    after = request.GET.get("after", "")
    since = answer.segments.after(int(after) if after.isdecimal() and len(after) < 5 else 0)
    body = {"captions": [caption(each) for each in since], "next": next_number(answer)}
    seconds, waiting = services.seconds_recorded(answer), services.waiting_beside(answer).count()
    return JsonResponse(body | {"seconds": seconds, "waiting": waiting})


@never_kept
@require_safe
def recording(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The answer as a WAV file, in parts where a player asks for parts."""
    found = services.recording_of(access.answer_or_404(request, pk))
    if found is None:
        raise Http404
    return part_of(found, request.headers.get("Range", ""))


def part_of(found: Recording, asked: str) -> HttpResponseBase:
    start, end, status = 0, found.size, 200
    if match := RANGE.fullmatch(asked.replace(" ", "")):
        start, end, status = *bounds(match[1], match[2], found.size), 206
    if start >= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.size}"})
    headers = {"Accept-Ranges": "bytes", "Content-Length": str(end - start)}
    if status == 206:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{found.size}"
    return StreamingHttpResponse(found.between(start, end), "audio/wav", status, headers=headers)


def bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """From where to before where; "-500" is the last 500 bytes. Nothing where that is outside."""
    if not first:
        return max(0, size - int(last or 0)), size
    return int(first), min(size, int(last) + 1 if last else size)


@require_http_methods(["GET", "HEAD", "POST"])
def recording_delete(request: HttpRequest, pk: int) -> HttpResponse:
    answer = access.answer_or_404(request, pk)
    if request.method == "POST":
        services.delete_recording(answer=answer)
        messages.success(request, _("The recording is deleted. The words of your answer are still here."))
        return redirect("review_turn", answer.turn.session_id, answer.turn.position)
    if services.recording_of(answer) is None:
        return redirect("review_turn", answer.turn.session_id, answer.turn.position)
    seconds = services.seconds_recorded(answer)
    return render(request, "interviews/speech/delete.html", {"answer": answer, "length": seconds})

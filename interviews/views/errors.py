"""Pages for when something did not work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when the page was open too long or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)

"""For the operator's monitoring."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok" while the database answers and has our tables, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    except DatabaseError:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return HttpResponse("The database doesn't answer.\n", content_type="text/plain", status=status)
    return HttpResponse("ok\n", content_type="text/plain")

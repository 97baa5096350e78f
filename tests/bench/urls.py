"""The references: the least that a signed-in page and a signed-in save can be on Django's own settings.

They run on the middleware of `startproject`, on the same users, sessions, database and templates engine as the product.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.test import override_settings
from django.urls import ResolverMatch, path
from django.views.decorators.http import require_POST

SESSION_ENGINE = "django.contrib.sessions.backends.db"
BACKEND = "django.contrib.auth.backends.ModelBackend"
STARTPROJECT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = engines["django"].from_string(
    """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title></head><body>
    <p>Signed in as {{ user.email }}</p>{% for message in messages %}<p>{{ message }}</p>{% endfor %}
    <form method="post">{% csrf_token %}<textarea name="text"></textarea><button>Save</button></form></body></html>"""
)


class BareDraft(models.Model):
    """One row for each user, with nothing but the text."""

    owner = models.BigIntegerField(unique=True)
    text = models.TextField()

    objects: "models.Manager[BareDraft]" = models.Manager()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"bare draft of {self.owner}"


def make_table(owner: int) -> None:
    with connection.schema_editor() as editor:
        editor.create_model(BareDraft)
    BareDraft.objects.create(owner=owner, text="")


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """A bare signed-in page: who signed in, and a form. Two queries, session and user."""
    return HttpResponse(PAGE.render({}, request))


@login_required
@require_POST
def draft(request: HttpRequest) -> JsonResponse:
    """A bare signed-in view with one UPDATE: the same text, by its owner, not locked. Three queries."""
    changed = BareDraft.objects.filter(owner=request.user.pk).update(text=request.POST["text"])
    return JsonResponse({"saved": changed})


urlpatterns = [path("page", page), path("draft", draft)]


class BareApplication(WSGIHandler):
    """A second WSGI application in the process, with the references as its pages and Django's own sign-in."""

    def __init__(self) -> None:
        settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, BACKEND]
        with override_settings(
            MIDDLEWARE=STARTPROJECT_MIDDLEWARE, SESSION_ENGINE="django.contrib.sessions.backends.db"
        ):
            super().__init__()

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        request.urlconf = __name__
        return super().resolve_request(request)

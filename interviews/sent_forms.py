"""The fields of a form as somebody sent it, to show them where it could not be saved."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeGuard

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import pretty_name
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict

#: static/js/form-draft.js says with it that the form is on its way; a form that is sent again says so itself.
FORM_DRAFT = "form_draft"


def context_of(request: HttpRequest, *, has_new_token: bool = False) -> dict[str, Any]:
    """What interviews/parts/sent_fields.html shows. `has_new_token`: the page brings a CSRF token of its own."""
    sent, files = read_form(request)
    left_out = {FORM_DRAFT, "csrfmiddlewaretoken"} if has_new_token else {FORM_DRAFT}
    fields = [field for field in sent_fields(sent, form_fields_of(request)) if field.name not in left_out]
    return {
        "fields": fields,
        "has_words": any(field.is_shown for field in fields),
        # Passwords and files are not on the page, so it cannot send them.
        "can_send_again": not files and not any(map(is_password, sent)),
        "address": request.get_full_path(),
    }


@dataclass(frozen=True, slots=True)
class SentField:
    """A field of a form as it was sent; what people have not typed themselves is not shown."""

    name: str
    label: str
    value: str
    is_shown: bool


def read_form(request: HttpRequest) -> "tuple[QueryDict, MultiValueDict[str, UploadedFile[bytes]]]":
    """Both empty where the request is broken or was cut off."""
    try:
        return request.POST, request.FILES
    except (OSError, MultiPartParserError, SuspiciousOperation):
        return QueryDict(), MultiValueDict()


def sent_fields(sent: QueryDict, form_fields: dict[str, forms.Field]) -> Iterator[SentField]:
    for name in sent:
        if is_password(name):
            continue
        short_name = name.rpartition("-")[2]  # Without the prefix of a formset.
        field = form_fields.get(short_name)
        label = str((field and field.label) or pretty_name(short_name))
        for value in sent.getlist(name):
            yield SentField(name, label, value, is_shown=is_typed(name, value, field))


def is_password(name: str) -> bool:
    return "password" in name


def is_typed(name: str, value: str, field: forms.Field | None) -> bool:
    if not value.strip() or (field and field.widget.is_hidden):
        return False
    return name == "text" or len(value.split()) > 1 or isinstance(field, forms.CharField)


def form_fields_of(request: HttpRequest) -> dict[str, forms.Field]:
    """The fields of the forms that the view may have used: those of the forms module with its name."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return {}
    module = sys.modules.get(view.__module__.replace(".views", ".forms"))
    forms_there = [form for form in vars(module).values() if is_form(form)] if module else []
    return {name: field for form in forms_there for name, field in form.base_fields.items()}


def is_form(value: object) -> TypeGuard[type[forms.Form]]:
    return isinstance(value, type) and issubclass(value, forms.BaseForm) and hasattr(value, "base_fields")

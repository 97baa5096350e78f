"""What was deleted in the last seven days: the list, restoring, deleting for good."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from interviews import access
from interviews.services import trash
from interviews.views.methods import redirect_unless_post

NOT_RESTORED = gettext_noop(
    "We couldn't restore that: what it belonged to is gone, or something newer has taken its place. It's still in this "
    "list."
)


@require_safe
def deleted_items(request: HttpRequest) -> HttpResponse:
    return render(request, "interviews/trash/list.html", {"items": access.deleted_items_of(request)})


def to_deleted_items(request: HttpRequest, pk: int) -> HttpResponse:
    access.deleted_item_or_404(request, pk)
    return redirect("deleted_items")


@redirect_unless_post(to_deleted_items)
def deleted_item_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore it, and return to the page on which Undo was pressed."""
    try:
        trash.restore(deleted=access.deleted_item_or_404(request, pk))
    except trash.NotRestorable:
        messages.error(request, _(NOT_RESTORED))
        return redirect("deleted_items")
    messages.success(request, _("Restored."))
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if is_ours else "deleted_items")


@redirect_unless_post(to_deleted_items)
def deleted_item_delete(request: HttpRequest, pk: int) -> HttpResponse:
    access.deleted_item_or_404(request, pk).delete()
    messages.success(request, _("Deleted for good."))
    return redirect("deleted_items")

"""Django's admin with our own site."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class NextRoundAdminConfig(AdminConfig):
    """The same sign-in as everywhere else, and only what HR and the operator need."""

    default_site = "interviews.admin.site.NextRoundAdmin"

    def ready(self) -> None:
        """Register what is in the admin. Not earlier: this package is imported before the models are."""
        super().ready()
        for module in ("banks", "questions", "panels", "people"):
            import_module(f"interviews.admin.{module}")

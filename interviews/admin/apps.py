from django.contrib.admin.apps import AdminConfig


class NextRoundAdminConfig(AdminConfig):
    """Django's admin with our own site: the same sign-in as everywhere else."""

    default_site = "interviews.admin.site.NextRoundAdmin"

"""The admin that HR and the operator see."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class NextRoundAdmin(admin.AdminSite):
    site_header = _("Next Round for HR")
    site_title = _("Next Round")
    index_title = _("Question banks and panels")
    enable_nav_sidebar = False

"""Static files with a hash in their name, that a page can do without."""

import logging

from whitenoise.storage import CompressedManifestStaticFilesStorage

logger = logging.getLogger(__name__)


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A file that was not collected costs a page its style, not its words."""

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            logger.error("The static file %s is missing. Run `manage.py setup`, then restart the server.", name)
            return name

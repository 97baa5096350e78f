from django.apps import AppConfig
from django.conf import settings

from interviews.analysis import parsing


class InterviewsConfig(AppConfig):
    name = "interviews"
    verbose_name = "Next Round"

    def ready(self) -> None:
        parsing.configure(settings.SPACY_MODEL)
        from interviews import checks, database_file  # noqa: F401 (importing the checks registers them)

        database_file.watch()

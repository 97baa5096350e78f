from django.apps import AppConfig
from django.conf import settings

from interviews.analysis import parsing


class InterviewsConfig(AppConfig):
    name = "interviews"
    verbose_name = "Next Round"

    def ready(self) -> None:
        parsing.configure(settings.SPACY_MODEL)

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "interviews"
    verbose_name = "Next Round"

    def ready(self) -> None:
        from interviews import checks, database_file  # noqa: F401 (importing the checks registers them)

        database_file.watch()

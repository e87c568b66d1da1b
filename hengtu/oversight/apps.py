from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "hengtu.oversight"
    verbose_name = "监督"

    def ready(self) -> None:
        from hengtu.ledger import jobs
        from hengtu.oversight.services import raise_unanswered

        jobs.register(raise_unanswered.JOB, raise_unanswered.raise_job)

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "hengtu.oversight"
    verbose_name = "监督"

    def ready(self) -> None:
        from hengtu.ledger import jobs, readers
        from hengtu.oversight import own_acts
        from hengtu.oversight.services import raise_unanswered, watch_accountability

        jobs.register(raise_unanswered.JOB, raise_unanswered.raise_job)
        jobs.register(watch_accountability.JOB, watch_accountability.watch_job)
        readers.register(own_acts.OwnActs())

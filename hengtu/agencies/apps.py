from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "hengtu.agencies"
    verbose_name = "机构与岗位"

    def ready(self) -> None:
        from hengtu.agencies.services import administer_agency
        from hengtu.ledger import jobs

        jobs.register(administer_agency.JOB, administer_agency.apply_change)

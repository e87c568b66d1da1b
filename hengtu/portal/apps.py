from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "hengtu.portal"
    verbose_name = "当事人与公众"

    def ready(self) -> None:
        from django.utils import timezone

        from hengtu.cases import publishing
        from hengtu.ledger import jobs, readers
        from hengtu.portal.publicity import automatic, daily, following, preparing

        publishing.register(preparing.prepare)
        readers.register(following.Publicity(timezone.now))
        jobs.register(following.PUBLISH, automatic.PublishByItself(timezone.now))
        jobs.register(daily.JOB, daily.DailyRound(timezone.now))

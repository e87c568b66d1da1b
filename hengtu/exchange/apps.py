from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "hengtu.exchange"
    verbose_name = "交换与报送"

    def ready(self) -> None:
        from django.utils import timezone

        from hengtu.exchange import catalogue, daily
        from hengtu.exchange.reader import Exporter
        from hengtu.ledger import jobs, readers

        for format_id in catalogue.format_ids():
            readers.register(Exporter(format_id, timezone.now))
        jobs.register(daily.JOB, daily.collect)

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "hengtu.ledger"
    verbose_name = "台账"

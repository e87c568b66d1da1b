from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "hengtu.evidence"
    verbose_name = "证据"

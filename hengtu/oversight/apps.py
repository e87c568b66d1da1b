from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "hengtu.oversight"
    verbose_name = "监督"

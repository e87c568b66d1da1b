from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "hengtu.portal"
    verbose_name = "当事人与公众"

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "hengtu.web"
    verbose_name = "界面"

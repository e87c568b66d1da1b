from django.apps import AppConfig


class OfficersConfig(AppConfig):
    name = "hengtu.officers"
    verbose_name = "执法人员"

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "hengtu.agencies"
    verbose_name = "机构与岗位"

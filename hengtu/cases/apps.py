from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "hengtu.cases"
    verbose_name = "案件"

from django.apps import AppConfig


class RulesetsConfig(AppConfig):
    name = "hengtu.rulesets"
    verbose_name = "规则"

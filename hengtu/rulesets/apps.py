from django.apps import AppConfig


class RulesetsConfig(AppConfig):
    name = "hengtu.rulesets"
    verbose_name = "规则"

    def ready(self) -> None:
        from hengtu.ledger.exports import register
        from hengtu.ledger.jobs import before_each
        from hengtu.rulesets.export import export_rows
        from hengtu.rulesets.installing import refresh_if_published

        register("rule_packs", export_rows)
        before_each("rules", refresh_if_published)

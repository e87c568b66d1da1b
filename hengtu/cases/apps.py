from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "hengtu.cases"
    verbose_name = "案件"

    def ready(self) -> None:
        from hengtu.cases import projection
        from hengtu.ledger import projections

        projections.register(
            name="cases",
            stream_kind=projection.CASE_STREAM,
            reset=projection.forget_everything,
            apply_stream=projection.project_anew,
            snapshot=projection.snapshot,
        )

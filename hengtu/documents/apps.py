from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "hengtu.documents"
    verbose_name = "文书"

    def ready(self) -> None:
        from hengtu.documents.export import export_rows
        from hengtu.ledger.exports import register

        register("documents", export_rows)

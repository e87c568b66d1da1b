from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "hengtu.evidence"
    verbose_name = "证据"

    def ready(self) -> None:
        from hengtu.evidence.export import export_rows, recording_rows
        from hengtu.evidence.services.receive_upload import SWEEP, sweep_upload
        from hengtu.ledger import jobs
        from hengtu.ledger.exports import register

        register("exhibits", export_rows)
        register("recordings", recording_rows)
        jobs.register(SWEEP, sweep_upload)

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "hengtu.cases"
    verbose_name = "案件"

    def ready(self) -> None:
        from django.utils import timezone

        from hengtu.cases.archive.export import export_rows
        from hengtu.ledger.exports import register

        register("volumes", export_rows)
        from hengtu.cases import deliveries, horizon, news, projection, reminders
        from hengtu.cases.payments import booking, demands, fetching, refunds, registering
        from hengtu.cases.recording import alarms, rehash
        from hengtu.cases.search import index
        from hengtu.ledger import jobs, projections, readers

        projections.register(
            name="cases",
            stream_kind=projection.CASE_STREAM,
            reset=projection.forget_everything,
            apply_stream=projection.project_anew,
            snapshot=projection.snapshot,
        )
        projections.register(  # after the cases, whose rows it reads
            name="search",
            stream_kind=projection.CASE_STREAM,
            reset=index.forget_words,
            apply_stream=index.index_case,
            snapshot=index.word_snapshot,
        )
        readers.register(news.News(timezone.now))
        readers.register(deliveries.Deliveries(timezone.now))
        jobs.register(deliveries.SEND, deliveries.Send(timezone.now))
        jobs.register(deliveries.RECORD, deliveries.Record(timezone.now))
        jobs.register(reminders.JOB, reminders.remind)
        jobs.register(horizon.RECOMPUTE, horizon.recompute_job)
        jobs.register(horizon.DAILY, horizon.check_day)
        jobs.register(rehash.JOB, rehash.rehash_job)
        jobs.register(alarms.JOB, alarms.watch)
        readers.register(demands.Demands(timezone.now))
        jobs.register(registering.REGISTER, registering.Register(timezone.now))
        jobs.register(registering.CLOSE, registering.Close(timezone.now))
        jobs.register(booking.BOOK, booking.Book(timezone.now))
        jobs.register(refunds.SEND, refunds.Send(timezone.now))
        jobs.register(fetching.JOB, fetching.Fetch(timezone.now))

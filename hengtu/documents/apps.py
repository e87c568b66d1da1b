from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "hengtu.documents"
    verbose_name = "文书"

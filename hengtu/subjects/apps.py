from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    name = "hengtu.subjects"
    verbose_name = "当事人与车船"

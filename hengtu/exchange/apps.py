from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "hengtu.exchange"
    verbose_name = "交换与报送"

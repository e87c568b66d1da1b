"""The WSGI entry point."""

import atexit
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
application = get_wsgi_application()

from hengtu.documents.fonts import font_set  # noqa: E402 - models need the application to be set up
from hengtu.ledger.access_log import flush_access_log  # noqa: E402

font_set()  # a third of a second that the first act would spend inside its transaction
atexit.register(flush_access_log)  # looks not yet written when the server is told to stop

"""Settings: one file; what differs between a laptop and a province comes from the environment."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("HENGTU_HOME", PACKAGE.parent / "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)

# Where published rule packs lie; the law reads this variable itself, since it knows no settings.
os.environ.setdefault("HENGTU_PACKS", str(HOME / "rulepacks"))
# Keys (hex, comma between) whose rule packs count beside those of this installation: one of before, a superior's.
HENGTU_RULE_KEYS = tuple(key for key in os.environ.get("HENGTU_RULE_KEYS", "").split(",") if key)

DEBUG = os.environ.get("HENGTU_DEBUG") == "1"


def _installation_secret(name: str) -> str:
    """Return a secret kept in a file of this installation, made on first use and readable by its owner alone."""
    path = HOME / f"{name}.secret"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(os.urandom(32).hex())
    return path.read_text().strip()


SECRET_KEY = os.environ.get("HENGTU_SECRET_KEY") or _installation_secret("django")
FIELD_KEY = os.environ.get("HENGTU_FIELD_KEY") or _installation_secret("field")
SIGNING_SEED = os.environ.get("HENGTU_SIGNING_SEED") or _installation_secret("signing")
ALLOWED_HOSTS = os.environ.get("HENGTU_HOSTS", "127.0.0.1,localhost,testserver").split(",")


def _database(url: str) -> dict[str, object]:
    """Turn ``sqlite:///path`` or ``postgresql://user:password@host:port/name`` into Django's setting."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: the last acts must survive a power cut
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    query = dict(item.split("=", 1) for item in parts.query.split("&") if item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": {},
    }


DATABASES = {"default": _database(os.environ.get("HENGTU_DATABASE_URL", f"sqlite://{HOME}/hengtu.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "hengtu.ledger",
    "hengtu.agencies",
    "hengtu.officers",
    "hengtu.subjects",
    "hengtu.rulesets",
    "hengtu.evidence",
    "hengtu.documents",
    "hengtu.cases",
    "hengtu.exchange",
    "hengtu.oversight",
    "hengtu.portal",
    "hengtu.web",
]
AUTH_USER_MODEL = "agencies.Account"

MIDDLEWARE = [
    "hengtu.web.whence.BehindProxies",
    "hengtu.web.whence.PlainAddresses",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hengtu.web.public_pages.PublicPagesMiddleware",
    "hengtu.web.published_rules.PublishedRulesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "hengtu.web.session_limits.SessionLimitsMiddleware",
    "hengtu.web.kept_post.KeptPostMiddleware",
    "hengtu.web.device_note.DeviceMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "hengtu.agencies.services.passwords.PasswordRules"}]
HENGTU_IDLE_MINUTES = int(os.environ.get("HENGTU_IDLE_MINUTES", "30"))
HENGTU_SESSION_HOURS = int(os.environ.get("HENGTU_SESSION_HOURS", "12"))
HENGTU_SESSIONS_AT_ONCE = int(os.environ.get("HENGTU_SESSIONS_AT_ONCE", "3"))
# heads, reviewers and administrators must have a second factor
HENGTU_REQUIRE_SECOND_FACTOR = os.environ.get("HENGTU_REQUIRE_SECOND_FACTOR") == "1"
OTP_TOTP_ISSUER = "衡途"
# the cookie outlives the session a little, so that its end can be explained
SESSION_COOKIE_AGE = (HENGTU_SESSION_HOURS + 2) * 3600
# Our own proxies, addresses or networks with a comma between: believed who the visitor is, and whether by HTTPS.
HENGTU_PROXIES = tuple(each.strip() for each in os.environ.get("HENGTU_PROXIES", "").split(",") if each.strip())
if HENGTU_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("HENGTU_HTTPS") == "1"
CSRF_FAILURE_VIEW = "hengtu.web.kept_post.csrf_failed"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
    }
}

# Signing in through the office's own identity provider (OpenID Connect); without an issuer there is no such button.
# The message gateway for electronic service (docs/protocols/message_gateway.md); without an address nothing is sent.
GATEWAY_URL = os.environ.get("HENGTU_GATEWAY_URL", "")
GATEWAY_KEY = os.environ.get("HENGTU_GATEWAY_KEY", "")
# The non-tax or bank platform (docs/protocols/nontax_platform.md); without an address people pay at the bank's counter.
NONTAX_URL = os.environ.get("HENGTU_NONTAX_URL", "")
NONTAX_KEY = os.environ.get("HENGTU_NONTAX_KEY", "")
if NONTAX_URL:  # the button that leads to the pay page is a form that is answered by going there
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append("/".join(NONTAX_URL.split("/", 3)[:3]))
PUBLIC_URL = os.environ.get("HENGTU_PUBLIC_URL", "http://127.0.0.1:8000")
# Where a party served electronically may apply for reconsideration online (ARL:22p2); printed with the message.
ONLINE_REVIEW_CHANNEL = os.environ.get("HENGTU_ONLINE_REVIEW_CHANNEL", "")

OIDC_ISSUER = os.environ.get("HENGTU_OIDC_ISSUER", "")
OIDC_NAME = os.environ.get("HENGTU_OIDC_NAME", "单位统一身份认证")
OIDC_USERNAME_CLAIM = os.environ.get("HENGTU_OIDC_USERNAME_CLAIM", "preferred_username")
OIDC_RP_CLIENT_ID = os.environ.get("HENGTU_OIDC_CLIENT_ID", "")
OIDC_RP_CLIENT_SECRET = os.environ.get("HENGTU_OIDC_CLIENT_SECRET", "")
OIDC_OP_AUTHORIZATION_ENDPOINT = os.environ.get("HENGTU_OIDC_AUTHORIZATION_URL", f"{OIDC_ISSUER}/authorize")
OIDC_OP_TOKEN_ENDPOINT = os.environ.get("HENGTU_OIDC_TOKEN_URL", f"{OIDC_ISSUER}/token")
OIDC_OP_JWKS_ENDPOINT = os.environ.get("HENGTU_OIDC_JWKS_URL", f"{OIDC_ISSUER}/jwks")
OIDC_OP_USER_ENDPOINT = os.environ.get("HENGTU_OIDC_USERINFO_URL", "")  # empty: the ID token says it all
OIDC_RP_SIGN_ALGO = os.environ.get("HENGTU_OIDC_ALGORITHM", "RS256")
OIDC_RP_SCOPES = os.environ.get("HENGTU_OIDC_SCOPES", "openid profile")
OIDC_USE_PKCE = True
OIDC_CREATE_USER = False
OIDC_TIMEOUT = 10

ROOT_URLCONF = "hengtu.web.urls"
WSGI_APPLICATION = "hengtu.web.wsgi.application"
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ],
        },
    }
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

BLOB_ROOT = HOME / "blobs"
DOCUMENT_FONT_DIRECTORY = os.environ.get("HENGTU_FONTS", "")  # an office's own licensed faces; empty: the open ones
# how far a camera's clock and place may be from what was recorded before it is said; no law gives the figures
HENGTU_CAMERA_CLOCK_MINUTES = int(os.environ.get("HENGTU_CAMERA_CLOCK_MINUTES", "10"))
HENGTU_CAMERA_PLACE_METRES = int(os.environ.get("HENGTU_CAMERA_PLACE_METRES", "1000"))
# how far back decisions of like cases are looked for
HENGTU_LIKE_CASES_MONTHS = int(os.environ.get("HENGTU_LIKE_CASES_MONTHS", "24"))
# the party's door: wrong identities in a row that lock it, for how many hours, and how long it stays open unused
HENGTU_DOOR_WRONG_TRIES = int(os.environ.get("HENGTU_DOOR_WRONG_TRIES", "5"))
HENGTU_DOOR_LOCKED_HOURS = int(os.environ.get("HENGTU_DOOR_LOCKED_HOURS", "24"))
HENGTU_DOOR_MINUTES = int(os.environ.get("HENGTU_DOOR_MINUTES", "30"))
# how many like decisions there must be before a party is told where they lie
HENGTU_DOOR_LIKE_CASES = int(os.environ.get("HENGTU_DOOR_LIKE_CASES", "10"))
# days: to answer a complaint about the handling of a case, to change a rating, to open a case for another window
HENGTU_COMPLAINT_DAYS = int(os.environ.get("HENGTU_COMPLAINT_DAYS", "15"))
HENGTU_RATING_DAYS = int(os.environ.get("HENGTU_RATING_DAYS", "30"))
HENGTU_AGENT_DAYS = int(os.environ.get("HENGTU_AGENT_DAYS", "180"))
HENGTU_WINDOW_DAYS = int(os.environ.get("HENGTU_WINDOW_DAYS", "30"))
# What a scanned code leads to; printed on documents and frozen with them.
# a clip behind a code on paper: how large it may be, and within how long opening it again is the same opening
HENGTU_EDUCATION_CLIP_MB = int(os.environ.get("HENGTU_EDUCATION_CLIP_MB", "100"))
HENGTU_EDUCATION_REPEAT_SECONDS = int(os.environ.get("HENGTU_EDUCATION_REPEAT_SECONDS", "1800"))
HENGTU_PUBLIC_BASE = os.environ.get("HENGTU_PUBLIC_BASE", "http://127.0.0.1:8000")
# Locking by address would lock out a whole office behind one; an account is locked by its name alone.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
# what stands beside published data: under which terms anybody may use them
OPEN_DATA_LICENCE = os.environ.get(
    "HENGTU_OPEN_DATA_LICENCE", "可以自由复制、加工和传播，注明来源和下载日期；不得用来识别个人。"
)

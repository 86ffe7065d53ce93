"""Certificates of one run: an authority, a server of 127.0.0.1, a client; keys stay in a folder."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as new_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import (
    AuthorityKeyIdentifier,
    BasicConstraints,
    Certificate,
    CertificateBuilder,
    IPAddress,
    Name,
    NameAttribute,
    SubjectAlternativeName,
    SubjectKeyIdentifier,
    random_serial_number,
)
from cryptography.x509.oid import NameOID

LOOPBACK = SubjectAlternativeName([IPAddress(IPv4Address("127.0.0.1"))])


@dataclass(frozen=True)
class Identity:
    """A certificate and its key, each a PEM file; `both` holds the two, as Kafka reads them."""

    certificate: Path
    key: Path
    both: Path


class Authority:
    """Signs certificates; `certificate` is what who believes it has to know."""

    def __init__(self, folder: Path, name: str) -> None:
        """Make the authority, its certificate in *folder*."""
        self._folder, self._key, self._name = folder, new_key(SECP256R1()), _named(name)
        self._own = self._signed(self._name, self._key, BasicConstraints(ca=True, path_length=0))
        self.certificate = folder / f"{name}.pem"
        self.certificate.write_bytes(self._own)

    def issue(self, name: str) -> Identity:
        """Return the identity of *name*, whose only address is 127.0.0.1."""
        key = new_key(SECP256R1())
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        public = self._signed(_named(name), key, LOOPBACK)
        made = Identity(*(self._folder / f"{name}{end}" for end in (".crt", ".key", ".both")))
        made.certificate.write_bytes(public)
        made.key.write_bytes(secret)
        made.both.write_bytes(secret + public)
        return made

    def _signed(
        self,
        name: Name,
        key: EllipticCurvePrivateKey,
        more: BasicConstraints | SubjectAlternativeName,
    ) -> bytes:
        now, ours = datetime.now(UTC), self._key.public_key()
        made: Certificate = (
            CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(more, critical=isinstance(more, BasicConstraints))
            .add_extension(SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(AuthorityKeyIdentifier.from_issuer_public_key(ours), critical=False)
            .sign(self._key, SHA256())
        )
        return made.public_bytes(Encoding.PEM)


def _named(name: str) -> Name:
    return Name([NameAttribute(NameOID.COMMON_NAME, name)])

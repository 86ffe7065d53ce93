"""The signing key of development tokens, made at the first start and kept for us alone."""

import json
import os
import tempfile
from pathlib import Path

from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from infra.sign_in.token_keys import ED25519, BadKeys


def development_key(folder: Path) -> OKPKey:
    """
    Return the signing key of *folder*, made there at the first call, with its public `jwks.json`.

    Two processes may start at once: the first whole file wins and both use it.

    Raises:
        BadKeys: the file is there but is not the key.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "issuer.json"
    if not path.exists():
        made = OKPKey.generate_key(ED25519, {"use": "sig", "alg": ED25519}, auto_kid=True)
        _put_once(path, made.as_dict(private=True))
    try:
        key = OKPKey.import_key(json.loads(path.read_bytes()))
    except (ValueError, TypeError, LookupError, JoseError) as err:
        raise BadKeys(f"{path}: not a key ({type(err).__name__})") from None
    if not key.is_private or key.curve_name != ED25519:
        raise BadKeys(f"{path}: not a private {ED25519} key")
    _put_once(folder / "jwks.json", KeySet([key]).as_dict(private=False))
    return key


def _put_once(path: Path, document: object) -> None:
    """Put *document* at *path*, whole and for us alone (0600), unless something is there."""
    if path.exists():
        return
    descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            json.dump(document, file)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        return  # another process was first
    finally:
        Path(temporary).unlink()

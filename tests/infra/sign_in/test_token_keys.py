"""Keys: made once for two who start together, private to us, and reloaded when they rotate."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_IMODE

import pytest
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from infra.key_file import KeyFile
from infra.sign_in.development_key import development_key
from infra.sign_in.token_keys import BadKeys, read_public

START = "import sys, pathlib; from infra.sign_in.development_key import development_key as key; "
PRINT = "print(key(pathlib.Path(sys.argv[1])).kid)"


def ed25519(kid: str) -> OKPKey:
    return OKPKey.generate_key("Ed25519", {"kid": kid, "use": "sig"})


def key_set(*keys: OKPKey | ECKey | RSAKey | OctKey, private: bool = False) -> str:
    return json.dumps({"keys": [key.as_dict(private=private) for key in keys]})


def weak_rsa() -> RSAKey:
    """Return a key that its library would not make for us."""
    with pytest.warns(SecurityWarning):
        return RSAKey.generate_key(1024, {"kid": "weak"})


def write(path: Path, text: str) -> Path:
    """Replace the file at once, as a careful operator does."""
    beside = path.with_suffix(".new")
    beside.write_text(text)
    return beside.replace(path)


def test_the_first_start_makes_a_key_and_the_second_finds_it(tmp_path):
    first = development_key(tmp_path / "keys")
    assert first.kid == development_key(tmp_path / "keys").kid
    assert {"issuer.json", "jwks.json"} == {path.name for path in (tmp_path / "keys").iterdir()}


def test_the_key_is_for_us_alone_and_its_public_half_says_nothing_of_it(tmp_path):
    made = development_key(tmp_path / "keys")
    assert 0o600 == S_IMODE((tmp_path / "keys" / "issuer.json").stat().st_mode)
    assert 0o700 == S_IMODE((tmp_path / "keys").stat().st_mode)
    assert [made.as_dict()] == json.loads((tmp_path / "keys" / "jwks.json").read_text())["keys"]
    assert "d" not in made.as_dict()


def test_threads_that_start_together_share_one_key(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        kids = {key.kid for key in pool.map(development_key, [tmp_path / "keys"] * 64)}
    assert 1 == len(kids)
    assert kids == read_public(tmp_path / "keys" / "jwks.json").by_id.keys()


def test_processes_that_start_together_share_one_key(tmp_path):
    command = [sys.executable, "-c", START + PRINT, str(tmp_path / "keys")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    kids = {process.communicate()[0] for process in running}
    assert [0] * 4 == [process.returncode for process in running]
    assert 1 == len(kids)
    assert 2 == len(list((tmp_path / "keys").iterdir()))


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"kty":"oct","k":"AAAA"}', json.dumps(ed25519("a").as_dict(private=False))],
)
def test_a_key_file_that_is_not_our_key_stops_the_start(tmp_path, text):
    (tmp_path / "issuer.json").write_text(text)
    with pytest.raises(BadKeys, match=r"issuer\.json"):
        development_key(tmp_path)


def test_a_key_set_keeps_what_we_can_use_and_passes_over_the_rest(tmp_path):
    encrypting = OKPKey.generate_key("X25519", {"kid": "x"})
    other_use = OKPKey.generate_key("Ed25519", {"kid": "e", "use": "enc"})
    rest = (encrypting, other_use, weak_rsa())
    rsa = RSAKey.generate_key(2048, {"kid": "c"})
    text = key_set(ed25519("a"), ECKey.generate_key("P-256", {"kid": "b"}), rsa, *rest)
    assert {"a", "b", "c"} == read_public(write(tmp_path / "jwks.json", text)).by_id.keys()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"keys":[]}',
        '{"keys":["x"]}',
        '{"keys":[{"kty":"OKP"}]}',
        key_set(ed25519("a"), ed25519("a")),
        key_set(ed25519("a"), private=True),
        key_set(ECKey.generate_key("P-384")),
        key_set(OctKey.generate_key(256), private=True),
    ],
    ids=["empty", "list", "object", "none", "word", "half", "twice", "private", "curve", "secret"],
)
def test_a_file_that_is_no_public_key_set_is_refused(tmp_path, text):
    with pytest.raises(BadKeys, match=r"jwks\.json"):
        KeyFile(write(tmp_path / "jwks.json", text))


def test_a_refused_file_is_not_quoted(tmp_path):
    key = ed25519("a")
    with pytest.raises(BadKeys) as refused:
        read_public(write(tmp_path / "jwks.json", key_set(key, private=True)))
    assert str(key.as_dict(private=True)["d"]) not in str(refused.value)


def test_keys_rotate_without_a_restart(tmp_path):
    file = KeyFile(write(tmp_path / "jwks.json", key_set(ed25519("old"))))
    first = file.current()
    assert first is file.current()
    write(tmp_path / "jwks.json", key_set(ed25519("old"), ed25519("new")))
    assert {"old", "new"} == file.current().by_id.keys()
    write(tmp_path / "jwks.json", key_set(ed25519("new")))
    assert {"new"} == file.current().by_id.keys()


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: write(path, "{")])
def test_a_spoilt_key_set_leaves_the_last_good_one_until_it_is_mended(tmp_path, spoil):
    file = KeyFile(write(tmp_path / "jwks.json", key_set(ed25519("old"))))
    spoil(tmp_path / "jwks.json")
    assert {"old"} == file.current().by_id.keys()
    write(tmp_path / "jwks.json", key_set(ed25519("new")))
    assert {"new"} == file.current().by_id.keys()

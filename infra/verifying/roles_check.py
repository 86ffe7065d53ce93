"""What the service's role may do in PostgreSQL beyond reading and adding facts (ADR 84)."""

from collections.abc import Iterator
from typing import LiteralString

from infra.settings import Settings
from infra.views.database import SCHEMA
from projections.concerned import concerned
from projections.scoping import NARROWED
from services.upkeep import Finding

ABOUT, POSTGRESQL = "roles", "postgresql"
ALONE = "one role makes and does everything: it could change facts and reads past every policy"
PARTED = "the service owns nothing and cannot change facts; reading policies bind it"
PREPARE = "run vinhdanh postgres prepare"
MAY: tuple[LiteralString, ...] = (
    "SELECT 'is superuser' FROM pg_roles WHERE rolname = CURRENT_USER AND rolsuper",
    "SELECT 'passes every policy' FROM pg_roles WHERE rolname = CURRENT_USER AND rolbypassrls",
    """
    SELECT 'is a member of ' || r.rolname FROM pg_roles r
        WHERE r.rolname <> CURRENT_USER AND pg_has_role(r.oid, 'MEMBER')
        AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = CURRENT_USER) ORDER BY 1
    """,
    """
    SELECT 'owns ' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE pg_get_userbyid(c.relowner) = CURRENT_USER AND n.nspname IN ('public', %(views)s)
        AND c.relkind IN ('r', 'v', 'm', 'S', 'p') ORDER BY 1
    """,
    """
    SELECT 'may ' || what || ' facts' FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS what
        WHERE has_table_privilege('public.stored_events', what)
    """,
    """
    SELECT 'reads ' || c.relname || ' without a policy' FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = %(views)s AND c.relname = ANY(%(narrowed)s)
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1
    """,
)


def roles(settings: Settings) -> Iterator[Finding]:
    """Say what the service's role may do that it should not; nothing where there are no roles."""
    if settings.database.get_backend_name() != POSTGRESQL:
        return
    if settings.keeper is None:
        yield Finding(ABOUT, ok=True, seen=ALONE, warns=True)
    elif found := _too_much(settings.address.replace("+psycopg", "", 1)):
        yield Finding(ABOUT, ok=False, seen=f"the service {', '.join(found)}; {PREPARE}")
    else:
        yield Finding(ABOUT, ok=True, seen=PARTED)


def _too_much(url: str) -> list[str]:
    import psycopg  # noqa: PLC0415 - a house in files needs no driver

    named = {"views": SCHEMA, "narrowed": [one.name for one in (concerned, *NARROWED)]}
    with psycopg.connect(url) as connection:
        return [str(one) for asked in MAY for (one,) in connection.execute(asked, named)]

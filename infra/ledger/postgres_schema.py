"""What the ledger needs in PostgreSQL: a table, and the only function that may write to it."""

from typing import Final

import psycopg

from infra.ledger.store import NotDurable, TwoAtOnePosition

# Advisory locks of a database have two numbers: LOCKS are the ledger's, 0 creates and 1 writes.
LOCKS: Final = 1447325745

# As the library's recorder has it, but the position is given, not drawn from a sequence: a
# sequence keeps a hole for every transaction that was rolled back.
TABLE: Final = """
    CREATE TABLE IF NOT EXISTS public.stored_events (
        originator_id uuid NOT NULL,
        originator_version bigint NOT NULL,
        topic text NOT NULL,
        state bytea NOT NULL,
        notification_id bigint NOT NULL,
        PRIMARY KEY (originator_id, originator_version)
    )
"""
INDEX: Final = """
    CREATE UNIQUE INDEX IF NOT EXISTS stored_events_notification_id_idx
    ON public.stored_events (notification_id)
"""

# The lock is held until the commit is seen by all, so positions appear in order and a reader of
# the tail never meets a gap that is filled later. It is an advisory lock and not one on the table,
# for vacuum must not wait for writers nor they for it. Every statement below reads what is
# committed when it starts, so those after the lock see the writer before. Rows of one stream stand
# together; one without a topic, after all others, is not inserted but holds its stream to the
# version before. The answer is the last position, or minus the place of a row that came too late.
FUNCTION: Final = """
    CREATE OR REPLACE FUNCTION public.ledger_append(
        streams uuid[], versions bigint[], topics text[], states bytea[]
    ) RETURNS bigint LANGUAGE plpgsql AS $$
    DECLARE
        here uuid;
        found_version bigint;
        last bigint;
        inserted bigint;
    BEGIN
        PERFORM pg_advisory_xact_lock(1447325745, 1);
        FOR place IN 1..cardinality(streams) LOOP
            IF here IS DISTINCT FROM streams[place] THEN
                here := streams[place];
                SELECT max(originator_version) INTO found_version
                    FROM public.stored_events WHERE originator_id = here;
                IF coalesce(found_version, 0) + 1 <> versions[place] THEN
                    RETURN -place;
                END IF;
            END IF;
        END LOOP;
        SELECT coalesce(max(notification_id), 0) INTO last FROM public.stored_events;
        INSERT INTO public.stored_events
            SELECT r.stream, r.version, r.topic, r.state, last + r.place
            FROM unnest(streams, versions, topics, states)
                WITH ORDINALITY AS r (stream, version, topic, state, place)
            WHERE r.topic IS NOT NULL;
        GET DIAGNOSTICS inserted = ROW_COUNT;
        RETURN last + inserted;
    END $$
"""

# A writer that stops between two trips gives its lock back; none waits for ever.
SETTINGS: Final = """
    SET default_transaction_isolation = 'read committed';
    SET idle_in_transaction_session_timeout = '10s';
    SET lock_timeout = '30s'
"""
OWNED: Final = """
    SELECT pg_has_role(relowner, 'USAGE') FROM pg_class
    WHERE oid = to_regclass('public.stored_events')
"""
DURABILITY: Final = "SELECT current_setting('fsync'), current_setting('synchronous_commit')"


def create(url: str) -> None:
    """
    Make what is not there in the database at *url*; processes that start together take turns.

    Raises:
        NotDurable: the server answers a commit before its disk has it.
        TwoAtOnePosition: the index of positions is gone, and cannot be made again.
    """
    with psycopg.connect(url) as connection:
        fsync, commit = connection.execute(DURABILITY).fetchone() or ("", "")
        if "off" in (fsync, commit):
            raise NotDurable(f"fsync {fsync}, synchronous_commit {commit}")
        connection.execute("SELECT pg_advisory_xact_lock(%s, 0)", (LOCKS,))
        if is_another_s(connection):
            return
        try:
            for statement in (TABLE, INDEX, FUNCTION):
                connection.execute(statement)
        except psycopg.errors.UniqueViolation as err:
            told = f"{err.diag.message_primary}: {err.diag.message_detail}"
            raise TwoAtOnePosition(told) from None


def is_another_s(connection: psycopg.Connection) -> bool:
    """Say whether the ledger stands and belongs to a role whose rights we do not have."""
    row = connection.execute(OWNED).fetchone()
    return row is not None and not row[0]

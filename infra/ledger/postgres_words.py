"""What the ledger asks of PostgreSQL."""

ROWS = """
    SELECT topic, state FROM public.stored_events
    WHERE originator_id = %s ORDER BY originator_version
"""
ROWS_OF = """
    SELECT originator_id, topic, state FROM public.stored_events
    WHERE originator_id = ANY(%s) ORDER BY originator_id, originator_version
"""
VERSIONS_OF = """
    SELECT originator_id, max(originator_version) FROM public.stored_events
    WHERE originator_id = ANY(%s) GROUP BY originator_id
"""
LOG_ROWS_OF = """
    SELECT notification_id, originator_id, originator_version, topic, state
    FROM public.stored_events WHERE originator_id = ANY(%s) ORDER BY notification_id
"""
TAIL = """
    SELECT notification_id, originator_id, originator_version, topic, state
    FROM public.stored_events WHERE notification_id > %s ORDER BY notification_id LIMIT %s
"""
SOME = """
    SELECT notification_id, originator_id, originator_version, topic, state
    FROM public.stored_events WHERE notification_id > %s AND notification_id <= %s AND (
        topic <> ALL(%s) AND get_byte(uuid_send(originator_id), 15) BETWEEN %s AND %s
        OR notification_id = least(%s, (SELECT max(notification_id) FROM public.stored_events))
    ) ORDER BY notification_id
"""
LAST = "SELECT coalesce(max(notification_id), 0) FROM public.stored_events"
APPEND = "SELECT public.ledger_append(%s::uuid[], %s::bigint[], %s::text[], %b::bytea[])"

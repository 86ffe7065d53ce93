"""What the ledger asks of SQLite."""

ROWS = "SELECT topic, state FROM stored_events WHERE originator_id = ? ORDER BY originator_version"
ROWS_OF = """
    SELECT originator_id, topic, state FROM stored_events
    WHERE originator_id IN ({streams})
    ORDER BY originator_id, originator_version
"""
FEW = 16  # streams that are named one by one: of each number of them there is another statement
ROWS_OF_FEW = tuple(ROWS_OF.format(streams=", ".join("?" * number)) for number in range(FEW + 1))
ROWS_OF_MANY = ROWS_OF.format(streams="SELECT value FROM json_each(?)")
VERSIONS_OF = """
    SELECT originator_id, max(originator_version) FROM stored_events
    WHERE originator_id IN (SELECT value FROM json_each(?)) GROUP BY originator_id
"""
LOG_ROWS_OF = """
    SELECT rowid, originator_id, originator_version, topic, state FROM stored_events
    WHERE originator_id IN (SELECT value FROM json_each(?)) ORDER BY rowid
"""
TAIL = """
    SELECT rowid, originator_id, originator_version, topic, state FROM stored_events
    WHERE rowid > ? ORDER BY rowid LIMIT ?
"""
SOME = """
    SELECT rowid, originator_id, originator_version, topic, state FROM stored_events
    WHERE rowid BETWEEN :first AND :last AND (
        topic NOT IN (SELECT value FROM json_each(:outside))
        AND substr(originator_id, -2) BETWEEN :lowest AND :highest
        OR rowid = min(:last, (SELECT max(rowid) FROM stored_events))
    ) ORDER BY rowid
"""
LAST = "SELECT coalesce(max(rowid), 0) FROM stored_events"
VERSION = "SELECT coalesce(max(originator_version), 0) FROM stored_events WHERE originator_id = ?"
STANDS = tuple(", ".join([f"SELECT ({LAST})", *[f"({VERSION})"] * many]) for many in range(FEW + 1))
INSERT = "INSERT INTO stored_events VALUES (?, ?, ?, ?)"

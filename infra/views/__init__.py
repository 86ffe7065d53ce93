"""The database of the views, who keeps it caught up, and its rebuild."""

"""The rulebooks as files, the calendar, and what the operator sets beside them."""

"""Messages that were put aside, over HTTP."""

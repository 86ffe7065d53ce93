"""The demo ward: an invented story with a case in every state, told through the ordinary orders."""

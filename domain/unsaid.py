"""The one word for what nobody recorded: of a capacity, a position, a sex."""

NOT_RECORDED = "not-recorded"

"""The city's bus: relay, intake, topics, senders, and what was put aside."""

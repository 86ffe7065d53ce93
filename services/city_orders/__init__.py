"""The inbound language of the bus: what other systems may order, with its forms and versions."""

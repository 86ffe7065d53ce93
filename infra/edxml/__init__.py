"""edXML on the wire and in folders: reading, writing, organ codes, gateway, what was received."""

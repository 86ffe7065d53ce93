"""Papers over HTTP: submissions, decisions, the register of honours and its records."""

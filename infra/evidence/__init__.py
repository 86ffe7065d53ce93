"""Papers of evidence on the disk, and the types that are accepted."""

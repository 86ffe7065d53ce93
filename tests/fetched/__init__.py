"""What tests need beside Python: fetched from registries, by their own clients, into .cache."""

"""What a store is held to beside its tree: rules decided again, routes, roles, papers."""

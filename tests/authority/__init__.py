"""Who may do what: a table kept by hand, and the policy and its doors held against it."""

"""The decision (quyết định): one paper that grants awards to many."""

"""The directory as the city tells it: units and posts; announced, not yet applied by anybody."""

"""Stories of the ward, told over HTTP: each chapter is a test."""

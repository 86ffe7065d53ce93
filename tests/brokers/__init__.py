"""Kafka brokers to test and try with: Apache Kafka without containers, and one from PyPI."""

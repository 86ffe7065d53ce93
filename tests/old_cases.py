"""What a house is told that takes cases of years ago: the tests enter cases of 2025 today."""

OLD_CASES = {"VINHDANH_OPENING_DAYS_BACK": "3650", "VINHDANH_OPENING_RECEIPT": "optional"}

"""A reform of units: what it abolishes, who carries on, and the orders that apply it to cases."""

"""What a panel does, as plain Python: no Django, no clock, no database."""

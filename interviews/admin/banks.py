"""Question banks in the admin: lists, buttons, the way of a file."""

"""Users in the admin: who may sign in and who is HR. Nothing of what they prepare."""

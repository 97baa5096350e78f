"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id as the OWASP Password Storage Cheat Sheet sets it: 19 MiB, two passes, one lane.

    Django's own setting takes 100 MiB for each sign-in, 1.6 GB for the sixteen that two workers can be at.
    """

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1

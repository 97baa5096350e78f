"""Competencies and panels in the admin."""

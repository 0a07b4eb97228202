"""Lexicons as data: names of places, cues of sectors."""

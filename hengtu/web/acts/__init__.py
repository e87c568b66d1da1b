"""Sheets as HTML forms: fields, what was typed, and what is sent to the services."""

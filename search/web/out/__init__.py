"""What leaves by machine: HTTP API, exports, feeds and calendars."""

"""The pages of one article, event, agreement, person or province."""

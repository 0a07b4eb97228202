"""The pages that people see: server-rendered, Vietnamese first, and complete without scripts."""

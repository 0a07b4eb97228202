"""Reading a question typed as a sentence: which of its words are filters, and which are left to be searched."""

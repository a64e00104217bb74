"""A page on this machine that answers from the files being edited, and says what is wrong with them."""

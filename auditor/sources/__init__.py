"""Who repeats whom, how many independent origins an answer has, and which answer has the better support."""

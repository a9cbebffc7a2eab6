"""What is remembered, and what is to be asked again: memory by FSRS over the attempts."""

"""Taking it along: attempts, questions and all that is saved, to other programs and other machines."""

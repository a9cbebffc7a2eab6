"""The teaching library: each module reads like a page of a textbook; numpy only, nothing of ours."""

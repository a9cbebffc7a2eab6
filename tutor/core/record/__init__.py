"""The record: what attempts mean, worked out in one place, so that no two screens say different things of them."""

"""The `tutor` command; each subcommand imports what it needs inside."""


def main() -> None:
    """Run the command line."""

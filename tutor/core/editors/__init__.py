"""What an editor is told about a pack's files: schemas of its TOML, and snippets for the blocks of a lesson."""

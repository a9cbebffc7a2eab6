"""One screen a file: thin, composed of widgets."""

"""All that runs, grades and saves without a screen: no Textual, rich or plotext in here."""

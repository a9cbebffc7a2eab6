"""Our own light and dark theme: quiet surfaces, one blue for what acts, and colours that never speak alone."""

from textual.theme import Theme

DARK = Theme(
    name="tutor-dark",
    primary="#7ab7f0",
    secondary="#b7a1e6",
    accent="#e8b866",
    success="#8fce8a",
    warning="#e8b866",
    error="#f09090",
    foreground="#dfe4ea",
    background="#13161b",
    surface="#1a1e25",
    panel="#252b34",
    dark=True,
    variables={
        "block-cursor-background": "#31506e",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#2a3340",
        "block-cursor-blurred-foreground": "#dfe4ea",
        "block-cursor-blurred-text-style": "none",
        "footer-key-foreground": "#e8b866",
        "scrollbar": "#2f3743",
        "scrollbar-background": "#13161b",
        "scrollbar-corner-color": "#13161b",
        "link-color": "#7ab7f0",
        "muted": "#97a1ad",
    },
)

LIGHT = Theme(
    name="tutor-light",
    primary="#1b5e9e",
    secondary="#6a4aa5",
    accent="#8a5300",
    success="#2a6b2e",
    warning="#8a5300",
    error="#a8231c",
    foreground="#22262c",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#e6e3d9",
    dark=False,
    variables={
        "block-cursor-background": "#1b5e9e",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#d9e4ee",
        "block-cursor-blurred-foreground": "#22262c",
        "block-cursor-blurred-text-style": "none",
        "footer-key-foreground": "#8a5300",
        "scrollbar": "#d2cec2",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-corner-color": "#fbfaf6",
        "link-color": "#1b5e9e",
        "muted": "#646a73",
    },
)

THEMES = (DARK, LIGHT)

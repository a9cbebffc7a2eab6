"""TeX maths: read into a tree once, then written on one line, drawn in two dimensions, or said in words."""

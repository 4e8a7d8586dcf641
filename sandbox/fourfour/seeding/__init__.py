"""From the cast to the rows of Four/Four, one module for each group of tables."""

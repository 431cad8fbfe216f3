"""Java classes for what neither Python nor Catalyst can do well, and the Python that reaches them."""

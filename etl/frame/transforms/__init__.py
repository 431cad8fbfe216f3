"""What Glue does to frames: one module a family of transforms, each function from frames to frames."""

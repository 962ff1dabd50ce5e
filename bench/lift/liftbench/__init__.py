"""Does a lifted notebook still say what it said? Measured by running both."""

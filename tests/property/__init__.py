"""Laws that hold for any input, one module a package."""

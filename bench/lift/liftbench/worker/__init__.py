"""What runs inside the notebook's own Python: standard library, IPython and ipykernel only."""

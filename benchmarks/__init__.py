"""Measurements of wgtrack beside the programs that people use now; ``python -m benchmarks`` runs them."""

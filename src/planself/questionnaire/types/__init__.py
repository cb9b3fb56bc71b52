"""The answer types: one file each, and the contract that every other room asks."""

"""The addresses of each area of the workbench, one file an area."""

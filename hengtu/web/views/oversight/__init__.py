"""Pages of supervision: serious matters, cases under supervision, restricted leads."""

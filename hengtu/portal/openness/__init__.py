"""Contents that are public before the fact 事前公开: what an agency shows, what it lacks, charts as drawings."""

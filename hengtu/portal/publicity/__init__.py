"""Disclosure of results 执法结果公示: records made, put out, logged, found, withdrawn and taken down in time."""

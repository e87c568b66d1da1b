"""Contents public before the fact: pages for anybody, and where an agency writes its part of them."""

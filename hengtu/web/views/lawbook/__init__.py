"""Pages of the law itself: the item catalogue, the law library, guidance and evaluation."""

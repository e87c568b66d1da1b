"""Case property: the list, the labels, the page behind a label, the counting of a store."""

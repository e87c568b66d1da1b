"""The procedures as tables, one file per track, readable in one sitting."""

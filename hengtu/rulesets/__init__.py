"""Law with tables: item catalogue, law library, benchmark editor, calendars; publishing writes signed rule packs."""

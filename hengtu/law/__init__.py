"""What the law says: pure Python, frozen values in and out, no database, no clock."""

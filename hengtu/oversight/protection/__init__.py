"""The file that protects an honest officer 履职记录: everything the system knows of one act, nothing typed again."""

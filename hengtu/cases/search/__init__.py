"""Finding cases by number, plate, name, code or pinyin: words on both engines, the scope among them."""

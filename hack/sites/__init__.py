"""Places where a need can be tried out (実証フィールド): asked for by its sections, offered by organisations."""

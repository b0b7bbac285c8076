"""Help with writing (書く手助け): a need asked for one question at a time, and read over before anybody else reads it."""

"""オープンデータデスク: what data organisations ask for, what the sections that hold it say, and the catalogue of what is published."""

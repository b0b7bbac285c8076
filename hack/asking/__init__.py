"""What a section is asked, to be answered by a day: what is the same wherever it is asked (庁内合議, 共創フロント, データの依頼)."""

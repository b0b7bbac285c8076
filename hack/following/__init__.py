"""What people follow, and the letters that come of it: at once, or gathered once a day in the morning."""

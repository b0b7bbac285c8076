"""What is asked of people who join, sign in and look after their accounts; one file for each who is asked about."""

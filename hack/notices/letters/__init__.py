"""Every letter there is, one file per subject: to whom it goes, and what public facts it is told."""

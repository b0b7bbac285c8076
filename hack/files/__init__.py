"""Files that people hang on a thing: taken in after inspection, kept under random names, handed out to those who may."""

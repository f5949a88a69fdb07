"""Reading and writing what others write and read: one file or folder per format."""

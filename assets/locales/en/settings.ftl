# Settings, export and the paper window.

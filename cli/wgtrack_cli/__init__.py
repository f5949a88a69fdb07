"""The command line of wgtrack: a thin face on the library. ``app`` registers, ``commands`` has one module per command."""

import atexit
import gc

# A command runs for a moment. Looking for circular garbage while it runs and once more when Python ends would be a fifth
# of the time of 'wgtrack status'; what is frozen is not looked through, and is given back with the process.
gc.set_threshold(100_000)
atexit.register(gc.freeze)

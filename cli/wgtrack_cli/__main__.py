"""``python -m wgtrack_cli``: the command, where it is not on the PATH."""

from wgtrack_cli.app import app

if __name__ == "__main__":
    app(prog_name="wgtrack")

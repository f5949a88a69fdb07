"""How work stands at an instant: verdicts, the status report, checks and questions."""

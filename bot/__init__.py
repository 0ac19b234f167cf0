"""The Candidate Safety Assistant: triage, guidance and the channel that serves them."""

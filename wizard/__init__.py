"""The triage engine: pure functions over a policy, the same for every reader."""

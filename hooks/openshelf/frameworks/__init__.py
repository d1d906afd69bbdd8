"""Frameworks at work: the words of a framework, the plan that answers yield, and the proof that there always is one."""

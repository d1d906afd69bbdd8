"""Links to other sites: who looks at them and how politely, what the answers mean, and what is remembered."""

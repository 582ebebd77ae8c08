"""The words around the policy's own."""

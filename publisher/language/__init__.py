"""The words around the policy's own, and the pages whose titles are among them."""

/**
 * The cache of what is kept of a site for use without a network; each site of an origin has its own.
 * @param {{scope: string}} registration that of the site's service worker
 */
export function cacheName({ scope }) {
  return `offline ${scope}`;
}

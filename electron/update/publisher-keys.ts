/**
 * Keys of the publisher of accepted updates. Raw Ed25519 public keys in base64url, newest first, as `npm run
 * update -- key` prints them. The publisher of Fieldbook enters them here. A build without a key refuses updates from
 * files and reports it.
 */
export const updatePublisherKeys: readonly string[] = [];

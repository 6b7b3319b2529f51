/**
 * Whose updates this app takes: raw Ed25519 public keys in base64url, newest first, as `npm run update -- key` prints
 * them. Whoever publishes Fieldbook puts theirs here; a build without one takes no update from a file, and says so.
 */
export const updatePublisherKeys: readonly string[] = [];

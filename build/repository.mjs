import path from 'node:path';

/** Folder with package.json, for a command started from any folder. */
export const repositoryRoot = path.resolve(import.meta.dirname, '..');

/**
 * A path inside the repository.
 * @param {...string} parts
 */
export const inRepository = (...parts) => path.join(repositoryRoot, ...parts);

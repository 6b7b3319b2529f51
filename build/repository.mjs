import path from 'node:path';

/** The folder that holds package.json, wherever the command was started from. */
export const repositoryRoot = path.resolve(import.meta.dirname, '..');

/**
 * A path inside the repository.
 * @param {...string} parts
 */
export const inRepository = (...parts) => path.join(repositoryRoot, ...parts);

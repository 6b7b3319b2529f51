const codesOfFull: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Did the disk refuse for want of room? */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && codesOfFull.has(error.code);

/** What a disk without room rejects with. */
export const noRoom = (): Error =>
  Object.assign(new Error('There is no room on the disk'), { code: 'ENOSPC' });

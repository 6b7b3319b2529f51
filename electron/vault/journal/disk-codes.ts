/** Did the system reject with this code? */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Did the disk refuse for want of room? */
export const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].some((code) => hasCode(error, code));

/** What a disk without room rejects with. */
export const noRoom = (): Error =>
  Object.assign(new Error('There is no room on the disk'), { code: 'ENOSPC' });

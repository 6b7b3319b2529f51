/** The age library, read when the first such file is made or opened: it is a quarter of the shell, and no start needs it. */
export const ageLibrary = () => import('age-encryption');

import { beforeAll } from 'vitest';

// Before each file of browser tests: the files share one page, and none finds the address or the values of another.
beforeAll(() => {
  history.replaceState(null, '', ' ');
  localStorage.clear();
  sessionStorage.clear();
});

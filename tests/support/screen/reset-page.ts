import { beforeAll } from 'vitest';

// Before each file of browser tests: the files share one page, and none finds the address or the values of another.
beforeAll(() => {
  history.replaceState(null, '', ' ');
  localStorage.clear();
  sessionStorage.clear();
  // Announcements of react-aria name elements that are gone.
  for (const said of document.querySelectorAll('[data-live-announcer] [role="img"]')) said.remove();
});

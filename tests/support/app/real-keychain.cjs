// Playwright starts Electron without the system's keychain. Read before the app is, this takes that back.
require('electron').app.commandLine.removeSwitch('password-store');

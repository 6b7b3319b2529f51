// Nobody is there to close a dialog. Read before the app is, this prints what the dialog would say.
const { dialog } = require('electron');
dialog.showErrorBox = (title, text) => console.log(JSON.stringify({ title, text }));

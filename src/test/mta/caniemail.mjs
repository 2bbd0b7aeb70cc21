// Says what of a page the big mail programs can't show: caniemail.mjs <modules> <page>
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , modules, page] = process.argv;
const { caniemail } = await import(pathToFileURL(`${modules}/caniemail/dist/index.js`));
const clients = ['gmail.*', 'outlook.*', 'apple-mail.*'];
const { issues } = caniemail({ clients, html: readFileSync(page, 'utf8') });
for (const [client, found] of issues.errors) {
	for (const { title } of found) {
		console.log(`${title} | ${client}`);
	}
}

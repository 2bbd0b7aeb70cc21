// Verifies every signature of mails with mailauth: mailauth.cjs <modules> <dns records as json> <mail>...
const { readFileSync } = require('node:fs');
const [, , modules, records, ...mails] = process.argv;
const { dkimVerify } = require(`${modules}/mailauth/lib/dkim/verify.js`);
const dns = JSON.parse(readFileSync(records, 'utf8'));

const resolver = async (name, type) => {
	if (type === 'TXT' && dns[name]) {
		return [[dns[name]]];
	}
	throw Object.assign(new Error(`no ${type} of ${name}`), { code: 'ENOTFOUND' });
};

(async () => {
	for (const mail of mails) {
		const { results } = await dkimVerify(readFileSync(mail), { resolver });
		const good = results.filter((it) => it.status.result === 'pass' && it.status.aligned !== false);
		console.log(`${good.length} of ${results.length}`);
	}
})();

import { parseArgs } from 'node:util';
import { readConfig } from '../lib/server/config.ts';
import { problemOf } from '../lib/server/errors.ts';
import { openDatabase } from '../lib/server/open-services.ts';
import { verifyChain } from '../lib/server/statements/verify-chain.ts';
import { verifyTexts } from '../lib/texts/receipts.ts';

/** Checks the chain of receipts and every statement. Exit: 0 all holds, 1 something was changed, 2 could not be checked. */
async function main(): Promise<number> {
	const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' }, head: { type: 'string' } } });
	if (values.help) {
		console.log(verifyTexts.help);
		return 0;
	}
	const head = values.head === undefined ? undefined : /^(\d{1,15}):([0-9a-f]{64})$/i.exec(values.head.trim());
	if (head === null) throw new Error(verifyTexts.headForm);
	const db = await openDatabase(readConfig(process.env));
	try {
		const report = await verifyChain(db, head && { seq: Number(head[1]), link: head[2]!.toLowerCase() });
		if (values.json) console.log(JSON.stringify(report));
		else console.log(verifyTexts.report(report));
		return report.problems.length === 0 ? 0 : 1;
	} finally {
		await db.close();
	}
}

main().then(
	(code) => (process.exitCode = code),
	(error) => {
		console.error(problemOf(error)?.message ?? (error instanceof Error ? error.message : error));
		process.exitCode = 2;
	}
);

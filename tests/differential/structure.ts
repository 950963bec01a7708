/** Command line: the structure check against xmllint. See HELP. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cases, compare, manifest, missingForComparison, ourVerdict, SHARED, VERSIONS, xmllintVerdicts } from './comparison.ts';
import type { Disagreement } from './comparison.ts';
import { explain, EXPLANATIONS } from './explanations.ts';

const HELP = `node tests/differential/structure.ts [--count N] [--seed N] [--verbose]

Compares the structure check with "xmllint --schema XPlanung-Operationen.xsd": every plan of ../shared/xplanung, then N documents that a
seeded generator changed (element removed, moved, renamed, wrong code, wrong type, wrong namespace …). Lists every disagreement; exit
status 1 if one is not explained by name (tests/differential/explanations.ts).

--count N   changed documents in all, over all versions (default 6000)
--seed N    other numbers give other documents (default 1)
--verbose   show the explained disagreements too
--show NAME print that document (name as listed, with the same count and seed) and stop
`;
const BATCH = 250;

async function plans(): Promise<number> {
	let wrong = 0;
	let count = 0;
	for (const version of VERSIONS) {
		const files = manifest().filter((row) => row.version === version && row.members !== null).map(({ file }) => join(SHARED, file));
		const verdicts = await xmllintVerdicts(version, files);
		for (const [index, file] of files.entries()) {
			count++;
			const ours = await ourVerdict(readFileSync(file));
			if (ours.valid === verdicts[index]!.valid) continue;
			wrong++;
			const both = [...verdicts[index]!.messages, ...ours.messages];
			console.log(`${file.slice(SHARED.length + 1)}: xmllint ${verdicts[index]!.valid}, ours ${ours.valid}\n  ${both.join('\n  ')}`);
		}
	}
	console.log(`Plans of ../shared/xplanung: ${count}, disagreements: ${wrong}`);
	return wrong;
}

function show({ name, wfs, changes, xmllint, ours }: Disagreement, reason: string | null): void {
	const word = (valid: boolean): string => (valid ? 'valid' : 'invalid');
	const details = [...changes, ...xmllint.messages.slice(0, 4), ...ours.messages.slice(0, 4)];
	console.log(`${name}${wfs ? ' (wfs)' : ''}: xmllint ${word(xmllint.valid)}, ours ${word(ours.valid)} – ${reason ?? 'NOT EXPLAINED'}`);
	console.log(`  ${details.map((line) => line.slice(0, 240)).join('\n  ')}`);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			help: { type: 'boolean', short: 'h' },
			count: { type: 'string', default: '6000' },
			seed: { type: 'string', default: '1' },
			verbose: { type: 'boolean' },
			show: { type: 'string' }
		}
	});
	if (values.help) return console.log(HELP);
	const missing = missingForComparison();
	if (missing) {
		console.error(`Not compared: ${missing}.`);
		process.exitCode = 2;
		return;
	}
	let unexplained = values.show ? 0 : await plans();
	const reasons = new Map<string, number>();
	const hash = createHash('sha256');
	let total = 0;
	let valid = 0;
	const kinds = [false, true].flatMap((wfs) => VERSIONS.map((version) => ({ version, wfs })));
	const rounds = kinds.filter(({ version, wfs }) => !wfs || version !== '4.0');
	for (const { version, wfs } of rounds) {
		// One in ten is a wfs:FeatureCollection; version 4.0 does not know it.
		const each = Math.ceil((Number(values.count) * (wfs ? 0.1 : 0.9)) / VERSIONS.length);
		const cases = await Cases.of(version, Number(values.seed) + (wfs ? 500_000 : 0));
		for (let done = 0; done < each; done += BATCH) {
			const batch = Array.from({ length: Math.min(BATCH, each - done) }, () => cases.next(wfs));
			const shown = batch.find(({ name }) => name === values.show);
			if (shown) return console.log(shown.text);
			if (values.show) continue;
			for (const { text } of batch) hash.update(text);
			const result = await compare(batch);
			total += batch.length;
			valid += result.valid;
			for (const disagreement of result.disagreements) {
				const reason = explain(disagreement);
				if (reason === null) unexplained++;
				else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
				if (reason === null || values.verbose) show(disagreement, reason);
			}
		}
	}
	const digest = hash.digest('hex').slice(0, 12);
	console.log(`Changed documents: ${total} (${valid} valid, ${total - valid} invalid), seed ${values.seed}, sha256 ${digest}`);
	for (const [reason, count] of reasons) console.log(`Explained, ${count} ×: ${reason}: ${EXPLANATIONS[reason]!.why}`);
	console.log(`Not explained: ${unexplained}`);
	if (unexplained > 0) process.exitCode = 1;
}

await main();

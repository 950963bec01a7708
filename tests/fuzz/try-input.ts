import { isZip, openArchive } from '../../importers/xplan/archive.ts';
import { checkXplan } from '../../importers/xplan/check.ts';
import { XplanError } from '../../importers/xplan/errors.ts';
import type { Finding } from '../../importers/xplan/model.ts';
import { readXplanGml } from '../../importers/xplan/reader.ts';
import { planRepairs, writeRepaired } from '../../importers/xplan/writer/repair-document.ts';

export interface Outcome {
	/** The document was read to its end, and checked. */
	read: boolean;
	findings: number;
	/** Rules that found something. */
	rules: string[];
	/** Errors and warnings that do not say what to do, or more than people read. */
	unclear: string[];
	/** Code of the XplanError otherwise. */
	refused?: string;
	/** What is written when the repaired document is written; 0 where it could not be read. */
	written: number;
}

/**
 * Runs everything that a file of a stranger meets: the archive, all four checks, the repair and its writer, and reads what that wrote.
 * @throws anything but an XplanError is a defect of ours
 */
export async function tryInput(bytes: Buffer): Promise<Outcome> {
	const outcome: Outcome = { read: false, findings: 0, rules: [], unclear: [], written: 0 };
	try {
		if (!isZip(bytes)) await tryDocument(() => pieces(bytes), outcome);
		else {
			const archive = await openArchive(bytes);
			try {
				const attachments = new Set(archive.attachments.map(({ name }) => name));
				for (const gml of archive.gml) await tryDocument(() => gml.open(), outcome, attachments);
			} finally {
				archive.close();
			}
		}
	} catch (error) {
		if (!(error instanceof XplanError)) throw error;
		outcome.refused = error.code;
	}
	return outcome;
}

const LONGEST = 800;
const SAYS_WHAT_TO_DO = /[Bb]itte |Nötig ist|[Ee]rlaubt|richtig ist|muss /;
const isUnclear = ({ severity, message }: Finding): boolean =>
	message.length > LONGEST || (severity !== 'info' && !SAYS_WHAT_TO_DO.test(message));

async function tryDocument(open: () => AsyncIterable<Uint8Array>, outcome: Outcome, attachments?: ReadonlySet<string>): Promise<void> {
	const result = await checkXplan(open(), attachments ? { attachments } : {});
	outcome.read = true;
	outcome.findings += result.findings.length;
	outcome.rules.push(...new Set(result.findings.map(({ rule }) => rule)));
	outcome.unclear.push(...result.findings.filter(isUnclear).map(({ rule, message }) => `${rule}: ${message}`));
	// What goes to another thread, a file or a page must be able to: a cycle or a function would show here.
	JSON.stringify(structuredClone(result));
	const plan = await planRepairs(open());
	let text = '';
	for await (const piece of writeRepaired(open(), plan)) text += piece;
	outcome.written += text.length;
	try {
		for await (const event of readXplanGml(pieces(Buffer.from(text)))) void event;
	} catch (cause) {
		throw new Error(`The repaired document cannot be read: ${(cause as Error).message}`, { cause });
	}
}

/** As a file arrives: in pieces that end anywhere. */
async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
	for (let at = 0, size = 1000; at < bytes.length; at += size, size = (size * 7919) % 65_521 || 1) yield bytes.subarray(at, at + size);
}

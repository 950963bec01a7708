import { writeZip } from '../../portal/demo/zip.ts';
import { Random } from '../differential/random.ts';
import type { Bases } from './bases.ts';
import { anyCraftedPlan } from './crafted.ts';
import { FORM_MUTATIONS, TEXT_MUTATIONS } from './text-mutations.ts';

export interface FuzzInput {
	bytes: Buffer;
	/** What was done to a document. */
	changes: string[];
}

/** The input of a number; the same seed and bases give the same. */
export async function fuzzInput(bases: Bases, seed: number, number: number): Promise<FuzzInput> {
	const random = new Random((seed * 1_000_003 + number) % 2 ** 32);
	const changes: string[] = [];
	let text: string;
	if (random.chance(CRAFTED)) {
		const crafted = anyCraftedPlan(random);
		text = crafted.text;
		changes.push(crafted.what);
	} else text = bases.text(random);
	// Crafted plans are bad enough as they are; the most stay as they were made.
	for (let left = changes.length > 0 ? random.below(2) : 1 + random.below(3); left > 0; left--) {
		// A document that is no XML is refused early; the most should get as far as the checks.
		const mutations = random.chance(0.15) ? FORM_MUTATIONS : TEXT_MUTATIONS;
		const name = random.pick(Object.keys(mutations));
		if (text.length === 0 || text.length > MOST_TEXT) break;
		text = mutations[name]!(text, random);
		changes.push(name);
	}
	let bytes: Buffer = encoded(text, random, changes);
	if (random.chance(0.15)) bytes = await zipped(bytes, random, changes);
	if (random.chance(0.08)) bytes = damaged(bytes, random, changes);
	return { bytes, changes };
}

const MOST_TEXT = 4_000_000;
const CRAFTED = 0.12;

/** In some cases not in UTF-8, or not in the encoding that it names. */
function encoded(text: string, random: Random, changes: string[]): Buffer {
	if (!random.chance(0.07)) return Buffer.from(text, 'utf8');
	const named = random.pick(['UTF-8', 'utf-16', 'ISO-8859-1', 'windows-1252', 'UTF-7', 'EBCDIC', 'x'.repeat(300), '']);
	const given = random.chance(0.5) ? text.replace(/encoding="[^"]*"/, `encoding="${named}"`) : text;
	const encoding = random.pick(['utf8', 'utf16le', 'latin1'] as const);
	const mark = random.pick([[], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]]);
	changes.push(`${encoding} named ${named.slice(0, 20)}, mark of ${mark.length} bytes`);
	return Buffer.concat([Buffer.from(mark), Buffer.from(given, encoding)]);
}

async function zipped(gml: Buffer, random: Random, changes: string[]): Promise<Buffer> {
	changes.push('in a ZIP archive');
	const names = ['plan.gml', 'ordner/plan.GML', 'a/b/c.gml', 'Begründung.pdf', 'readme.txt', '__MACOSX/._plan.gml'];
	const files = [{ name: random.pick(names), content: gml }];
	while (random.chance(0.5)) files.push({ name: `${files.length}${random.pick(names)}`, content: random.chance(0.3) ? gml : Buffer.from('Text') });
	return Buffer.from(await writeZip(files));
}

function damaged(bytes: Buffer, random: Random, changes: string[]): Buffer {
	if (bytes.length === 0) return bytes;
	const kind = random.pick(['flipped', 'flipped', 'overwritten', 'cut off', 'cut in front', 'slice removed', 'followed by rubbish']);
	changes.push(`bytes ${kind}`);
	const result = Buffer.from(bytes);
	const at = random.below(result.length);
	const rubbish = Buffer.from(Array.from({ length: 1 + random.below(64) }, () => random.below(256)));
	if (kind === 'flipped') {
		for (let left = 1 + random.below(20); left > 0; left--) result[random.below(result.length)]! ^= 1 << random.below(8);
		return result;
	}
	if (kind === 'overwritten') rubbish.copy(result, at);
	if (kind === 'cut off') return result.subarray(0, at);
	if (kind === 'cut in front') return result.subarray(Math.min(at, 200));
	if (kind === 'slice removed') return Buffer.concat([result.subarray(0, at), result.subarray(at + random.below(500))]);
	return kind === 'followed by rubbish' ? Buffer.concat([result, rubbish]) : result;
}

import { readFileSync, writeFileSync } from 'node:fs';

/** A real plan again and again in one file, beside itself, until the file is as large as wanted. */

const APART = 100_000;

/**
 * Writes the members of a document several times: each time with other `gml:id`s, and 100 km further east, so that nothing overlaps.
 * @param bytes least size of the file
 * @returns how often the plan is in it
 */
export function repeatPlan(source: string, target: string, bytes: number): number {
	const text = readFileSync(source, 'utf8');
	const start = text.search(/<(\w+:)?featureMember\b/);
	const end = text.lastIndexOf('featureMember>') + 'featureMember>'.length;
	const members = text.slice(start, end);
	const times = Math.max(1, Math.ceil(bytes / text.length));
	let repeated = text.slice(0, start);
	for (let i = 0; i < times; i++) repeated += i === 0 ? members : moved(members, i);
	writeFileSync(target, repeated + text.slice(end));
	return times;
}

function moved(members: string, times: number): string {
	return members
		.replace(/(gml:id="|xlink:href="#)([^"]+)/g, `$1$2_${times}`)
		.replace(/(<gml:(?:pos|posList|lowerCorner|upperCorner)\b[^>]*>)([^<]+)/g, (_, tag: string, list: string) => {
			const numbers = list.trim().split(/\s+/);
			return tag + numbers.map((each, index) => (index % 2 === 0 ? shifted(each, times * APART) : each)).join(' ');
		});
}

/** With the digits after the comma that it has. */
function shifted(east: string, by: number): string {
	const [whole, rest] = east.split('.');
	return `${Number(whole) + by}${rest === undefined ? '' : `.${rest}`}`;
}

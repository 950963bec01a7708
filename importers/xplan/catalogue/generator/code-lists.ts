/**
 * The schemas name the code list of a `gml:CodeType` property in 4.1, 5.3, 5.4 and 6.0 only. The other versions get that of the same
 * property of the same class in the nearest version that names it, marked `#~`.
 */

import type { CompactItem, CompactSchema } from '../format.ts';

/** Adds the missing code lists in place. */
export function fillCodeLists(schemas: CompactSchema[]): void {
	const known = schemas.map((schema) => new Map(codeProperties(schema).map(({ key, item }) => [key, codeListOf(item)])));
	schemas.forEach((schema, index) => {
		// Later versions first: they were corrected.
		const order = schemas.map((_, other) => other).sort((a, b) => Math.abs(a - index) - Math.abs(b - index) || b - a);
		for (const { key, item, content, position } of codeProperties(schema)) {
			if (codeListOf(item)) continue;
			const found = order.map((other) => known[other].get(key)).find(Boolean);
			if (found) content[position] = `${item} #~${found}`;
		}
	});
}

const codeListOf = (item: string) => / #(\S+)/.exec(item)?.[1];

function codeProperties(schema: CompactSchema): { key: string; item: string; content: CompactItem[]; position: number }[] {
	return Object.entries(schema.types).flatMap(([type, { content = [] }]) =>
		content.flatMap((item, position) => {
			if (type.startsWith('gml:') || typeof item !== 'string' || !item.includes(' gml:CodeType')) return [];
			return [{ key: `${type} ${item.split(/[?*+ ]/)[0]}`, item, content, position }];
		})
	);
}

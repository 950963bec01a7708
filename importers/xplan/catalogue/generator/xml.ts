/** A small tree of one schema document: names resolved, everything that is documentation left out. */

import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';

export interface Node {
	/** Local name. */
	name: string;
	attributes: Record<string, string>;
	children: Node[];
	/** Only kept inside `appinfo`. */
	text: string;
	/** Prefix or '' → namespace, as in scope at this element. */
	namespaceOf(prefix: string): string | undefined;
}

/** Reads a schema document. Comments and `documentation` are dropped while reading. */
export function readSchemaDocument(path: string): Node {
	const parser = new SaxesParser({ xmlns: true, fileName: path });
	let root: Node | undefined;
	let skipped = 0;
	const open: Node[] = [];
	parser.on('opentag', (tag) => {
		if (skipped || tag.local === 'documentation') {
			skipped++;
			return;
		}
		const scope = { ...tag.ns };
		const outer = open.at(-1);
		const node: Node = {
			name: tag.local,
			attributes: Object.fromEntries(Object.values(tag.attributes).map((attribute) => [attribute.name, attribute.value])),
			children: [],
			text: '',
			namespaceOf: (prefix) => scope[prefix] ?? outer?.namespaceOf(prefix)
		};
		outer?.children.push(node);
		root ??= node;
		open.push(node);
	});
	parser.on('closetag', () => {
		if (skipped) skipped--;
		else open.pop();
	});
	parser.on('text', (text) => {
		const node = open.at(-1);
		if (node && !skipped) node.text += text;
	});
	parser.on('error', (error) => {
		throw error;
	});
	parser.write(decode(readFileSync(path))).close();
	if (!root) throw new Error(`${path} has no root element.`);
	return root;
}

function decode(bytes: Buffer): string {
	const declared = /^[^>]*encoding=["']([^"']+)/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1];
	return new TextDecoder(declared ?? 'utf-8').decode(bytes).replace(/^\uFEFF/, '');
}

/** Children with one of these local names. */
export function childrenOf(node: Node, ...names: string[]): Node[] {
	return node.children.filter((child) => names.includes(child.name));
}

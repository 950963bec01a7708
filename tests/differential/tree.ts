import { SaxesParser } from 'saxes';

/** An element with prefixes as written; text and anything else raw in `children`. */
export interface TreeNode {
	name: string;
	attributes: [string, string][];
	children: (TreeNode | string)[];
}

const PREFIXES: Record<string, string> = {
	'http://www.opengis.net/gml/3.2': 'gml:',
	'http://www.w3.org/1999/xlink': 'xlink:',
	'http://www.w3.org/2001/XMLSchema-instance': 'xsi:',
	'': ''
};

/** What every document declares. */
export const declarations = (namespace: string): [string, string][] => [
	['xmlns:xplan', namespace],
	['xmlns:gml', 'http://www.opengis.net/gml/3.2'],
	['xmlns:xlink', 'http://www.w3.org/1999/xlink'],
	['xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
	['xmlns:xs', 'http://www.w3.org/2001/XMLSchema']
];

/**
 * A document with the prefixes `xplan`, `gml`, `xlink` and `xsi`, whatever it had. Texts are kept escaped, so that comments, sections and
 * references can be put among them.
 * @throws Error for a name of another namespace
 */
export function parseTree(text: string, namespace: string): TreeNode {
	const parser = new SaxesParser({ xmlns: true });
	const open: TreeNode[] = [];
	let root: TreeNode | undefined;
	const name = (uri: string, local: string): string => {
		const prefix = uri === namespace ? 'xplan:' : PREFIXES[uri];
		if (prefix === undefined) throw new Error(`Namespace ${uri} is none of a plan.`);
		return prefix + local;
	};
	parser.on('opentag', (tag) => {
		const attributes = Object.values(tag.attributes)
			.filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
			.map(({ uri, local, value }): [string, string] => [name(uri, local), value]);
		const node: TreeNode = { name: name(tag.uri, tag.local), attributes, children: [] };
		if (!root) node.attributes.unshift(...declarations(namespace));
		open.at(-1)?.children.push(node);
		root ??= node;
		open.push(node);
	});
	parser.on('text', (piece) => open.at(-1)?.children.push(escapeText(piece)));
	parser.on('cdata', (piece) => open.at(-1)?.children.push(escapeText(piece)));
	parser.on('closetag', () => open.pop());
	parser.write(text.replace(/^\uFEFF/, '')).close();
	return root!;
}

export const escapeText = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;');
const escapeAttribute = (text: string): string => escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');

export function writeTree(node: TreeNode | string): string {
	if (typeof node === 'string') return node;
	const attributes = node.attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('');
	if (node.children.length === 0) return `<${node.name}${attributes}/>`;
	return `<${node.name}${attributes}>${node.children.map(writeTree).join('')}</${node.name}>`;
}

export const copyOf = (node: TreeNode): TreeNode => structuredClone(node);
export const isNode = (child: TreeNode | string): child is TreeNode => typeof child !== 'string';
export const elementsOf = (node: TreeNode): TreeNode[] => node.children.filter(isNode);

/** All elements with their parents, the given one left out. */
export function descendants(node: TreeNode): { node: TreeNode; parent: TreeNode }[] {
	return elementsOf(node).flatMap((child) => [{ node: child, parent: node }, ...descendants(child)]);
}

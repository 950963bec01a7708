import type { CompactSchema } from '../../importers/xplan/catalogue/format.ts';
import type { Instances } from './instances.ts';
import type { Random } from './random.ts';
import { copyOf, descendants, elementsOf, isNode, type TreeNode } from './tree.ts';

export interface Situation {
	root: TreeNode;
	random: Random;
	schema: CompactSchema;
	instances: Instances;
}

/** Changes the tree in place; says what it did, or null where there was nothing to change. */
type Mutation = (situation: Situation) => string | null;

const VALUES = [
	...['', ' ', '0', '1', '-1', '+1', '1.0', '1,5', '1.', '.5', '.', '1e5', '1e', '1e400', 'INF', '-INF', '+INF', 'NaN', 'nan'],
	...['keine Zahl', '2147483647'],
	...['2147483648', '-2147483649', '123456789012345678901234567890', '0x1F', '1_000', '1 000', '007', '-0'],
	...['true', 'TRUE', 'false', 'ja', 'wahr'],
	...['2020-01-01', '2020-02-30', '2019-02-29', '2020-13-01', '01.02.2020', '2020-1-1', '2020-01-01T00:00:00', '2020-01-01Z'],
	...['2020-01-01+14:01'],
	...['0000-01-01', '-0001-01-01', '12020-01-01', 'P1Y', 'P', 'PT5M', 'P1H', '1000', '9999', '99999', '10000', '1000 '],
	...['%', '%20', '%zz', '#a#b'],
	...['http://x.de/a b', 'http://[::1', 'a:b:c', ':a', 'http://x:8a/', 'Ä', 'ß&', 'm', 'm2', 'm 2', 'a:b'],
	...['1 2 3', '1 2 x', '1\u00a02', 'x', '#x', '../x']
];
const ATTRIBUTES: [string, string[]][] = [
	['gml:id', ['neu-1', '1neu', '', ' neu-2 ', 'a:b', 'a b', 'äö', '{x}']],
	['id', ['x']],
	['xlink:href', ['#x', '', 'x y', '#a#b', 'http://x.de/%zz', ' #x ']],
	['xlink:show', ['new', 'neu', ' new ', 'none']],
	['xlink:actuate', ['onLoad', 'sofort']],
	['xlink:type', ['simple', 'extended', ' simple ']],
	['xlink:role', ['', 'x']],
	['xlink:arcrole', ['', 'x', '#a#b']],
	['xlink:title', ['Titel', '']],
	['xlink:label', ['x']],
	['uom', ['m', '', ' m', 'm ', 'm 2', 'urn:x', ':', 'a:b c', '#a', './x']],
	['srsName', ['EPSG:25832', '', 'x y', '%']],
	['srsDimension', ['2', '0', 'zwei', ' 2 ', '-2']],
	['axisLabels', ['x y', '1 2', '', 'a:b']],
	['uomLabels', ['m m', '%']],
	['count', ['3', '-3', '0']],
	['owns', ['true', 'x', '', ' 1 ']],
	['nilReason', ['unknown', 'other:ab', 'other:a', 'x', '#a#b', '']],
	['codeSpace', ['http://x.de', '%', '']],
	['aggregationType', ['set', 'menge', ' set']],
	['interpolation', ['linear', 'circularArc3Points', 'krumm', 'cubicSpline']],
	['numArc', ['1', '01', '2', 'x']],
	['numDerivativesAtStart', ['0', 'x']],
	['foo', ['bar']],
	['xplan:foo', ['bar']],
	['xml:lang', ['de']],
	['xml:space', ['preserve']],
	['xsi:nil', ['true', 'false', 'x', '0', ' true ']],
	['xsi:foo', ['x']],
	['xsi:schemaLocation', ['http://x.de x.xsd', 'nur-eines', '']],
	['xsi:noNamespaceSchemaLocation', ['x.xsd']]
];
const GEOMETRY = [
	...['Polygon', 'Surface', 'PolygonPatch', 'LinearRing', 'Ring', 'exterior', 'interior', 'pos', 'posList', 'Point', 'Curve'],
	...['LineString', 'LineStringSegment', 'Arc', 'ArcString', 'Circle', 'CubicSpline', 'segments', 'patches', 'curveMember'],
	...['surfaceMember', 'pointMember', 'MultiCurve', 'MultiSurface', 'MultiPoint', 'Envelope', 'lowerCorner', 'upperCorner'],
	...['CompositeCurve', 'AbstractCurve', 'AbstractGeometry', 'TriangulatedSurface']
];
const EXTRA: (() => TreeNode)[] = [
	() => element('gml:description', 'Text'),
	() => element('gml:name', 'Name'),
	() => element('gml:identifier', 'x'),
	() => ({ ...element('gml:identifier', 'x'), attributes: [['codeSpace', 'http://x.de']] }),
	() => element('gml:descriptionReference'),
	() => element('xplan:_GenericApplicationPropertyOfXP_Objekt'),
	() => ({ ...element('fremd', 'x'), attributes: [['xmlns', 'http://example.org/ade']] }),
	() => ({ ...element('gml:boundedBy'), attributes: [['xsi:nil', 'true']] }),
	() => ({ ...element('gml:boundedBy'), children: [element('gml:Null', 'unknown')] }),
	() => element('gml:metaDataProperty'),
	() => element('ohne', 'x')
];

function element(name: string, ...children: (TreeNode | string)[]): TreeNode {
	return { name, attributes: [], children };
}

const leaves = (root: TreeNode): TreeNode[] => descendants(root).map(({ node }) => node).filter((node) => elementsOf(node).length === 0);
const textOf = (node: TreeNode): string => node.children.filter((child) => typeof child === 'string').join('');
const withText = (root: TreeNode): TreeNode[] => leaves(root).filter((node) => textOf(node) !== '');
const parents = (root: TreeNode): TreeNode[] =>
	[root, ...descendants(root).map(({ node }) => node)].filter((node) => elementsOf(node).length > 0);

export const MUTATIONS: Record<string, Mutation> = {
	'element removed': ({ root, random }) => {
		const { node, parent } = random.pick(descendants(root));
		parent.children.splice(parent.children.indexOf(node), 1);
		return node.name;
	},
	'element doubled': ({ root, random }) => {
		const { node, parent } = random.pick(descendants(root));
		parent.children.splice(parent.children.indexOf(node), 0, copyOf(node));
		return node.name;
	},
	'element doubled without ids': ({ root, random }) => {
		const { node, parent } = random.pick(descendants(root));
		const copy = copyOf(node);
		for (const inner of [copy, ...descendants(copy).map((one) => one.node)]) {
			for (const attribute of inner.attributes) if (attribute[0] === 'gml:id') attribute[1] += `-${random.below(1e6)}`;
		}
		parent.children.splice(parent.children.indexOf(node), 0, copy);
		return node.name;
	},
	'element renamed': ({ root, random }) => {
		const all = descendants(root);
		const { node } = random.pick(all);
		const before = node.name;
		node.name = random.pick([`${before}s`, random.pick(all).node.name, before.toLowerCase(), `${before}_`]);
		return `${before} → ${node.name}`;
	},
	'element moved': ({ root, random }) => {
		const { node, parent } = random.pick(descendants(root));
		parent.children.splice(parent.children.indexOf(node), 1);
		parent.children.splice(random.below(parent.children.length + 1), 0, node);
		return node.name;
	},
	'siblings swapped': ({ root, random }) => {
		const parent = random.pick(parents(root));
		const children = elementsOf(parent);
		const [a, b] = [random.pick(children), random.pick(children)];
		const [i, j] = [parent.children.indexOf(a), parent.children.indexOf(b)];
		parent.children[i] = b;
		parent.children[j] = a;
		return `${a.name} ↔ ${b.name}`;
	},
	'element into another parent': ({ root, random }) => {
		const { node, parent } = random.pick(descendants(root));
		const target = random.pick(parents(root));
		const inner = descendants(node).map((one) => one.node);
		if (target === node || inner.includes(target)) return null;
		parent.children.splice(parent.children.indexOf(node), 1);
		target.children.splice(random.below(target.children.length + 1), 0, node);
		return `${node.name} → ${target.name}`;
	},
	'element unwrapped': ({ root, random }) => {
		const { node, parent } = random.pick(descendants(root));
		parent.children.splice(parent.children.indexOf(node), 1, ...node.children);
		return node.name;
	},
	'element wrapped': ({ root, random }) => {
		const { node, parent } = random.pick(descendants(root));
		const name = random.pick([node.name, parent.name]);
		parent.children.splice(parent.children.indexOf(node), 1, element(name, node));
		return node.name;
	},
	'known property inserted': ({ root, random, schema, instances }) => {
		const target = random.pick(parents(root));
		const type = random.pick(Object.keys(schema.types).filter((name) => schema.types[name]!.content));
		const item = random.pick(schema.types[type]!.content!);
		if (typeof item !== 'string' || !/^[a-z]/i.test(item) || item === 'ade') return null;
		const [name, of] = item.split(' ');
		const prefix = type.startsWith('gml:') ? 'gml' : 'xplan';
		const node = element(`${prefix}:${name!.replace(/[?*+{].*$/, '')}`, instances.value(of!).replace(/[&<]/g, ''));
		target.children.splice(random.below(target.children.length + 1), 0, node);
		return `${node.name} in ${target.name}`;
	},
	'further element inserted': ({ root, random }) => {
		const target = random.chance(0.5) ? random.pick(parents(root)) : (elementsOf(random.pick(elementsOf(root)) ?? root)[0] ?? root);
		const node = random.pick(EXTRA)();
		target.children.splice(random.chance(0.6) ? 0 : random.below(target.children.length + 1), 0, node);
		return `${node.name} in ${target.name}`;
	},
	'value replaced': ({ root, random }) => {
		const nodes = withText(root);
		if (nodes.length === 0) return null;
		const node = random.pick(nodes);
		const value = random.pick(VALUES);
		node.children = [value.replace(/&/g, '&amp;')];
		return `${node.name} = ${JSON.stringify(value)}`;
	},
	'code replaced': ({ root, random, schema }) => {
		const nodes = withText(root).filter((node) => /^\d{3,6}$/.test(textOf(node)));
		if (nodes.length === 0) return null;
		const lists = Object.values(schema.simpleTypes).filter(Array.isArray);
		const node = random.pick(nodes);
		node.children = [random.pick(random.pick(lists))];
		return `${node.name} = ${String(node.children[0])}`;
	},
	'value emptied': ({ root, random }) => {
		const nodes = withText(root);
		if (nodes.length === 0) return null;
		const node = random.pick(nodes);
		node.children = random.pick([[], [' '], ['<!-- leer -->'], ['<![CDATA[]]>'], ['\n']]);
		return node.name;
	},
	'white space around value': ({ root, random }) => {
		const nodes = withText(root);
		if (nodes.length === 0) return null;
		const node = random.pick(nodes);
		const [before, after] = [random.pick(['', ' ', '\n', '\t', '&#13;', '&#160;']), random.pick(['', ' ', '\n\t', '&#9;'])];
		node.children = [before, ...node.children, after];
		return node.name;
	},
	'namespace changed': ({ root, random }) => {
		const { node } = random.pick(descendants(root));
		const local = node.name.slice(node.name.indexOf(':') + 1);
		const before = node.name;
		node.name = random.pick([`gml:${local}`, `xplan:${local}`, local, `xlink:${local}`]);
		return `${before} → ${node.name}`;
	},
	'prefix bound anew': ({ root, random }) => {
		const { node } = random.pick(descendants(root));
		const prefix = random.pick(['gml', 'xplan']);
		if (node.attributes.some(([name]) => name === `xmlns:${prefix}`)) return null;
		const uris = ['http://www.opengis.net/gml/3.2', 'http://www.opengis.net/gml', schemaUri(root), 'http://x.de'];
		node.attributes.push([`xmlns:${prefix}`, random.pick(uris)]);
		return `${prefix} at ${node.name}`;
	},
	'attribute removed': ({ root, random }) => {
		const nodes = descendants(root).filter(({ node }) => node.attributes.length > 0);
		if (nodes.length === 0) return null;
		const { node } = random.pick(nodes);
		const [removed] = node.attributes.splice(random.below(node.attributes.length), 1);
		return `${removed![0]} of ${node.name}`;
	},
	'unit removed': ({ root, random }) => {
		const nodes = descendants(root).filter(({ node }) => node.attributes.some(([name]) => name === 'uom'));
		if (nodes.length === 0) return null;
		const { node } = random.pick(nodes);
		node.attributes = node.attributes.filter(([name]) => name !== 'uom');
		return node.name;
	},
	'attribute added': ({ root, random }) => {
		const { node } = random.chance(0.9) ? random.pick(descendants(root)) : { node: root };
		const [name, values] = random.pick(ATTRIBUTES);
		const value = random.pick(values);
		node.attributes = [...node.attributes.filter(([other]) => other !== name), [name, value]];
		return `${name}=${JSON.stringify(value)} at ${node.name}`;
	},
	'attribute changed': ({ root, random }) => {
		const nodes = descendants(root).filter(({ node }) => node.attributes.length > 0);
		if (nodes.length === 0) return null;
		const { node } = random.pick(nodes);
		const attribute = random.pick(node.attributes);
		if (attribute[0].startsWith('xmlns')) return null;
		const known = ATTRIBUTES.find(([name]) => name === attribute[0])?.[1] ?? VALUES;
		attribute[1] = random.pick(random.chance(0.7) ? known : VALUES);
		return `${attribute.join('=')} at ${node.name}`;
	},
	'text inserted': ({ root, random }) => {
		const { node } = random.pick(descendants(root));
		const text = random.pick(['Text', ' ', '\n', '0', '&#160;', '&#x20;', '<![CDATA[ ]]>', '<![CDATA[x]]>', '<![CDATA[]]>', '&amp;']);
		node.children.splice(random.below(node.children.length + 1), 0, text);
		return `${JSON.stringify(text)} in ${node.name}`;
	},
	'comment or instruction inserted': ({ root, random }) => {
		const { node } = random.pick(descendants(root));
		const at = random.below(node.children.length + 1);
		const [first] = node.children;
		const what = random.pick(['<!-- x -->', '<?x y?>', '<!---->']);
		if (typeof first === 'string' && first.length > 1 && random.chance(0.5) && !/[<&]/.test(first)) {
			node.children.splice(0, 1, first.slice(0, 1), what, first.slice(1));
		} else node.children.splice(at, 0, what);
		return `${what} in ${node.name}`;
	},
	'value as section': ({ root, random }) => {
		const nodes = withText(root);
		if (nodes.length === 0) return null;
		const node = random.pick(nodes);
		const text = textOf(node);
		if (/[<&]/.test(text)) return null;
		node.children = [text.slice(0, 1), `<![CDATA[${text.slice(1)}]]>`];
		return node.name;
	},
	'id doubled': ({ root, random }) => {
		const nodes = descendants(root).filter(({ node }) => node.attributes.some(([name]) => name === 'gml:id'));
		if (nodes.length < 2) return null;
		const [a, b] = [random.pick(nodes).node, random.pick(nodes).node];
		const id = b.attributes.find(([name]) => name === 'gml:id')![1];
		a.attributes.find(([name]) => name === 'gml:id')![1] = random.chance(0.3) ? ` ${id} ` : id;
		return `${a.name}, ${b.name}`;
	},
	'link changed': ({ root, random }) => {
		const nodes = descendants(root).filter(({ node }) => node.attributes.some(([name]) => name === 'xlink:href'));
		if (nodes.length === 0) return null;
		const { node } = random.pick(nodes);
		const [choice, value] = [random.below(3), random.pick(VALUES)];
		if (choice === 0) node.attributes = node.attributes.filter(([name]) => name !== 'xlink:href');
		else if (choice === 1) node.attributes.find(([name]) => name === 'xlink:href')![1] = `#${value}`;
		else node.children = [random.pick(['#x', element('gml:Point'), element('xplan:BP_Plan')])];
		return node.name;
	},
	'geometry element changed': ({ root, random }) => {
		const nodes = descendants(root).filter(({ node }) => GEOMETRY.includes(node.name.replace('gml:', '')));
		if (nodes.length === 0) return null;
		const { node } = random.pick(nodes);
		const before = node.name;
		node.name = `gml:${random.pick(GEOMETRY)}`;
		return `${before} → ${node.name}`;
	},
	'class changed': ({ root, random, schema, instances }) => {
		const members = elementsOf(root).flatMap(elementsOf).filter(({ name }) => name.startsWith('xplan:'));
		if (members.length === 0) return null;
		const node = random.pick(members);
		const all = Object.keys(schema.elements).filter((name) => !name.includes(':'));
		node.name = `xplan:${random.pick(random.chance(0.8) ? instances.classes : all)}`;
		return node.name;
	},
	'type named': ({ root, random, schema }) => {
		const { node } = random.pick(descendants(root));
		const local = node.name.replace(/^.*:/, '');
		const types = Object.keys(schema.types).map((name) => (name.includes(':') ? name : `xplan:${name}`));
		const lists = Object.keys(schema.simpleTypes).map((name) => (name.includes(':') ? name : `xplan:${name}`));
		const usual = ['xs:string', 'xs:int', 'xs:token', 'xs:NCName', 'xs:short', 'xs:anyType', 'gml:MeasureType', 'gml:LengthType'];
		const choices = [random.pick(types), random.pick(lists), ...usual, 'x:y', 'ohne', '', ' gml:CodeType ', 'gml:ReferenceType'];
		const own = `${node.name.startsWith('gml:') ? 'gml' : 'xplan'}:${local}Type`;
		const name = random.chance(0.4) ? own : random.pick(choices);
		node.attributes = [...node.attributes.filter(([other]) => other !== 'xsi:type'), ['xsi:type', name]];
		return `${name} at ${node.name}`;
	},
	'children removed': ({ root, random }) => {
		const node = random.pick(parents(root));
		if (node === root) return null;
		node.children = random.pick([[], ['\n']]);
		return node.name;
	},
	'root changed': ({ root, random }) => {
		const what = random.below(5);
		if (what === 0) root.name = 'xplan:XPlanauszug';
		else if (what === 1) root.name = 'gml:XPlanAuszug';
		else if (what === 2) {
			root.attributes = root.attributes.map(([name, value]) => [name, name === 'xmlns:xplan' ? value.replace(/\d$/, '9') : value]);
		} else if (what === 3) root.children = [];
		else root.attributes = root.attributes.filter(([name]) => name !== 'gml:id');
		return String(what);
	},
	'member property changed': ({ root, random }) => {
		const members = elementsOf(root);
		if (members.length === 0) return null;
		const node = random.pick(members);
		const what = random.below(4);
		if (what === 0) node.name = random.pick(['gml:featureMembers', 'gml:member', 'xplan:featureMember']);
		else if (what === 1) node.children = [];
		else if (what === 2) node.children.push(...random.pick(members).children.filter(isNode).map(copyOf));
		else node.attributes.push(['xlink:href', '#x']);
		return String(what);
	}
};

const schemaUri = (root: TreeNode): string => root.attributes.find(([name]) => name === 'xmlns:xplan')?.[1] ?? 'http://x.de';

/** Changes of the text itself. */
export const TEXT_MUTATIONS: Record<string, (text: string, random: Random) => string> = {
	'cut off': (text, random) => text.slice(0, random.below(text.length)),
	'character removed': (text, random) => {
		const at = random.below(text.length);
		return text.slice(0, at) + text.slice(at + 1);
	},
	'character changed': (text, random) => {
		const at = random.below(text.length);
		return text.slice(0, at) + random.pick([...'<>&"\' x1:/=#;ß\u0001']) + text.slice(at + 1);
	},
	'byte order mark': (text) => `\uFEFF${text}`,
	'line ends': (text) => text.replace(/\n/g, '\r\n'),
	'document type': (text) => text.replace('?>', '?>\n<!DOCTYPE x>'),
	'encoding named': (text) => text.replace('UTF-8', 'utf-8')
};
